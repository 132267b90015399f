"""The scheduler's timetable, accepted whole: accepted requests get times that go together, the others a reason."""

import pytest

from buyers import tasks
from buyers.models import Meeting, MeetingRequest, Proposal
from expo.common.acts import Refused
from expo.fair.models import Closure, Occupancy, Walk
from expo.runs.tasks import work_on
from tests import factories as make
from tests.buyers.timetables import scheduled
from tests.buyers.told import kinds_told


@pytest.fixture
def schedule(edition, organiser):
    return lambda: scheduled(edition, organiser)


def request_of(exhibitor, group, **fields):
    fields = {"accepted": True, **fields}
    return make.RequestFactory(delegate=make.DelegateFactory(group=group), exhibitor=exhibitor, **fields)


def test_it_gives_every_accepted_request_a_time(schedule, exhibitor, group):
    wanted = [request_of(exhibitor, group) for _ in range(3)]
    run = schedule()
    assert (run.outcome["placed"], run.outcome["unplaced"]) == (3, 0)
    assert {meeting.request for meeting in Meeting.objects.all()} == set(wanted)
    assert {meeting.run for meeting in Meeting.objects.all()} == {run}


def test_it_places_nobody_twice_at_a_time(schedule, exhibitor, group, edition):
    delegates = make.DelegateFactory.create_batch(2, group=group)
    other = make.ExhibitorFactory(edition=edition, approved=True)
    host = make.RepresentativeFactory(exhibitor=other)
    place = make.BoothFactory(edition=edition)
    make.BoothClaimFactory(booth=place, exhibitor=other)
    make.MeetingPointFactory(edition=edition, booth=place)
    for delegate in delegates:
        for each in (exhibitor, other):
            make.RequestFactory(delegate=delegate, exhibitor=each, accepted=True)
    schedule()
    assert Meeting.objects.count() == 4
    taken = [(each.person_id, each.point_id, each.during.lower) for each in Occupancy.objects.all()]
    assert len(taken) == len(set(taken)) == 12
    assert host.meetings.count() == 2


@pytest.mark.parametrize("state", ["sent", "declined", "withdrawn"])
def test_it_leaves_requests_alone_that_nobody_accepted(state, schedule, exhibitor, group):
    request_of(exhibitor, group, accepted=False, state=state)
    assert schedule().outcome["placed"] == 0
    assert not Meeting.objects.exists()


def test_it_says_why_a_request_has_no_time(schedule, exhibitor, group, edition, coordinator, client):
    lonely = make.ExhibitorFactory(edition=edition, approved=True)
    request = request_of(lonely, group)
    assert schedule().outcome["unplaced"] == 1
    request.refresh_from_db()
    assert request.unplaced_because["reason"] in {"no-point", "no-host", "no-common-slot"}
    client.force_login(coordinator)
    assert "No time found yet:" in client.get("/en/workspace/requests/?side=sent").content.decode()


def test_it_prefers_what_is_more_wished_for(schedule, exhibitor, group):
    could = [request_of(exhibitor, group, priority=MeetingRequest.Priority.COULD) for _ in range(2)]
    must = [request_of(exhibitor, group, priority=MeetingRequest.Priority.MUST) for _ in range(2)]
    assert schedule().outcome["placed"] == 3
    assert {meeting.request for meeting in Meeting.objects.all()} > set(must)
    left_out = [row for row in MeetingRequest.objects.all() if row.unplaced_because]
    assert len(left_out) == 1
    assert left_out[0] in could


def test_it_leaves_fixed_meetings_where_they_are(schedule, exhibitor, group, slots):
    fixed = make.MeetingFactory(request=request_of(exhibitor, group), slot=slots[1])
    request_of(exhibitor, group)
    assert schedule().outcome["placed"] == 1
    fixed.refresh_from_db()
    assert (fixed.slot, fixed.version, fixed.run) == (slots[1], 1, None)
    assert Meeting.objects.exclude(pk=fixed.pk).get().slot != slots[1]


