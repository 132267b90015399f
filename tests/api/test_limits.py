"""How often one may ask, by minute; time stands still here, at twenty seconds past."""

from types import SimpleNamespace

import pytest
from redis.exceptions import ConnectionError as NoRedis
from rest_framework.test import APIClient

from expo.access import limits
from tests.factories import NeedFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "/api/v1/exhibitors/"
NEEDS = "/api/v1/needs/"


@pytest.fixture(autouse=True)
def _rates(settings, tmp_path, monkeypatch, _no_limits):
    settings.API_RATES = {"strangers": 2, "signed in": 4, "writes": 1}
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": str(tmp_path)}}
    monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: 60 * 1000 + 20))


def left(answer):
    return [int(answer.headers[f"RateLimit-{name}"]) for name in ("Limit", "Remaining", "Reset")]


def test_it_says_with_each_answer_what_is_left(anybody):
    assert left(anybody.get(LIST)) == [2, 1, 40]
    assert left(anybody.get(f"{LIST}999999/")) == [2, 0, 40]
    assert left(anybody.get("/api/v1/schema/")) == [2, 0, 40]


def test_it_asks_who_wants_more_to_wait(anybody):
    anybody.get(LIST)
    anybody.get(LIST)
    answer = anybody.get(LIST)
    assert (answer.status_code, answer.json()["title"]) == (429, "Too Many Requests")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Retry-After"] == "40"
    assert left(answer) == [2, 0, 40]


def test_it_begins_anew_with_each_minute(anybody, monkeypatch):
    for _number in range(3):
        anybody.get(LIST)
    monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: 60 * 1001))
    assert anybody.get(LIST).status_code == 200


def test_it_counts_each_address_and_each_user_apart(anybody, signed_in):
    for _number in range(3):
        anybody.get(LIST)
    assert anybody.get(LIST, REMOTE_ADDR="10.0.0.2").status_code == 200
    assert left(signed_in(UserFactory()).get(LIST)) == [4, 3, 40]
    assert left(signed_in(UserFactory()).get(LIST)) == [4, 3, 40]


def test_it_believes_a_proxy_of_ours_alone_about_addresses(anybody, settings):
    others = {"HTTP_X_FORWARDED_FOR": "10.0.0.3"}
    anybody.get(LIST)
    assert left(anybody.get(LIST, **others)) == [2, 0, 40]
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}
    assert left(anybody.get(LIST, **others)) == [2, 1, 40]


def test_it_counts_writes_besides(signed_in):
    user = UserFactory()
    need = NeedFactory(delegate__group__coordinator=user)
    me = signed_in(user)
    assert left(me.patch(f"{NEEDS}{need.pk}/", {"quantity": "1 t"})) == [1, 0, 40]
    assert me.patch(f"{NEEDS}{need.pk}/", {"quantity": "2 t"}).status_code == 429
    need.refresh_from_db()
    assert need.quantity == "1 t"
    assert me.get(f"{NEEDS}{need.pk}/").status_code == 200


def test_it_counts_who_tries_tokens_as_a_stranger():
    thief = APIClient(headers={"Authorization": "Bearer expo_guess"})
    assert [thief.get(LIST).status_code for _number in range(3)] == [401, 401, 429]


def test_it_answers_where_redis_is_away(anybody, monkeypatch):
    def away(*args):
        raise NoRedis

    monkeypatch.setattr(limits, "cache", SimpleNamespace(add=away))
    answer = anybody.get(LIST)
    assert answer.status_code == 200
    assert "RateLimit-Limit" not in answer.headers
