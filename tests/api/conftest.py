import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

MOST_QUERIES = 15


@pytest.fixture(autouse=True)
def _no_limits(settings):
    """One address asks for all tests; what the limits do is tests/api/test_limits.py's business."""
    settings.API_RATES = dict.fromkeys(settings.API_RATES, 1_000_000)


@pytest.fixture
def anybody():
    return APIClient()


@pytest.fixture
def signed_in():
    """Makes a client that a user is signed in with."""

    def make(user):
        client = APIClient()
        client.force_login(user)
        return client

    return make


@pytest.fixture
def queries_of():
    """Counts the queries of a list, and sees that it has as many rows as it should."""

    def count(client, path, rows):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.get(path)
        assert answer.status_code == 200, answer.json()
        assert len(answer.json()["results"]) == rows
        assert len(queries) <= MOST_QUERIES
        return len(queries)

    return count