def test_it_keeps_to_the_days_on_which_a_delegate_is_there(schedule, exhibitor, group, edition):
    later = make.make_slots(edition, 2, day=1)
    request = request_of(exhibitor, group)
    request.delegate.arrives_on = later[0].day.date
    request.delegate.save()
    schedule()
    assert Meeting.objects.get().slot in later


def test_it_keeps_a_delegates_break_free(schedule, exhibitor, group, edition, slots):
    request = request_of(exhibitor, group)
    begin, end = (slots[each].starts_at.astimezone(edition.zone).time() for each in (0, 2))
    type(request.delegate).objects.filter(pk=request.delegate_id).update(break_from=begin, break_until=end)
    schedule()
    assert Meeting.objects.get().slot == slots[2]


def test_it_gives_a_delegate_no_more_meetings_a_day_than_wished_for(
    schedule, exhibitor, elsewhere, delegate, slots, table, host, organiser, accepted
):
    type(delegate).objects.filter(pk=delegate.pk).update(most_meetings_a_day=1)
    make.RequestFactory(delegate=delegate, exhibitor=elsewhere, accepted=True)
    assert schedule().outcome["placed"] == 1


def test_meetings_that_are_fixed_count_in_a_delegates_day(
    schedule, exhibitor, elsewhere, delegate, slots, table, host, accepted
):
    type(delegate).objects.filter(pk=delegate.pk).update(most_meetings_a_day=1)
    make.MeetingFactory(request=accepted, slot=slots[1], point=table, representative=host)
    request = make.RequestFactory(delegate=delegate, exhibitor=elsewhere, accepted=True)
    assert schedule().outcome["placed"] == 0
    request.refresh_from_db()
    assert request.unplaced_because


def test_a_delegate_does_not_wait_between_a_fixed_meeting_and_a_new_one(
    schedule, elsewhere, delegate, slots, table, host, accepted
):
    make.MeetingFactory(request=accepted, slot=slots[2], point=table, representative=host)
    request = make.RequestFactory(delegate=delegate, exhibitor=elsewhere, accepted=True)
    run = schedule()
    assert Meeting.objects.get(request=request).slot == slots[1]
    assert (run.outcome["idle"], Proposal.objects.get().idle) == (0, 0)


def test_it_holds_no_meetings_on_public_days(schedule, exhibitor, group, edition):
    day = make.make_day(edition, 0)
    type(day).objects.filter(pk=day.pk).update(kind="public")
    request_of(exhibitor, group)
    assert schedule().outcome["placed"] == 0


def test_it_tells_both_sides_once(schedule, exhibitor, group, coordinator, member):
    request_of(exhibitor, group)
    schedule()
    schedule()
    assert kinds_told(coordinator) == kinds_told(member) == ["meeting-scheduled"]


def test_it_clears_the_reason_once_there_is_a_time(schedule, edition, group):
    lonely = make.ExhibitorFactory(edition=edition, approved=True)
    request = request_of(lonely, group)
    schedule()
    make.RepresentativeFactory(exhibitor=lonely)
    place = make.BoothFactory(edition=edition)
    make.BoothClaimFactory(booth=place, exhibitor=lonely)
    make.MeetingPointFactory(edition=edition, booth=place)
    schedule()
    request.refresh_from_db()
    assert request.unplaced_because is None
    assert request.meetings.count() == 1


def test_it_stays_within_its_edition(schedule, exhibitor, group):
    elsewhere = make.RequestFactory(accepted=True)
    request_of(exhibitor, group)
    assert schedule().outcome["placed"] == 1
    assert not elsewhere.meetings.exists()


def test_it_runs_once_at_a_time(edition, organiser):
    tasks.start(tasks.SCHEDULING, edition, actor=organiser)
    with pytest.raises(Refused, match="running already"):
        tasks.start(tasks.SCHEDULING, edition, actor=organiser)
    assert tasks.start(tasks.MATCHING, edition, actor=organiser)


def test_it_is_done_once_whoever_rings_again(edition, organiser, exhibitor, group):
    request_of(exhibitor, group)
    run = tasks.start(tasks.SCHEDULING, edition, actor=organiser)
    work_on(run.pk)
    work_on(run.pk)
    assert Proposal.objects.get().changes.count() == 1


