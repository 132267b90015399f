"""A proposed allocation in the admin: on the plan and as a list, offered whole or in part, and taken back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from exhibitors.models import BoothClaim, ZoneHome
from expo.runs.models import Run
from tests import factories as make
from tests.exhibitors.halls import row_of


@pytest.fixture
def row(edition):
    return row_of(3, edition=edition)


@pytest.fixture
def allocation(edition, row):
    found = make.AllocationFactory(edition=edition, value=95, bound=100)
    make.StandFactory(allocation=found, booths=row[:2])
    elsewhere = make.BoothFactory(edition=edition, zone=row[0].zone)
    make.StandFactory(allocation=found, booths=[elsewhere])
    because = {"reason": "none-left", "values": {"kind": "raw", "area": 36, "nearest": [row[2].pk]}}
    make.StandFactory(allocation=found, because=because, exhibitor__company__name="Waits outside")
    return found


def do(client, name, row, model="allocation", **data):
    data = {"answer_by": (timezone.localdate() + timedelta(days=9)).isoformat(), **data}
    return client.post(reverse(f"admin:exhibitors_{model}_{name}", args=[row.pk]), data, follow=True)


@pytest.mark.parametrize("freed_only", [False, True])
def test_a_run_is_started_for_an_edition(freed_only, edition, as_organiser):
    asked = {"edition": edition.pk} | ({"freed_only": "on"} if freed_only else {})
    as_organiser.post(reverse("admin:exhibitors_exhibitor_allocate"), asked)
    assert Run.objects.get(kind="allocation").params == {"edition": edition.pk, "freed_only": freed_only}


def test_it_says_how_good_it_is_and_draws_each_hall(allocation, row, as_organiser):
    page = as_organiser.get(allocation.get_absolute_url(), {"hall": row[0].hall_id}).content.decode()
    for text in ("5.0 %", "Exhibitors without a booth", "Offer all of it", "Take it back", "On the plan"):
        assert text in page
    assert page.count("<polygon points=") == 3
    assert page.count('data-state="proposed"') == 2 + 1  # two booths, and the legend


def test_the_list_says_who_gets_what_and_who_nothing_and_why(allocation, row, as_organiser):
    lines = as_organiser.get(reverse("admin:exhibitors_proposedstand_changelist")).content.decode()
    assert "B001–B002" in lines or f"{row[0].number}, {row[1].number}" in lines
    assert f"Raw space of 36 m²: none left. The nearest that are free: {row[2].number}." in lines


def test_one_stand_is_offered_then_a_hall_then_the_rest(allocation, row, as_organiser):
    first, second = allocation.stands.filter(because__isnull=True)
    assert (
        "Stands offered: 1." in do(as_organiser, "accept_one", second, model="proposedstand").content.decode()
    )
    assert BoothClaim.objects.get().exhibitor == second.exhibitor
    do(as_organiser, "accept_hall", allocation, hall=row[0].hall_id)
    assert BoothClaim.objects.filter(exhibitor=first.exhibitor, state="offered").count() == 2
    allocation.refresh_from_db()
    assert allocation.state == "accepted"


def test_it_is_offered_whole_and_taken_back(allocation, as_organiser):
    do(as_organiser, "accept", allocation)
    assert BoothClaim.objects.filter(state="offered").count() == 3
    assert "3 booths that were offered" in do(as_organiser, "take_back", allocation).content.decode()
    assert not BoothClaim.objects.exclude(state="released").exists()


def test_other_booths_are_proposed_by_their_numbers(allocation, row, as_organiser):
    stand = allocation.stands.filter(because__isnull=True).last()
    page = do(as_organiser, "propose_other", stand, model="proposedstand", numbers=row[2].number)
    assert "Proposed. The value of the whole was 95 and is now" in page.content.decode()
    assert list(stand.booths.all()) == [row[2]]
    wrong = do(as_organiser, "propose_other", stand, model="proposedstand", numbers="X-1")
    assert "There is no booth X-1." in wrong.content.decode()


def test_an_organiser_says_who_is_at_home_in_own_zones_alone(as_organiser, edition):
    thailand, zone = make.EconomyFactory(code="TH"), make.ZoneFactory(edition=edition)
    foreign = make.ZoneFactory(edition=make.EditionFactory())
    path = reverse("admin:exhibitors_zonehome_add")
    answer = as_organiser.post(path, {"zone": foreign.pk, "economy": "TH"})
    assert answer.context["adminform"].form.errors["zone"]
    answer = as_organiser.post(path, {"zone": zone.pk})
    assert "exactly one" in str(answer.context["adminform"].form.non_field_errors())
    assert as_organiser.post(path, {"zone": zone.pk, "economy": "TH"}).status_code == 302
    assert ZoneHome.objects.get().economy == thailand
