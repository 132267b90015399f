import re
from io import StringIO

import pytest
from django.core.management import call_command
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from tests.factories import NeedFactory, UserFactory


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
    assert set(told) == {"200", "400", "401", "404", "409"}


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
def test_it_takes_a_token_for_a_sign_in():
    user = UserFactory()
    need = NeedFactory(delegate__group__coordinator=user)
    client = APIClient(headers={"Authorization": f"Token {Token.objects.create(user=user)}"})
    assert client.get(f"/api/v1/needs/{need.pk}/").status_code == 200
    client = APIClient(headers={"Authorization": "Token none"})
    assert client.get("/api/v1/needs/").status_code == 401


@pytest.mark.django_db
def test_it_takes_no_writes_from_another_sites_page():
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(UserFactory())
    assert client.post("/api/v1/needs/", {}).status_code == 403
