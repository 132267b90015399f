"""What every test may count on."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _english_at_first():
    """A page leaves its language active behind it."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _tests_may_sign_up_as_often_as_they_like(settings):
    """All of them come from one address, which may otherwise do it twenty times a minute."""
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1000/m/ip"}


@pytest.fixture(autouse=True)
def _what_is_at_hand_is_new(monkeypatch):
    """What a process keeps for a minute, and makes anew in a thread that sees no test's rows, is made at once."""
    monkeypatch.setattr("expo.common.shelf.PAUSE", 0)
    monkeypatch.setattr("expo.common.shelf.beside", lambda work: work())
