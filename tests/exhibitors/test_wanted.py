"""Exhibitors say which buyers they wish to meet, whenever they like while they take part."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from exhibitors.acts import registrations
from expo.common.acts import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return make.UserFactory()


@pytest.fixture
def exhibitor(member):
    return make.ExhibitorFactory(approved=True, company__members=[member])


@pytest.fixture
def thailand():
    return make.EconomyFactory(code="TH", name="Thailand")


def wish(exhibitor, member, *economies):
    registrations.wish_to_meet(exhibitor, economies=list(economies), sectors=[], markets=[], actor=member)


def test_they_are_kept_and_can_be_changed_after_approval(exhibitor, member, thailand):
    wish(exhibitor, member, thailand)
    assert list(exhibitor.wanted_economies.all()) == [thailand]
    wish(exhibitor, member)
    assert not exhibitor.wanted_economies.exists()


def test_the_exhibitor_counts_as_changed(exhibitor, member, thailand):
    before = type(exhibitor).objects.get(pk=exhibitor.pk).modified_at
    wish(exhibitor, member, thailand)
    assert type(exhibitor).objects.get(pk=exhibitor.pk).modified_at > before


@pytest.mark.parametrize("state", ["rejected", "withdrawn"])
def test_who_does_not_take_part_wishes_nothing(exhibitor, member, thailand, state):
    type(exhibitor).objects.filter(pk=exhibitor.pk).update(state=state)
    with pytest.raises(Refused):
        wish(exhibitor, member, thailand)


def test_the_registration_shows_whom_the_company_wishes_to_meet(exhibitor, member, thailand, client):
    client.force_login(member)
    path = reverse("registration", args=[exhibitor.pk])
    before = client.get(path).content.decode()
    assert "Say whom" in before
    assert "Thailand" not in before
    wish(exhibitor, member, thailand)
    page = client.get(path).content.decode()
    assert "Thailand" in page
    assert "Say whom" not in page


def test_their_page_shows_what_was_said(exhibitor, member, thailand, client):
    client.force_login(member)
    path = reverse("registration-wanted", args=[exhibitor.pk])
    assert "checked" not in client.get(path).content.decode()
    client.post(path, {"economies": ["TH"]})
    assert client.get(path).content.decode().count("checked") == 1


def test_programs_read_and_write_them(exhibitor, member, thailand):
    client = APIClient()
    client.force_login(member)
    path = f"/api/v1/exhibitors/{exhibitor.pk}/wanted/"
    body = {"economies": ["TH"], "sectors": [], "markets": ["TH"]}
    assert client.post(path, body, format="json").json() == body
    assert client.get(path).json() == body
