"""A certificate that is gone counts no more, from the moment that it is gone."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from buyers.recommended import matches_of
from exhibitors.acts import products
from tests import factories as make

CERTIFIED = "Certified as you ask"


@pytest.fixture
def match(delegate, exhibitor):
    """An exhibitor fits a need, for the two certificates of its product among other things."""
    need = make.NeedFactory(delegate=delegate)
    product = make.ProductFactory(exhibitor=exhibitor, certificates=["gmp", "halal"])
    values = {"certificates": ["gmp", "halal"], "required": ["halal"]}
    hs = {"signal": "hs", "share": 0.5, "values": {"level": "subheading", "code": "081060"}}
    reasons = [hs, {"signal": "certificates", "share": 0.3, "values": values}]
    return make.MatchFactory(need=need, exhibitor=exhibitor, product=product, reasons=reasons)


@pytest.fixture
def keep(match, member):
    """Let the exhibitor's product keep these certificates alone."""

    def keep(*certificates):
        products.change(match.product, {"certificates": [*certificates]}, actor=member)

    return keep


def require(need, *certificates):
    type(need).objects.filter(pk=need.pk).update(certificates_required=[*certificates])


def need_page(client, match, coordinator):
    client.force_login(coordinator)
    return client.get(match.need.get_absolute_url()).content.decode()


def test_who_loses_what_a_need_requires_is_not_recommended_any_more(match, keep, client, coordinator, member):
    require(match.need, "halal")
    assert str(match.exhibitor) in need_page(client, match, coordinator)
    keep("gmp")
    assert not matches_of(match.need).exists()
    assert str(match.exhibitor) not in need_page(client, match, coordinator)
    client.force_login(member)
    page = client.get(reverse("interested", args=[match.exhibitor.pk])).content.decode()
    assert match.need.text not in page


@pytest.mark.parametrize("required", [[], ["halal"], ["halal", "gmp"]])
def test_who_has_all_that_is_required_stays(required, match):
    require(match.need, *required)
    assert list(matches_of(match.need)) == [match]


def test_what_was_merely_welcome_is_not_claimed_any_more(match, keep, client, coordinator):
    assert f"{CERTIFIED}: GMP, Halal" in need_page(client, match, coordinator)
    keep("gmp")
    page = need_page(client, match, coordinator)
    assert f"{CERTIFIED}: GMP" in page
    assert "Halal" not in page


def test_a_reason_of_which_nothing_is_left_is_left_out(match, keep, client, coordinator):
    keep()
    page = need_page(client, match, coordinator)
    assert CERTIFIED not in page
    assert "Same HS subheading 081060" in page


def test_in_the_api_neither(match, keep, coordinator):
    keep("gmp")
    client = APIClient()
    client.force_login(coordinator)
    (row,) = client.get(f"/api/v1/needs/{match.need.pk}/matches/").json()["results"]
    assert row["reasons"][1]["values"] == {"certificates": ["gmp"], "required": []}
    assert row["sentences"][1]["text"] == f"{CERTIFIED}: GMP"


def test_whom_it_fits_no_more_the_exhibitor_can_not_ask_by_program_either(match, keep, member):
    require(match.need, "halal")
    client = APIClient()
    client.force_login(member)
    keep("gmp")
    wish = {"delegate": match.need.delegate_id, "exhibitor": match.exhibitor_id}
    assert client.post("/api/v1/requests/", wish, format="json").status_code == 404
    keep("halal")
    assert client.post("/api/v1/requests/", wish, format="json").status_code == 201
