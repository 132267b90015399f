"""A delegate who attends online is met by link, while it is day where they are."""

from datetime import datetime

import pytest

from buyers import tasks
from buyers.acts import companions, groups, meetings, proposals
from buyers.models import Delegate, Meeting, Proposal
from buyers.unheld import unheld
from expo.common.acts import Refused
from expo.notifications.kinds import find, write
from expo.notifications.models import Notification
from expo.runs.tasks import work_on
from tests import factories as make
from tests.buyers.timetables import scheduled


@pytest.fixture
def online(accepted):
    """The delegate of the accepted request attends from Reykjavik, eight hours behind Nanning."""
    accepted.delegate.online_from = "Atlantic/Reykjavik"
    accepted.delegate.save()
    return accepted


@pytest.fixture
def link(edition):
    return make.MeetingPointFactory(
        edition=edition, kind="link", hall=None, link="https://meet.example.org/1", label="Link 1"
    )


@pytest.fixture
def afternoon(edition):
    """Slots of the fair's first day: at 9, 12 and 16 o'clock in Nanning."""
    day = edition.days.first() or make.make_slots(edition, 1)[0].day
    day.slots.all().delete()

    def at(hour):
        start = datetime(day.date.year, day.date.month, day.date.day, hour, tzinfo=edition.zone)
        return day.slots.create(starts_at=start, ends_at=start.replace(minute=30))

    return [at(hour) for hour in (9, 12, 16)]


def test_the_scheduler_gives_a_link_in_daytime(online, link, afternoon, edition, organiser):
    scheduled(edition, organiser)
    meeting = Meeting.objects.get()
    assert (meeting.point, meeting.slot) == (link, afternoon[2])  # 8 o'clock in Reykjavik


def test_the_table_stays_free_for_others(online, link, afternoon, exhibitor, group, edition, organiser):
    afternoon[0].delete()
    afternoon[1].delete()
    make.RepresentativeFactory(exhibitor=exhibitor)
    here = make.RequestFactory(delegate=make.DelegateFactory(group=group), exhibitor=exhibitor, accepted=True)
    scheduled(edition, organiser)
    assert {meeting.point.kind for meeting in Meeting.objects.all()} == {"booth", "link"}
    assert here.meetings.get().point.kind == "booth"


def test_one_link_holds_one_meeting_at_a_time(online, link, afternoon, exhibitor, group, edition, organiser):
    make.RepresentativeFactory(exhibitor=exhibitor)
    other = make.DelegateFactory(group=group, online_from="Atlantic/Reykjavik")
    make.RequestFactory(delegate=other, exhibitor=exhibitor, accepted=True)
    run = scheduled(edition, organiser)
    assert (run.outcome["placed"], run.outcome["unplaced"]) == (1, 1)


def test_without_a_link_it_says_that_there_is_no_place(online, afternoon, edition, organiser):
    scheduled(edition, organiser)
    online.refresh_from_db()
    assert online.unplaced_because["reason"] == "no-point"


def test_by_hand_too_it_is_a_link_in_daytime(online, link, table, host, afternoon, organiser):
    with pytest.raises(Refused, match="attends online"):
        meetings.arrange(online, afternoon[2], table, host, actor=organiser)
    with pytest.raises(Refused, match="It is night") as refused:
        meetings.arrange(online, afternoon[0], link, host, actor=organiser)
    assert [time[-5:] for time in refused.value.alternatives] == ["16:00"]
    assert meetings.arrange(online, afternoon[2], link, host, actor=organiser).point == link


def test_both_sides_hear_the_link_and_the_time_where_the_delegate_is(
    online, link, host, afternoon, organiser, member, client
):
    meetings.arrange(online, afternoon[2], link, host, actor=organiser)
    told = Notification.objects.get(recipient=member, kind="meeting-scheduled")
    body = write(find(told.kind), told.facts, "en").body
    assert "https://meet.example.org/1" in body
    assert "08:00 to 08:30 in the zone Atlantic/Reykjavik" in body
    client.force_login(member)
    page = client.get("/en/workspace/diary/").content.decode()
    assert "08:00–08:30 in the zone Atlantic/Reykjavik" in page
    assert 'href="https://meet.example.org/1"' in page


