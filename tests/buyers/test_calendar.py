"""The diary as an iCalendar file."""

import pytest
from django.urls import reverse
from icalendar import Calendar

from buyers.acts import meetings
from tests import factories as make


@pytest.fixture
def meeting(accepted, slots, table, host, organiser):
    return meetings.arrange(accepted, slots[0], table, host, actor=organiser)


def file_of(client, user, name="diary-file", *args):
    client.force_login(user)
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    return Calendar.from_ical(answer.content)


def events_of(*args):
    return file_of(*args).walk("VEVENT")


def test_it_says_when_in_the_fairs_zone_where_and_with_whom(client, coordinator, meeting):
    calendar = file_of(client, coordinator)
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Asia/Shanghai"]
    (event,) = calendar.walk("VEVENT")
    assert event["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert event.start == meeting.slot.starts_at
    assert event.end == meeting.slot.ends_at
    assert event.start.strftime("%H:%M") == "09:00"
    assert event["SUMMARY"] == str(meeting.request)
    assert str(meeting.point.booth) in event["LOCATION"]
    assert event["STATUS"] == "CONFIRMED"


def test_it_is_the_same_for_both_sides(client, coordinator, member, meeting):
    assert events_of(client, coordinator) == events_of(client, member)


def test_it_keeps_its_identity_and_counts_up_when_it_is_cancelled(client, coordinator, meeting):
    (before,) = events_of(client, coordinator)
    meetings.cancel(meeting, actor=coordinator)
    (after,) = events_of(client, coordinator)
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["STATUS"] == "CANCELLED"
    assert after["DTSTAMP"].dt >= before["DTSTAMP"].dt


def test_it_has_an_identity_of_its_own_for_each_meeting(client, coordinator, meeting):
    meetings.cancel(meeting, actor=coordinator)
    make.MeetingFactory(request=meeting.request)
    events = events_of(client, coordinator)
    assert len({event["UID"] for event in events}) == 2
    assert {str(event["STATUS"]) for event in events} == {"CONFIRMED", "CANCELLED"}


def test_it_holds_nobody_elses_meetings(client, coordinator, meeting, edition):
    other = make.MeetingFactory(
        request=make.RequestFactory(
            delegate=make.DelegateFactory(group__edition=edition),
            exhibitor=make.ExhibitorFactory(edition=edition, approved=True),
            accepted=True,
        )
    )
    assert [event["SUMMARY"] for event in events_of(client, coordinator)] == [str(meeting.request)]
    others = other.request.delegate.group.coordinators.get()
    assert [event["SUMMARY"] for event in events_of(client, others)] == [str(other.request)]
    assert events_of(client, make.UserFactory()) == []


def test_it_holds_one_delegates_meetings_alone(client, coordinator, group, meeting, exhibitor, slots):
    other = make.RequestFactory(
        delegate=make.DelegateFactory(group=group), exhibitor=exhibitor, accepted=True
    )
    make.MeetingFactory(request=other, slot=slots[1])
    assert len(events_of(client, coordinator)) == 2
    (event,) = events_of(client, coordinator, "delegate-file", meeting.request.delegate_id)
    assert event["SUMMARY"] == str(meeting.request)


def test_it_keeps_words_of_people_from_breaking_out(client, coordinator, delegate, exhibitor, slots):
    text = "Durians; fresh, please\r\nSTATUS:CANCELLED\nEND:VEVENT"
    need = make.NeedFactory(delegate=delegate, text=text)
    request = make.RequestFactory(delegate=delegate, exhibitor=exhibitor, need=need, accepted=True)
    make.MeetingFactory(request=request, slot=slots[0])
    (event,) = events_of(client, coordinator)
    assert event["STATUS"] == "CONFIRMED"
    assert "Durians; fresh, please" in event["DESCRIPTION"]
