"""Schemathesis asks what the schema allows, and what it doesn't: every answer is one that the schema promises."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from drf_spectacular.generators import SchemaGenerator
from schemathesis.config import SchemathesisConfig

from expo.access.acts import create
from expo.access.models import ApiToken
from tests.pages.world import World, undone

EVERY_ROLE = ("anonymous", "member of A", "coordinator of A", "pavilion organiser of A", "organiser")
SHORT, WHOLE = 3, 15  # examples; a whole walk also tries each limit that the schema names
WALKS = [
    pytest.param(("organiser", SHORT), id="organiser"),
    *[pytest.param((role, WHOLE), id=f"{role}, whole", marks=pytest.mark.slow) for role in EVERY_ROLE],
]
schema = schemathesis.pytest.from_fixture("api")


def config(examples):
    """The default checks. Schemathesis uses keys again with other bodies, to which 422 is the right answer."""
    accepted = ["2xx", "401", "403", "404", "409", "422"]
    return SchemathesisConfig.from_dict(
        {
            "seed": 1,
            "generation": {"max-examples": examples, "deterministic": True},
            "phases": {"coverage": {"enabled": examples == WHOLE}},
            "checks": {"positive_data_acceptance": {"expected-statuses": accepted}},
        }
    )


@pytest.fixture(params=WALKS)
def walk(request):
    return request.param


@pytest.fixture
def _one_connection():
    """A request through WSGI would close the connection, and with it the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def headers(walk, settings, tmp_path, db, _one_connection):
    """Who asks, by a token, in a fair with two of everything."""
    settings.MEDIA_ROOT = tmp_path
    world = World()
    role, _examples = walk
    plain = {
        "Accept-Encoding": "identity"
    }  # which Schemathesis reads, talking to an application without a server
    if role == "anonymous":
        return plain
    _token, secret = create("Schemathesis", scope=ApiToken.Scope.WRITE, actor=world.users[role])
    return {**plain, "Authorization": f"Bearer {secret}"}


@pytest.fixture
def api(walk, headers, request):
    request.node._nodeid = (
        request.node.nodeid
    )  # which Schemathesis 4.32 reads, and pytest 9.2 calls otherwise
    described = SchemaGenerator().get_schema(request=None, public=True)
    loaded = schemathesis.openapi.from_dict(described, config=config(examples=walk[1]))
    loaded.app = get_wsgi_application()
    return loaded


@schema.parametrize()
def test_it_answers_as_its_schema_says(case, headers):
    with undone():
        case.call_and_validate(headers=headers)
