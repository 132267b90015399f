"""Proposed allocations by API: looked at, changed, offered, and taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exhibitors.models import BoothClaim
from expo.fair.models import Booth
from tests import factories as make

LIST = "/api/v1/allocations/"


@pytest.fixture
def edition(db):
    return make.EditionFactory()


@pytest.fixture
def me(signed_in, edition):
    user = make.UserFactory()
    make.RoleFactory(edition=edition, user=user, kind="organiser")
    return signed_in(user)


@pytest.fixture
def allocation(edition):
    return make.AllocationFactory(edition=edition)


def stand(allocation, **options):
    booth = make.BoothFactory(edition=allocation.edition)
    return make.StandFactory(allocation=allocation, booths=[booth], **options)


def one(allocation, act=""):
    return f"{LIST}{allocation.pk}/{act}"


def offer(**more):
    return {"answer_by": (timezone.now() + timedelta(days=3)).isoformat(), **more}


def test_it_tells_value_bound_and_how_that_is_known(me, allocation):
    (row,) = me.get(LIST).json()["results"]
    assert (row["value"], row["bound"], row["bound_method"]) == (260, 260, "Test")
    assert me.get(one(allocation)).json() == row


def test_it_lists_booths_or_why_there_are_none(me, allocation):
    placed = stand(allocation)
    make.StandFactory(
        allocation=allocation,
        because={
            "reason": "none-left",
            "values": {"kind": "shell", "area": 9, "nearest": [], "zones": []},
        },
    )
    first, second = me.get(one(allocation, "stands/")).json()["results"]
    assert [each["id"] for each in first["booths"]] == [placed.booths.get().pk]
    assert (first["because"], second["booths"]) == ("", [])
    assert "9 m²" in second["because"]


def test_it_offers_one_stand_a_hall_or_all(me, allocation):
    one_stand, in_hall, rest = stand(allocation), stand(allocation), stand(allocation)
    hall = in_hall.booths.get().hall
    for body in (offer(stand=one_stand.pk), offer(hall=hall.pk), offer()):
        assert me.post(one(allocation, "offer/"), body).json() == {"offered": 1, "overtaken": 0}
    assert BoothClaim.objects.filter(state="offered").count() == 3
    assert me.get(one(allocation)).json()["state"] == "accepted"
    assert [row["taken"] for row in me.get(one(allocation, "stands/")).json()["results"]] == [True] * 3
    assert rest.exhibitor.claims.exists()


def test_an_answer_after_the_fair_is_not_waited_for(me, allocation):
    stand(allocation)
    late = {"answer_by": (timezone.now() + timedelta(days=4000)).isoformat()}
    answer = me.post(one(allocation, "offer/"), late)
    assert (answer.status_code, list(answer.json()["errors"])) == (409, ["answer_by"])
    assert not BoothClaim.objects.exists()


def test_it_proposes_other_booths_and_says_what_that_changes(me, allocation):
    row, free = stand(allocation), make.BoothFactory(edition=allocation.edition)
    answer = me.post(one(allocation, "propose-other/"), {"stand": row.pk, "booths": [free.pk]})
    assert set(answer.json()) == {"before", "after"}
    assert list(row.booths.all()) == [free]


def test_a_booth_of_another_stand_is_refused(me, allocation):
    row, other = stand(allocation), stand(allocation)
    taken = other.booths.get()
    answer = me.post(one(allocation, "propose-other/"), {"stand": row.pk, "booths": [taken.pk]})
    assert answer.status_code == 409
    assert taken.number in answer.json()["detail"]


def test_a_stand_of_another_proposal_is_not_found_in_this_one(me, allocation):
    elsewhere = stand(make.AllocationFactory(edition=allocation.edition, state="taken-back"))
    booth = Booth.objects.first()
    answer = me.post(one(allocation, "propose-other/"), {"stand": elsewhere.pk, "booths": [booth.pk]})
    assert answer.status_code == 404


def test_it_is_taken_back_until_somebody_answers(me, allocation):
    stand(allocation)
    me.post(one(allocation, "offer/"), offer())
    BoothClaim.objects.update(state="let")
    assert me.post(one(allocation, "take-back/")).status_code == 409
    BoothClaim.objects.update(state="offered")
    assert me.post(one(allocation, "take-back/")).json()["state"] == "taken-back"
    assert set(BoothClaim.objects.values_list("state", flat=True)) == {"released"}
