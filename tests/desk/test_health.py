import pytest
from django.core.cache import cache
from django.db import OperationalError, connection

pytestmark = pytest.mark.django_db


def test_all_answer(client, monkeypatch):
    monkeypatch.setenv("EXPO_INSTANCE", "this one")
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": True, "cache": True, "instance": "this one"}


def test_without_cache(client, monkeypatch):
    def fail(*_):
        raise ConnectionError

    monkeypatch.setattr(cache, "get", fail)
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert (answer.json()["database"], answer.json()["cache"]) == (True, False)


def test_without_database(client, monkeypatch):
    def fail(*_):
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", fail)
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert (answer.json()["database"], answer.json()["cache"]) == (False, True)
