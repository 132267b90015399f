"""What organisers tell the allocation reaches it, and what makes no sense is refused."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from exhibitors.allocation import Limits, fair
from exhibitors.floor import Floor
from exhibitors.models import AllocationWeights, Competitors, ZoneHome, ZoneQuota
from tests import factories as make


@pytest.fixture
def zone(edition):
    return make.ZoneFactory(edition=edition)


@pytest.fixture
def thailand(db):
    return make.EconomyFactory(code="TH")


def test_homes_and_quotas_of_zones_reach_the_allocation(edition, zone, thailand):
    bloc, sector = make.BlocFactory(members=[thailand]), make.SectorFactory()
    for home in ({"bloc": bloc}, {"economy": thailand}, {"sector": sector}):
        ZoneHome.objects.create(zone=zone, **home)
    ZoneQuota.objects.create(zone=zone, economy=thailand, most_booths=3, most_area=27)
    ZoneHome.objects.create(zone=make.ZoneFactory(edition=make.EditionFactory()), economy=thailand)
    problem = Floor(edition).problem
    assert set(problem.zone_preferences) == {
        fair.ZonePreference(zone.pk, bloc=bloc.pk),
        fair.ZonePreference(zone.pk, economy="TH"),
        fair.ZonePreference(zone.pk, sector=sector.pk),
    }
    assert problem.quotas == (fair.Quota("TH", zone.pk, 3, 27),)


def test_a_quota_keeps_an_economys_exhibitors_out_of_a_full_zone(edition, zone, thailand):
    booths = make.BoothFactory.create_batch(3, edition=edition, zone=zone)
    company = {"company__economy": thailand, "booth_kind": booths[0].kind, "booth_area": booths[0].area}
    make.ExhibitorFactory.create_batch(3, edition=edition, approved=True, **company)
    ZoneQuota.objects.create(zone=zone, economy=thailand, most_booths=1)
    answer = fair.solve(Floor(edition).problem, Limits(seconds=5))
    assert len(answer.placements) == 1


def test_wishes_for_a_hall_and_open_sides_reach_the_allocation(edition):
    hall = make.BoothFactory(edition=edition).hall
    row = make.ExhibitorFactory(edition=edition, approved=True, hall=hall, open_sides=2)
    [wish] = [each for each in Floor(edition).problem.exhibitors if each.id == row.pk]
    assert (wish.halls, wish.open_sides) == ((hall.pk,), 2)


def test_a_corner_goes_to_who_wishes_for_one(edition, zone):
    plain = make.BoothFactory(edition=edition, zone=zone, open_sides=1)
    corner = make.BoothFactory(edition=edition, zone=zone, open_sides=2)
    size = {"booth_kind": plain.kind, "booth_area": plain.area}
    anywhere, wishes = (
        make.ExhibitorFactory(edition=edition, approved=True, open_sides=sides, **size) for sides in (0, 2)
    )
    answer = fair.solve(Floor(edition).problem, Limits(seconds=1))
    assert {each.exhibitor: each.booth for each in answer.placements} == {
        anywhere.pk: plain.pk,
        wishes.pk: corner.pk,
    }


def test_competitors_reach_the_allocation_while_both_are_approved(edition):
    one, other, third = make.ExhibitorFactory.create_batch(3, edition=edition, approved=True)
    Competitors.objects.create(one=one, other=other)
    Competitors.objects.create(one=one, other=third)
    type(third).objects.filter(pk=third.pk).update(state="withdrawn")
    assert Floor(edition).problem.competitors == ((one.pk, other.pk),)


def test_competitors_are_two_of_one_edition(edition):
    one = make.ExhibitorFactory(edition=edition)
    with pytest.raises(ValidationError, match="another edition"):
        Competitors(one=one, other=make.ExhibitorFactory()).full_clean()
    with pytest.raises(ValidationError, match="Choose two exhibitors"):
        Competitors(one=one, other=one).full_clean()


def test_an_edition_has_its_own_weights_or_the_usual_ones(edition):
    assert Floor(edition).problem.weights == fair.Weights()
    AllocationWeights.objects.create(edition=edition, zone_by_sector=500, competitors_apart=70)
    assert Floor(edition).problem.weights == fair.Weights(zone_by_sector=500, competitors_near=-70)


@pytest.mark.parametrize("wrong", [{}, {"economy": "TH", "sector": "own"}])
def test_a_zone_is_home_to_exactly_one_of_bloc_economy_and_sector(wrong, zone, thailand):
    rows = {"economy": thailand, "sector": make.SectorFactory(code="own")}
    home = ZoneHome(zone=zone, **{name: rows[name] for name in wrong})
    with pytest.raises(ValidationError, match="exactly one"):
        home.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        home.save()


def test_a_home_is_said_once_and_a_quota_limits_something(zone, thailand):
    ZoneHome.objects.create(zone=zone, economy=thailand)
    with pytest.raises(IntegrityError), transaction.atomic():
        ZoneHome.objects.create(zone=zone, economy=thailand)
    with pytest.raises(ValidationError, match="most booths"):
        ZoneQuota(zone=zone, economy=thailand).full_clean()