def test_who_changes_to_online_has_meetings_that_can_not_be_held(accepted, slots, coordinator):
    meeting = make.MeetingFactory(request=accepted, slot=slots[0])
    changed = {"online_from": "Atlantic/Reykjavik"}
    assert groups.change_delegate(accepted.delegate, changed, actor=coordinator) == 1
    assert list(unheld(Meeting.objects.all())) == [meeting]


def test_who_attends_online_makes_it_a_meeting_by_link_for_all(
    accepted, group, link, afternoon, edition, organiser
):
    accepted.companions.set([make.DelegateFactory(group=group, online_from="Atlantic/Reykjavik")])
    scheduled(edition, organiser)
    meeting = Meeting.objects.get()
    assert (meeting.point, meeting.slot) == (link, afternoon[2])


def test_who_attends_online_does_not_join_a_meeting_at_a_table(accepted, group, slots, coordinator):
    make.MeetingFactory(request=accepted, slot=slots[0])
    remote = make.DelegateFactory(group=group, online_from="Asia/Dubai")
    with pytest.raises(Refused, match="attends online"):
        companions.choose(accepted, [remote], actor=coordinator)
    assert not accepted.companions.exists()


def test_a_companion_who_changes_to_online_is_met_by_link_after_a_repair(
    accepted, group, link, afternoon, edition, organiser, coordinator
):
    colleague = make.DelegateFactory(group=group)
    accepted.companions.set([colleague])
    meeting = make.MeetingFactory(request=accepted, slot=afternoon[0])
    changed = {"online_from": "Atlantic/Reykjavik"}
    assert groups.change_delegate(colleague, changed, actor=coordinator) == 1
    assert list(unheld(Meeting.objects.all())) == [meeting]
    run = tasks.start(tasks.REPAIR, edition, actor=organiser)
    work_on(run.pk)
    proposals.accept(Proposal.objects.get(run=run), actor=organiser)
    meeting.refresh_from_db()
    assert (meeting.point, meeting.slot) == (link, afternoon[2])


def test_a_meeting_that_falls_into_the_night_of_another_zone_can_not_be_held(
    accepted, link, host, afternoon, organiser, coordinator
):
    Delegate.objects.update(online_from="Asia/Tokyo")
    accepted.refresh_from_db()
    meeting = meetings.arrange(accepted, afternoon[0], link, host, actor=organiser)
    assert not unheld(Meeting.objects.all()).exists()
    changed = {"online_from": "Atlantic/Reykjavik"}
    assert groups.change_delegate(accepted.delegate, changed, actor=coordinator) == 1
    assert list(unheld(Meeting.objects.all())) == [meeting]


def test_a_zone_that_a_program_gave_stays(client, delegate, coordinator):
    Delegate.objects.update(online_from="UTC")
    client.force_login(coordinator)
    page = f"/en/workspace/delegates/{delegate.pk}/edit/"
    assert '<option value="UTC" selected>' in client.get(page).content.decode()
    client.post(page, {"company": "Buyers", "online_from": "UTC"})
    assert Delegate.objects.get().online_from == "UTC"


def test_a_coordinator_chooses_the_zone(client, delegate, coordinator):
    client.force_login(coordinator)
    page = f"/en/workspace/delegates/{delegate.pk}/edit/"
    client.post(page, {"company": "Buyers", "online_from": "Asia/Dubai"})
    assert Delegate.objects.get().online_from == "Asia/Dubai"
    assert client.post(page, {"company": "Buyers", "online_from": "Asia/Nowhere"}).status_code == 200
    assert Delegate.objects.get().online_from == "Asia/Dubai"


@pytest.mark.parametrize(("hour", "is_day"), [(5, True), (7, False), (14, False), (15, True)])
def test_day_is_from_seven_to_ten_in_the_evening(hour, is_day, online, edition, afternoon):
    slot = afternoon[0]
    slot.starts_at = slot.starts_at.astimezone(edition.zone).replace(hour=hour)
    slot.ends_at = slot.starts_at.replace(minute=30)
    assert online.delegate.is_day(slot) == is_day
