"""The timetable, repaired: what can't be held goes elsewhere, the organiser sees the list, then everybody is told."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from buyers import tasks
from buyers.acts import meetings, proposals
from buyers.models import Meeting, Proposal
from buyers.states import MeetingState
from buyers.unheld import unheld
from expo.common.acts import Refused
from expo.fair.models import Closure, Occupancy, Slot
from expo.runs.models import Run
from expo.runs.tasks import work_on
from tests import factories as make
from tests.buyers.told import kinds_told


@pytest.fixture
def repair(edition, organiser):
    """Let the timetable be repaired; returns what is proposed."""

    def run_it(**params):
        run = tasks.start(tasks.REPAIR, edition, actor=organiser, **params)
        work_on(run.pk)
        run.refresh_from_db()
        assert run.state == Run.State.DONE, run.error
        return Proposal.objects.get(run=run)

    return run_it


@pytest.fixture
def held(accepted, table, host, organiser, slots):
    """A meeting in the first slot."""
    return meetings.arrange(accepted, slots[0], table, host, actor=organiser)


def close(table, slot, until=None):
    """Close the hall of a table in a slot."""
    hall = table.booth.hall
    return Closure.objects.create(hall=hall, starts_at=slot.starts_at, ends_at=(until or slot).ends_at)


def changes(proposal):
    return [(row.change, row.request_id, row.slot_id) for row in proposal.changes.all()]


def test_a_timetable_that_holds_is_left_alone(repair, held):
    assert changes(repair()) == []


def test_a_meeting_in_a_hall_that_closes_goes_to_another_time(repair, held, table, slots, organiser):
    close(table, slots[0], until=slots[1])
    proposal = repair()
    assert changes(proposal) == [("moved", held.request_id, slots[2].pk)]
    assert (proposal.value_before, proposal.value) == (held.request.priority, held.request.priority)
    held.refresh_from_db()
    assert held.slot == slots[0]
    proposals.accept(proposal, actor=organiser)
    held.refresh_from_db()
    assert held.slot == slots[2]
    assert {stay.during.lower for stay in Occupancy.objects.all()} == {slots[2].starts_at}


def test_both_sides_are_told_of_a_move_once_it_is_accepted(
    repair, held, table, slots, organiser, coordinator, member
):
    close(table, slots[0])
    proposal = repair()
    assert kinds_told(coordinator) == kinds_told(member) == ["meeting-scheduled"]
    proposals.accept(proposal, actor=organiser)
    assert kinds_told(coordinator) == kinds_told(member) == ["meeting-scheduled", "meeting-moved"]


def test_who_arrives_later_meets_later(repair, held, edition, delegate):
    later = make.make_slots(edition, 2, day=1)
    type(delegate).objects.filter(pk=delegate.pk).update(arrives_on=later[0].day.date)
    assert changes(repair()) == [("moved", held.request_id, later[0].pk)]


def test_what_finds_no_other_place_is_called_off_with_a_reason(
    repair, held, table, slots, organiser, coordinator
):
    close(table, slots[0], until=slots[2])
    proposal = repair()
    assert changes(proposal) == [("removed", held.request_id, None)]
    held.request.refresh_from_db()
    assert held.request.unplaced_because is None
    proposals.accept(proposal, actor=organiser)
    held.refresh_from_db()
    held.request.refresh_from_db()
    assert held.state == MeetingState.CANCELLED
    assert held.request.unplaced_because["reason"] == "no-point"
    assert "meeting-cancelled" in kinds_told(coordinator)


def test_the_hole_of_a_cancelled_meeting_goes_to_who_waits(repair, held, slots, exhibitor, group, organiser):
    for number in (1, 2):
        row = make.RequestFactory(
            delegate=make.DelegateFactory(group=group), exhibitor=exhibitor, accepted=True
        )
        table, host = held.point, held.representative
        meetings.arrange(row, slots[number], table, host, actor=organiser)
    waiting = make.RequestFactory(
        delegate=make.DelegateFactory(group=group), exhibitor=exhibitor, accepted=True
    )
    assert changes(repair()) == []
    meetings.cancel(held, actor=organiser)
    type(held.request).objects.filter(pk=held.request_id).update(state="withdrawn")
    assert changes(repair()) == [("added", waiting.pk, slots[0].pk)]


@pytest.mark.parametrize(("moves", "placed"), [(0, []), (1, ["moved", "added"])])
def test_for_who_waits_others_move_only_where_the_organiser_says_so(
    moves, placed, repair, held, slots, exhibitor, group, edition, organiser
):
    waiting = make.RequestFactory(
        delegate=make.DelegateFactory(group=group), exhibitor=exhibitor, accepted=True
    )
    for slot in slots[1:]:
        stay = {"edition": edition, "person": waiting.delegate.person, "cause": Occupancy.Cause.VISIT}
        Occupancy.objects.create(**stay, cause_id=1, during=(slot.starts_at, slot.ends_at))
    proposal = repair(moves_for_waiting=moves)
    assert [row.change for row in proposal.changes.all()] == placed
    proposals.accept(proposal, actor=organiser)
    assert Meeting.objects.filter(state=MeetingState.CONFIRMED).count() == 1 + bool(placed)


def test_what_has_begun_stays_and_nobody_is_given_a_slot_that_has(
    repair, held, slots, table, exhibitor, group
):
    for hours, slot in enumerate(slots[:2], start=1):
        Slot.objects.filter(pk=slot.pk).update(starts_at=timezone.now() - timedelta(hours=hours))
    close(table, slots[0])
    waiting = make.RequestFactory(
        delegate=make.DelegateFactory(group=group), exhibitor=exhibitor, accepted=True
    )
    assert changes(repair()) == [("added", waiting.pk, slots[2].pk)]


def test_an_online_meeting_put_by_hand_stays(repair, accepted, host, organiser, slots, edition):
    link = make.MeetingPointFactory(edition=edition, kind="link", hall=None, link="https://example.org/room")
    meetings.arrange(accepted, slots[1], link, host, actor=organiser)
    assert changes(repair()) == []


def test_it_lists_what_cannot_be_held(held, table, slots):
    assert not unheld(Meeting.objects.all()).exists()
    closure = close(table, slots[0])
    assert list(unheld(Meeting.objects.all())) == [held]
    closure.delete()
    type(held.request.exhibitor.claims.get()).objects.update(state="withdrawn")
    assert list(unheld(Meeting.objects.all())) == [held]


def test_nobody_is_put_into_a_closed_hall_by_hand(accepted, table, host, organiser, slots):
    close(table, slots[0])
    with pytest.raises(Refused, match="closed") as refused:
        meetings.arrange(accepted, slots[0], table, host, actor=organiser)
    assert len(refused.value.alternatives) == 2


def test_what_has_begun_is_no_longer_listed(held, table, slots):
    close(table, slots[0])
    Slot.objects.filter(pk=slots[0].pk).update(starts_at=timezone.now() - timedelta(minutes=1))
    assert not unheld(Meeting.objects.all()).exists()


@pytest.mark.parametrize(
    ("begins", "ends", "is_listed"),
    [((8, 0), (9, 0), False), ((9, 15), (9, 20), True), ((9, 30), (10, 0), False)],
)
def test_it_lists_what_lies_in_a_break_that_somebody_wishes_for(held, delegate, begins, ends, is_listed):
    """The meeting is from 9:00 to 9:30 at the fair; in UTC it is night."""
    delegate.break_from, delegate.break_until = time(*begins), time(*ends)
    delegate.save()
    assert unheld(Meeting.objects.all()).exists() == is_listed