def test_it_says_on_its_page_how_good_it_is(schedule, exhibitor, group, organiser, client):
    request_of(exhibitor, group)
    run = schedule()
    client.force_login(organiser)
    page = client.get(run.get_absolute_url()).content.decode()
    assert "Meetings proposed" in page
    assert "No timetable can reach more than" in page
    assert run.outcome["value"] <= run.outcome["bound"]


@pytest.fixture
def elsewhere(edition):
    """An exhibitor with a table and a host, in a hall of their own."""
    other = make.ExhibitorFactory(edition=edition, approved=True)
    make.RepresentativeFactory(exhibitor=other)
    place = make.BoothFactory(edition=edition)
    make.BoothClaimFactory(booth=place, exhibitor=other)
    make.MeetingPointFactory(edition=edition, booth=place)
    return other


def walk(one, other, minutes):
    halls = sorted((each.claims.get().booth.hall for each in (one, other)), key=lambda hall: hall.pk)
    Walk.objects.create(one=halls[0], other=halls[1], minutes=minutes)


@pytest.mark.parametrize(("minutes", "apart"), [(20, {2}), (1, {1, 2})])
def test_it_leaves_a_slot_to_walk_where_halls_are_far_apart(
    minutes, apart, schedule, exhibitor, elsewhere, delegate, slots
):
    walk(exhibitor, elsewhere, minutes)
    for each in (exhibitor, elsewhere):
        make.RequestFactory(delegate=delegate, exhibitor=each, accepted=True)
    schedule()
    first, second = (slots.index(meeting.slot) for meeting in Meeting.objects.order_by("slot__starts_at"))
    assert second - first in apart


def test_it_leaves_a_slot_to_walk_from_a_meeting_that_is_fixed(
    schedule, exhibitor, elsewhere, delegate, slots, accepted, table, host
):
    walk(exhibitor, elsewhere, 20)
    make.MeetingFactory(request=accepted, slot=slots[1], point=table, representative=host)
    make.RequestFactory(delegate=delegate, exhibitor=elsewhere, accepted=True)
    run = schedule()
    assert (run.outcome["placed"], run.outcome["unplaced"]) == (0, 1)


class TestMeetingHalls:
    """Who has no table of its own is met in a meeting hall, as long as there are tables."""

    @pytest.fixture
    def guest(self, edition):
        """Makes an exhibitor that has no booth yet."""

        def make_one():
            row = make.ExhibitorFactory(edition=edition, approved=True)
            make.RepresentativeFactory(exhibitor=row)
            return row

        return make_one

    def test_they_share_the_tables_there(self, schedule, guest, group, edition):
        tables = [make.MeetingPointFactory(edition=edition) for _ in range(2)]
        for _ in range(7):
            request_of(guest(), group)
        run = schedule()  # three slots, two tables
        assert (run.outcome["placed"], run.outcome["unplaced"]) == (6, 1)
        assert {meeting.point for meeting in Meeting.objects.all()} == set(tables)

    def test_who_has_a_table_is_met_at_it(self, schedule, exhibitor, group, table, edition):
        make.MeetingPointFactory(edition=edition)
        for _ in range(4):
            request_of(exhibitor, group)
        assert schedule().outcome["placed"] == 3
        assert {meeting.point for meeting in Meeting.objects.all()} == {table}

    def test_a_hall_that_closes_sends_them_elsewhere(self, schedule, guest, group, edition, organiser, slots):
        here = make.MeetingPointFactory(edition=edition)
        request_of(guest(), group)
        schedule()
        meeting = Meeting.objects.get()
        Closure.objects.create(hall=here.hall, starts_at=meeting.slot.starts_at, ends_at=meeting.slot.ends_at)
        run = tasks.start(tasks.REPAIR, edition, actor=organiser)
        work_on(run.pk)
        (change,) = Proposal.objects.get(run=run).changes.all()
        assert (change.change, change.point) == ("moved", here)
        assert change.slot != meeting.slot
