"""A proposed timetable: nothing of it counts until it is accepted, whole or by group; then everybody hears of it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from buyers.acts import meetings, proposals
from buyers.models import Meeting, Proposal
from buyers.states import ProposalState
from expo.common.acts import Refused
from expo.fair.models import Occupancy
from tests import factories as make
from tests.buyers.timetables import proposed, scheduled
from tests.buyers.told import kinds_told


@pytest.fixture
def wanted(exhibitor, group):
    return [
        make.RequestFactory(delegate=make.DelegateFactory(group=group), exhibitor=exhibitor, accepted=True)
        for _each in range(2)
    ]


@pytest.fixture
def proposal(edition, organiser, wanted):
    return Proposal.objects.get(run=proposed(edition, organiser))


def test_nothing_counts_and_nobody_hears_until_it_is_accepted(proposal, coordinator, member):
    assert proposal.changes.count() == 2
    assert not Meeting.objects.exists()
    assert not Occupancy.objects.exists()
    assert kinds_told(coordinator) == kinds_told(member) == []


def test_it_says_what_it_is_worth_beside_what_is_and_what_could_be(proposal, wanted):
    worth = sum(request.priority for request in wanted)
    assert (proposal.value_before, proposal.value, proposal.bound, proposal.gap) == (0, worth, worth, 0)


def test_what_is_fixed_counts_on_both_sides(edition, organiser, wanted, delegate, exhibitor, proposal):
    proposals.accept(proposal, actor=organiser)
    make.RequestFactory(delegate=delegate, exhibitor=exhibitor, accepted=True, priority=3)
    later = Proposal.objects.get(run=proposed(edition, organiser))
    fixed = sum(request.priority for request in wanted)
    assert (later.value_before, later.value) == (fixed, fixed + 3)


def test_accepted_whole_everybody_has_the_meetings_and_hears_of_them(
    proposal, organiser, coordinator, member, wanted
):
    assert proposals.accept(proposal, actor=organiser) == {"accepted": 2, "overtaken": 0}
    assert {meeting.request for meeting in Meeting.objects.all()} == set(wanted)
    assert kinds_told(coordinator) == kinds_told(member) == ["meeting-scheduled"] * 2
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.ACCEPTED


def test_accepted_by_group_the_others_wait(edition, organiser, wanted, exhibitor):
    other = make.RequestFactory(exhibitor=exhibitor, accepted=True, delegate__group__edition=edition)
    proposal = Proposal.objects.get(run=proposed(edition, organiser))
    proposals.accept(proposal, group=other.delegate.group, actor=organiser)
    assert [meeting.request for meeting in Meeting.objects.all()] == [other]
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.OPEN
    proposals.accept(proposal, actor=organiser)
    assert Meeting.objects.count() == 3


def test_it_can_be_taken_back_until_it_is_accepted(proposal, organiser):
    proposals.take_back(proposal, actor=organiser)
    with pytest.raises(Refused, match="decided already"):
        proposals.accept(proposal, actor=organiser)
    assert not Meeting.objects.exists()


def test_an_accepted_one_is_not_taken_back(proposal, organiser):
    proposals.accept(proposal, actor=organiser)
    with pytest.raises(Refused, match="decided already"):
        proposals.take_back(proposal, actor=organiser)
    assert Meeting.objects.count() == 2


def test_a_later_one_replaces_it(edition, organiser, proposal):
    later = Proposal.objects.get(run=proposed(edition, organiser))
    proposal.refresh_from_db()
    assert (proposal.state, later.state) == (ProposalState.REPLACED, ProposalState.OPEN)


def test_what_is_taken_meanwhile_is_left_out_and_counted(proposal, organiser, edition):
    change = proposal.changes.first()
    other = make.RequestFactory(
        delegate=change.request.delegate,
        exhibitor=make.ExhibitorFactory(edition=edition, approved=True),
        accepted=True,
    )
    host = make.RepresentativeFactory(exhibitor=other.exhibitor)
    meetings.arrange(other, change.slot, make.MeetingPointFactory(edition=edition), host, actor=organiser)
    assert proposals.accept(proposal, actor=organiser) == {"accepted": 1, "overtaken": 1}
    assert set(proposal.changes.values_list("taken", flat=True)) == {True, False}


class TestMoves:
    @pytest.fixture
    def held(self, edition, organiser, wanted):
        """Two meetings of the same host, one after the other."""
        scheduled(edition, organiser)
        return list(Meeting.objects.order_by("slot__starts_at").select_related("slot", "point"))

    @pytest.fixture
    def swap(self, edition, held):
        """A proposal in which the two change places."""
        first, second = held
        proposal = make.ProposalFactory(edition=edition)
        for meeting, other in ((first, second), (second, first)):
            make.ChangeFactory(
                proposal=proposal,
                change="moved",
                request=meeting.request,
                meeting=meeting,
                slot=other.slot,
                point=other.point,
                representative=other.representative,
            )
        return proposal

    def test_two_can_change_places(self, swap, held, organiser, coordinator):
        proposals.accept(swap, actor=organiser)
        slots = [meeting.slot for meeting in held]
        moved = [Meeting.objects.get(pk=meeting.pk) for meeting in held]
        assert [meeting.slot for meeting in moved] == slots[::-1]
        assert [meeting.version for meeting in moved] == [2, 2]
        assert kinds_told(coordinator)[2:] == ["meeting-moved"] * 2
        assert Occupancy.objects.count() == 6

    def test_requests_are_locked_before_their_meetings_as_by_who_withdraws(self, swap, organiser):
        with CaptureQueriesContext(connection) as queries:
            proposals.accept(swap, actor=organiser)
        locks = [each["sql"] for each in queries if "FOR UPDATE" in each["sql"]]
        tables = [re.search('FROM "(\\w+)"', sql).group(1) for sql in locks]
        assert tables.index("buyers_meetingrequest") < tables.index("buyers_meeting")

    def test_all_move_or_none(self, swap, held, organiser, edition):
        blocked = held[0].representative.person
        Occupancy.objects.create(
            edition=edition,
            person=blocked,
            during=(make.make_slots(edition, 3)[2].starts_at, make.make_slots(edition, 3)[2].ends_at),
            cause=Occupancy.Cause.BREAK,
            cause_id=1,
        )
        change = swap.changes.last()
        change.slot = make.make_slots(edition, 3)[2]
        change.save()
        with pytest.raises(Refused):
            proposals.accept(swap, actor=organiser)
        assert [Meeting.objects.get(pk=meeting.pk).slot for meeting in held] == [each.slot for each in held]
        assert Occupancy.objects.filter(cause=Occupancy.Cause.MEETING).count() == 6

    def test_what_goes_is_called_off_and_told(self, edition, held, organiser, coordinator):
        proposal = make.ProposalFactory(edition=edition)
        gone = held[0]
        make.ChangeFactory(
            proposal=proposal,
            change="removed",
            request=gone.request,
            meeting=gone,
            slot=None,
            point=None,
            representative=None,
        )
        assert proposals.accept(proposal, actor=organiser) == {"accepted": 1, "overtaken": 0}
        gone.refresh_from_db()
        assert gone.state == "cancelled"
        assert kinds_told(coordinator)[2:] == ["meeting-cancelled"]

    def test_it_is_refused_whole_where_one_was_called_off_meanwhile(self, swap, held, organiser):
        meetings.cancel(held[0], actor=organiser)
        with pytest.raises(Refused, match="called off meanwhile"):
            proposals.accept(swap, actor=organiser)
