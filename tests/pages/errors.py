"""Every page that people see instead of what they asked for, as each comes about."""

from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

TEMPLATES = {each.name for each in (settings.BASE_DIR / "templates").glob("[45]*.html")}
OFTEN = 5


def errors(world, language):
    """What the person did or met, and the answer in this language."""
    with translation.override(language):
        for what, ask in WAYS.items():
            yield what, ask(world)


def _ask_for_another_host(world):
    return Client(headers={"host": "elsewhere.example"}).get(reverse("front"))


def _ask_without_the_right(world):
    return world.client("nobody").get(reverse("account_reauthenticate"))


def _send_a_form_that_was_open_too_long(world):
    return Client(enforce_csrf_checks=True).post(reverse("account_login"))


def _mistype_an_address(world):
    return Client().get(reverse("front") + "nowhere/")


def _ask_for_what_is_anothers(world):
    return world.client("nobody").get(reverse("group", args=[world.of["A"]["group"].pk]))


def _open_what_a_button_sends_to(world):
    return world.client("nobody").get(reverse("inbox-read"))


def _use_an_invitation_twice(world):
    return world.client("nobody").get(reverse("invitation", args=["used"]))


def _try_too_often(world):
    with override_settings(ACCOUNT_RATE_LIMITS={"reset_password": f"{OFTEN}/m/ip"}):
        for _again in range(OFTEN + 1):
            answer = Client().post(reverse("account_reset_password"), {"email": "who@example.org"})
    return answer


def _come_while_the_database_is_away(world):
    client = world.client("nobody")
    client.raise_request_exception = False
    with connection.execute_wrapper(_away):
        return client.get(reverse("workspace"))


def _away(*_query):
    raise OperationalError("the database is away")


WAYS = {
    "400, another host": _ask_for_another_host,
    "403, no right": _ask_without_the_right,
    "403, open too long": _send_a_form_that_was_open_too_long,
    "404, mistyped": _mistype_an_address,
    "404, another's": _ask_for_what_is_anothers,
    "405, a button's": _open_what_a_button_sends_to,
    "410, used": _use_an_invitation_twice,
    "429, too often": _try_too_often,
    "500, no database": _come_while_the_database_is_away,
}
