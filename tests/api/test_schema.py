import re
from io import StringIO

import pytest
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

from tests.factories import UserFactory


def test_its_schema_is_valid():
    schema = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=schema)
    assert schema.getvalue().startswith("openapi: 3.1.0")


@pytest.mark.django_db
def test_it_gives_its_schema_to_everybody(anybody):
    answer = anybody.get("/api/v1/schema/", headers={"accept": "application/vnd.oai.openapi+json"})
    paths = answer.data["paths"]
    assert {"/api/v1/exhibitors/", "/api/v1/needs/{id}/matches/", "/api/v1/meetings/{id}/cancel/"} <= set(
        paths
    )
    told = paths["/api/v1/exhibitors/{id}/give-booth/"]["post"]["responses"]
    assert set(told) == {"200", "400", "401", "403", "404", "409", "413", "415", "422", "429"}


def test_it_says_what_everybody_may_read_and_what_asks_to_sign_in():
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    assert {} in paths["/api/v1/exhibitors/"]["get"]["security"]
    assert {} not in paths["/api/v1/needs/"]["get"]["security"]
    assert "401" in paths["/api/v1/needs/"]["get"]["responses"]


def test_it_says_what_each_list_is_narrowed_by():
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    asked = [
        (path, each)
        for path, operations in paths.items()
        for each in operations.get("get", {}).get("parameters", [])
        if each.get("in") == "query"
    ]
    assert len(asked) > 100
    assert not [(path, each["name"]) for path, each in asked if not each.get("description")]
    between = next(each for path, each in asked if (path, each["name"]) == ("/api/v1/walks/", "hall"))
    assert between["description"] == "From or to this hall."


def test_it_explains_itself_with_our_own_files_alone(client):
    answer = client.get("/api/v1/docs/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []
    assert all(address.startswith("/") for address in re.findall(r'(?:src|href)="([^"]+)"', page))
    policy = answer.headers["Content-Security-Policy"]
    scripts = re.search(r"script-src ([^;]*)", policy)[1]
    assert "unsafe" not in scripts
    assert "http" not in policy
    assert client.get("/api/v1/docs/?script").headers["Content-Type"].startswith("application/javascript")


@pytest.mark.django_db
def test_it_takes_no_writes_from_another_sites_page():
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(UserFactory())
    assert client.post("/api/v1/needs/", {}).status_code == 403
