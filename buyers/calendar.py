"""Meetings as an iCalendar file (RFC 5545), in the fair's time zone."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from buyers.models import Meeting
from buyers.states import MeetingState


def calendar_of(meetings: Iterable[Meeting], title: str) -> bytes:
    """Write the meetings as one calendar, each with a lasting identity, so that a later file replaces it.

    Cancelled meetings are in it as cancelled; the sequence is the meeting's version.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Expo platform//Diary//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    for meeting in meetings:
        calendar.add_component(_event(meeting))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(meeting: Meeting) -> Event:
    zone = meeting.slot.day.edition.zone
    request = meeting.request
    event = Event()
    event.add("uid", f"meeting-{meeting.pk}@{settings.SITE_URL.split('//')[-1].split(':')[0]}")
    event.add("sequence", meeting.version)
    event.add("dtstamp", meeting.updated_at)
    event.add("dtstart", meeting.slot.starts_at.astimezone(zone))
    event.add("dtend", meeting.slot.ends_at.astimezone(zone))
    event.add("summary", f"{request.guests_named} – {request.exhibitor}")
    event.add("location", _place(meeting))
    event.add("description", _description(meeting))
    event.add("status", "CONFIRMED" if meeting.state == MeetingState.CONFIRMED else "CANCELLED")
    return event


def _description(meeting: Meeting) -> str:
    need = meeting.request.need.text if meeting.request.need else ""
    if not meeting.interpreter:
        return need
    return "\n".join(filter(None, [need, _("%(name)s interprets.") % {"name": meeting.interpreter}]))


def _place(meeting: Meeting) -> str:
    point = meeting.point
    if point.link:
        return point.link
    if point.booth:
        return _("%(hall)s, booth %(booth)s") % {"hall": point.booth.hall, "booth": point.booth}
    return point.label
