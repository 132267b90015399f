"""Who shares no language meets with an interpreter of both, who is on duty and in one place at a time."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from buyers import tasks
from buyers.acts import meetings, proposals
from buyers.interpreting import dealt_out, pools_of, share_a_language
from buyers.models import Meeting, MeetingRequest, Proposal
from buyers.reasons import why_unplaced
from expo.common.acts import Refused
from expo.fair.models import Occupancy
from expo.runs.tasks import work_on
from tests import factories as make
from tests.buyers.timetables import scheduled
from tests.buyers.told import kinds_told


@pytest.fixture
def speaks(host):
    """Say what the exhibitor's host, and a delegate, speak."""

    def say(person, *languages):
        person.languages = list(languages)
        person.save(update_fields=["languages"])

    say(host.person, "zh")
    return say


@pytest.fixture
def interpreter(edition):
    """Make an interpreter, on duty all day."""
    return lambda *languages, **levels: make.InterpreterFactory(
        edition=edition, speaks={**dict.fromkeys(languages, 2), **levels}, on_duty=True
    )


@pytest.fixture
def thai(speaks, accepted):
    """A request of a delegate who speaks Thai alone."""
    speaks(accepted.delegate.person, "th")
    return accepted


def test_they_meet_with_an_interpreter_who_is_taken_then(thai, interpreter, edition, organiser):
    somebody = interpreter("th", "zh")
    interpreter("ru", "zh")
    assert scheduled(edition, organiser).outcome["placed"] == 1
    meeting = Meeting.objects.get()
    assert meeting.interpreter == somebody
    assert Occupancy.objects.filter(person=somebody.person, cause_id=meeting.pk).exists()


@pytest.mark.parametrize("levels", [{"th": 1, "zh": 3}, {"th": 2}, {"ru": 3, "zh": 3}])
def test_nobody_interprets_what_they_do_not_speak_well(levels, thai, interpreter, edition, organiser):
    interpreter(**levels)
    assert scheduled(edition, organiser).outcome["placed"] == 0
    thai.refresh_from_db()
    assert thai.unplaced_because["reason"] == "pool-empty"


def test_who_shares_a_language_or_says_nothing_of_it_needs_none(
    speaks, thai, exhibitor, group, interpreter, edition, organiser
):
    interpreter("ru")
    speaks(thai.delegate.person, "th", "zh")
    other = make.RequestFactory(
        delegate=make.DelegateFactory(group=group), exhibitor=exhibitor, accepted=True
    )
    speaks(other.delegate.person)
    assert scheduled(edition, organiser).outcome["placed"] == 2
    assert not Meeting.objects.exclude(interpreter=None).exists()


def test_a_fair_without_interpreters_leaves_it_to_people(thai, edition, organiser):
    assert scheduled(edition, organiser).outcome["placed"] == 1


def test_the_host_is_one_who_speaks_the_delegates_language(
    speaks, thai, exhibitor, interpreter, edition, organiser
):
    interpreter("ru")
    fluent = make.RepresentativeFactory(exhibitor=exhibitor)
    speaks(fluent.person, "th")
    scheduled(edition, organiser)
    assert Meeting.objects.get().representative == fluent


def test_an_interpreter_serves_one_meeting_at_a_time(
    speaks, thai, group, interpreter, edition, organiser, slots
):
    somebody = interpreter("th", "zh")
    for _ in range(3):
        other = make.ExhibitorFactory(edition=edition, approved=True)
        speaks(make.RepresentativeFactory(exhibitor=other).person, "zh")
        place = make.BoothFactory(edition=edition)
        make.BoothClaimFactory(booth=place, exhibitor=other)
        make.MeetingPointFactory(edition=edition, booth=place)
        row = make.RequestFactory(
            delegate=make.DelegateFactory(group=group), exhibitor=other, accepted=True, priority=3
        )
        speaks(row.delegate.person, "th")
    assert scheduled(edition, organiser).outcome["placed"] == len(slots)
    held = Meeting.objects.filter(interpreter=somebody).values_list("slot", flat=True)
    assert sorted(held) == sorted(slot.pk for slot in slots)
    left_out = MeetingRequest.objects.exclude(unplaced_because=None).get()
    first = slots[0].starts_at.astimezone(edition.zone).strftime("%Y-%m-%d %H:%M")
    said = f"Nobody is free to interpret between ไทย and 中文 on {first}, nor at 2 others."
    assert why_unplaced(left_out.unplaced_because) == said


def test_an_interpreter_works_in_their_shifts_alone(thai, edition, organiser):
    make.InterpreterFactory(edition=edition, speaks={"th": 3, "zh": 3})
    assert scheduled(edition, organiser).outcome["placed"] == 0


