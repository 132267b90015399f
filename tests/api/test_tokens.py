from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from expo.access import acts
from expo.access.models import ApiToken
from expo.common.acts import Refused
from tests.factories import NeedFactory, UserFactory

pytestmark = pytest.mark.django_db

NEEDS = "/api/v1/needs/"


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def need(user):
    return NeedFactory(delegate__group__coordinator=user)


def token(user, scope=ApiToken.Scope.WRITE, **options):
    return acts.create("My program", scope=scope, actor=user, **options)


def program(secret, scheme="Bearer"):
    return APIClient(headers={"Authorization": f"{scheme} {secret}"})


def test_it_lets_a_program_read_and_write_what_its_user_may(user, need):
    _row, secret = token(user)
    assert program(secret).get(f"{NEEDS}{need.pk}/").status_code == 200
    assert program(secret).patch(f"{NEEDS}{need.pk}/", {"quantity": "5 t"}).status_code == 200
    assert program(secret).get(f"{NEEDS}{NeedFactory().pk}/").status_code == 404


def test_it_lets_a_reading_token_write_nothing(user, need):
    _row, secret = token(user, ApiToken.Scope.READ)
    assert program(secret).get(f"{NEEDS}{need.pk}/").status_code == 200
    answer = program(secret).delete(f"{NEEDS}{need.pk}/")
    assert (answer.status_code, answer.json()["detail"]) == (403, "This token may only read.")


@pytest.mark.parametrize("secret", ["", "expo_unknown", "é", "two words"])
def test_it_knows_no_other_secret(secret, user):
    token(user)
    answer = program(secret).get("/api/v1/exhibitors/")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_it_opens_no_door_once_it_is_revoked_or_has_run_out_or_its_user_may_not_sign_in(user):
    revoked, of_revoked = token(user)
    acts.revoke(revoked, actor=user)
    _row, of_expired = token(user, expires_at=timezone.now() + timedelta(days=1))
    ApiToken.objects.exclude(expires_at=None).update(expires_at=timezone.now())
    other = UserFactory()
    _row, of_inactive = token(other)
    other.is_active = False
    other.save()
    for secret in (of_revoked, of_expired, of_inactive):
        assert program(secret).get(NEEDS).status_code == 401


def test_it_keeps_no_secret(user):
    row, secret = token(user)
    row.refresh_from_db()
    assert secret not in {str(value) for value in vars(row).values()}
    assert secret.startswith(row.prefix)
    assert len(secret) >= 40


def test_it_notes_when_it_was_used_once_a_minute(user):
    row, secret = token(user)
    program(secret).get(NEEDS)
    row.refresh_from_db()
    first = row.last_used_at
    assert first is not None
    program(secret).get(NEEDS)
    row.refresh_from_db()
    assert row.last_used_at == first


def test_it_answers_in_its_users_language_unless_the_program_names_one(need):
    user = UserFactory(language="zh-hans")
    _row, secret = token(user)
    missing = f"{NEEDS}{need.pk}/"
    in_english = program(secret).get(missing, headers={"accept-language": "en"})
    assert in_english.headers["Content-Language"] == "en"
    assert program(secret).get(missing).headers["Content-Language"] == "zh-hans"


def test_it_makes_no_more_than_twenty(user):
    rows = [token(user)[0] for _number in range(acts.MOST_TOKENS)]
    with pytest.raises(Refused):
        token(user)
    acts.revoke(rows[0], actor=user)
    token(user)


def test_it_is_revoked_once(user):
    row, _secret = token(user)
    acts.revoke(row, actor=user)
    with pytest.raises(Refused):
        acts.revoke(row, actor=user)


class TestItsPage:
    """One's own tokens, made, shown once and revoked."""

    PATH = "/en/workspace/tokens/"

    def make(self, client, **fields):
        return client.post(
            self.PATH, {"name": "Import", "scope": "write", "lasts": "30", **fields}, follow=True
        )

    def test_it_shows_the_secret_once(self, client, user):
        client.force_login(user)
        shown = self.make(client).content.decode()
        secret = shown.split('<code class="secret">')[1].split("</code>")[0]
        assert program(secret).get(NEEDS).status_code == 200
        assert secret not in client.get(self.PATH).content.decode()
        assert client.get(self.PATH).headers["Cache-Control"] == "private, no-store"

    @pytest.mark.parametrize(("lasts", "days"), [("30", 30), ("365", 365), ("0", None)])
    def test_it_lasts_as_long_as_was_chosen(self, lasts, days, client, user):
        client.force_login(user)
        self.make(client, lasts=lasts)
        row = ApiToken.objects.get()
        assert (row.expires_at and (row.expires_at - timezone.now()).days + 1) == days

    def test_it_says_what_is_wrong(self, client, user):
        client.force_login(user)
        answer = self.make(client, name="", lasts="5")
        assert set(answer.context["form"].errors) == {"name", "lasts"}
        assert not ApiToken.objects.exists()

    def test_it_says_that_one_has_enough(self, client, user):
        for _number in range(acts.MOST_TOKENS):
            token(user)
        client.force_login(user)
        assert "Revoke one" in self.make(client).content.decode()

    def test_it_revokes(self, client, user):
        row, _secret = token(user)
        client.force_login(user)
        client.post(f"{self.PATH}{row.pk}/revoke/")
        row.refresh_from_db()
        assert row.standing == "revoked"
