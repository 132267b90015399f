"""Every form that pages show, sent back empty and full of nonsense, and what the person is shown then."""

from typing import NamedTuple

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from bs4 import BeautifulSoup
from django.urls import resolve, reverse

from tests import factories as make
from tests.pages.test_headers import shown
from tests.pages.world import undone

ROLES = ("anonymous", "nobody", "member of A", "coordinator of A", "pavilion organiser of A")
CHOSEN = {"radio", "checkbox"}  # kinds of control that send nothing where nothing is chosen
NO_FIELDS = {"hidden", "submit"}
NONSENSE = "☃ <nonsense> & more" * 300
OF_KIND = {  # nonsense that browsers let through in such a control, and show again
    "number": "-99999999999999999999",
    "date": "1999-12-31",
    "time": "00:00",
    "email": f"{'x' * 300}@example.org",
    "select": "☃",
    "radio": "☃",
    "checkbox": "☃",
    "url": f"https://example.org/{'x' * 3000}",
}
PASSWORD = "durian-mangosteen"


class Form(NamedTuple):
    """A form on a page: where it is sent, what a person fills in, and with which button it goes."""

    action: str
    fields: dict[str, str]  # kind of control by name
    hidden: dict[str, str]
    button: tuple[str, str] | None

    @property
    def name(self):
        return resolve(self.action.split("?")[0]).url_name

    @property
    def label(self):
        return " ".join(filter(None, [self.name, *(self.button or ())]))

    def empty(self):
        """What a browser sends where nobody filled anything in."""
        return self._sent({name: "" for name, kind in self.fields.items() if kind not in CHOSEN})

    def nonsense(self):
        """What no field can take; the passwords differ from each other."""
        return self._sent(
            {name: OF_KIND.get(kind, f"{NONSENSE}{name}") for name, kind in self.fields.items()}
        )

    def _sent(self, values):
        return {
            "csrfmiddlewaretoken": "x",
            **self.hidden,
            **values,
            **dict([self.button] if self.button else []),
        }


def forms_of(answer):
    """The forms of a page that have anything to fill in, once for each of their buttons."""
    for form in BeautifulSoup(answer.content, "html.parser").select("form[method=post]"):
        controls = [each for each in form.select("input, select, textarea") if each.get("name")]
        fields = {
            each["name"]: each.get("type", each.name)
            for each in controls
            if each.get("type") not in NO_FIELDS
        }
        hidden = {each["name"]: each.get("value", "") for each in controls if each.get("type") == "hidden"}
        buttons = [(each["name"], each.get("value", "")) for each in form.select("button[name]")]
        action = form.get("action") or answer.wsgi_request.get_full_path()
        if fields:
            yield from (Form(action, fields, hidden, button) for button in buttons or [None])


def sent_back(world):
    """Each form, how it was filled in ("empty" or "nonsense"), and the page that the person is shown then."""
    seen = set()
    for client, page in _pages(world):
        for form in forms_of(page):
            if (key := (form.label, frozenset(form.fields))) not in seen:
                seen.add(key)
                yield from ((form, kind, _send(client, form, kind)) for kind in ("empty", "nonsense"))


def refused(world):
    """Each page with a form that is refused, by the form's name: full of nonsense, or empty where that is taken."""
    return {form.label: answer for form, _kind, answer in sent_back(world) if says_no(answer)}


def says_no(answer):
    """Whether the page says that something is not right."""
    return bool(BeautifulSoup(answer.content, "html.parser").select(".summary"))


def _send(client, form, kind):
    with undone():
        return client.post(form.action, getattr(form, kind)(), follow=True)


def _pages(world):
    """Pages with the browser in which each is open."""
    make.MatchFactory(need=world.of["A"]["need"], exhibitor=world.of["A"]["exhibitor"])
    clients = {role: world.client(role) for role in ROLES}
    for _name, role, answer in shown(world, ROLES):
        if answer["Content-Type"].startswith("text/html"):
            yield clients[role], answer
    yield from _pages_about_passwords(world)


def _pages_about_passwords(world):
    """Those that are there for somebody who has one, or has forgotten it."""
    user = world.users["member of A"]
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    client = world.client("anonymous")
    yield client, client.get(reverse("account_reset_password_from_key", args=key.split("-", 1)), follow=True)
    user.set_password(PASSWORD)
    user.save()
    client = world.client("member of A")
    for name in ("account_change_password", "account_reauthenticate"):
        yield client, client.get(reverse(name))