def test_by_hand_a_free_interpreter_is_found_or_it_is_refused(
    thai, table, host, slots, interpreter, organiser, edition
):
    somebody = interpreter("th", "zh")
    stay = {"edition": edition, "person": somebody.person, "cause": Occupancy.Cause.VISIT, "cause_id": 1}
    Occupancy.objects.create(**stay, during=(slots[0].starts_at, slots[0].ends_at))
    with pytest.raises(Refused, match="nobody is free to interpret") as refused:
        meetings.arrange(thai, slots[0], table, host, actor=organiser)
    free = [slot.starts_at.astimezone(edition.zone).strftime("%d %b %H:%M") for slot in slots[1:]]
    assert refused.value.alternatives == free
    assert meetings.arrange(thai, slots[1], table, host, actor=organiser).interpreter == somebody


def test_both_sides_read_who_interprets_and_the_interpreter_sees_the_meeting(
    thai, table, host, slots, interpreter, organiser, coordinator, client
):
    somebody = interpreter("th", "zh")
    somebody.person.user = make.UserFactory()
    somebody.person.save(update_fields=["user"])
    meetings.arrange(thai, slots[0], table, host, actor=organiser)
    assert kinds_told(coordinator) == ["meeting-scheduled"]
    for user in (coordinator, somebody.person.user):
        client.force_login(user)
        assert f"{somebody} interprets" in client.get("/en/workspace/diary/").content.decode()
    client.force_login(coordinator)
    assert f"{somebody} interprets." in client.get("/en/workspace/inbox/").content.decode()
    assert f"{somebody} interprets." in client.get("/en/workspace/diary.ics").content.decode().replace(
        "\r\n ", ""
    )


def test_who_interprets_a_meeting_sees_it_and_cannot_call_it_off(
    thai, table, host, slots, interpreter, organiser, client
):
    somebody = interpreter("th", "zh")
    somebody.person.user = make.UserFactory()
    somebody.person.save(update_fields=["user"])
    meeting = meetings.arrange(thai, slots[0], table, host, actor=organiser)
    client.force_login(somebody.person.user)
    assert "Cancel this meeting" not in client.get("/en/workspace/diary/").content.decode()
    assert client.post(reverse("meeting-cancel", args=[meeting.pk])).status_code == 404


@pytest.mark.parametrize(
    ("one", "other", "shared"), [(["zh"], ["en", "zh"], True), (["zh"], ["en"], False), ([], ["en"], True)]
)
def test_people_talk_who_share_a_language_or_of_whom_it_is_not_known(one, other, shared):
    assert share_a_language(one, other) is shared


teams = st.lists(st.frozensets(st.integers(0, 3), max_size=3), max_size=6)


@given(teams, st.dictionaries(st.integers(0, 3), st.sets(st.integers(0, 1)), min_size=4, max_size=4))
def test_where_the_pools_have_room_everybody_finds_an_interpreter_and_only_there(wanted, on_duty):
    pools, takes = pools_of(wanted, on_duty, 2)
    room = {pool.id: pool.room for pool in pools}
    fits = all(
        sum(pool in takes[team] for team in wanted) <= places[slot]
        for pool, places in room.items()
        for slot in (0,)
    )
    found = dealt_out({number: (0, team) for number, team in enumerate(wanted)}, on_duty, {})
    assert fits == (len(found) == len(wanted))
    assert len(set(found.values())) == len(found)


def test_a_meeting_that_stands_without_an_interpreter_is_not_called_off_for_that(
    thai, table, host, slots, interpreter, organiser, edition
):
    meetings.arrange(thai, slots[0], table, host, actor=organiser)
    interpreter("ru")
    run = tasks.start(tasks.REPAIR, edition, actor=organiser)
    work_on(run.pk)
    assert not Proposal.objects.get(run=run).changes.exists()


def test_an_interpreter_who_is_no_longer_on_duty_is_replaced(
    thai, table, host, slots, interpreter, organiser, edition
):
    first = interpreter("th", "zh")
    meeting = meetings.arrange(thai, slots[0], table, host, actor=organiser)
    other = interpreter("th", "zh")
    first.shifts.all().delete()
    run = tasks.start(tasks.REPAIR, edition, actor=organiser)
    work_on(run.pk)
    proposal = Proposal.objects.get(run=run)
    assert [(row.change, row.slot, row.interpreter) for row in proposal.changes.all()] == [
        ("moved", slots[0], other)
    ]
    proposals.accept(proposal, actor=organiser)
    meeting.refresh_from_db()
    assert meeting.interpreter == other
    assert not Occupancy.objects.filter(person=first.person).exists()


def test_who_has_an_interpreter_keeps_them():
    on_duty = {1: {0}, 2: {0}}
    both = frozenset({1, 2})
    assert dealt_out({7: (0, both), 8: (0, both)}, on_duty, {8: 1}) == {7: 2, 8: 1}
    assert dealt_out({7: (0, frozenset({1})), 8: (0, both)}, on_duty, {8: 1}) == {7: 1, 8: 2}
