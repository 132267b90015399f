"""Requests to meet, and the few meetings that are fixed already."""

from datetime import timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from buyers.models import Meeting, MeetingRequest
from expo.desk.sample.editions import moment
from expo.desk.sample.exhibitors import Entry
from expo.desk.sample.groups import Groups
from expo.desk.sample.tables import Row, rows
from expo.fair.models import Edition, MeetingPoint, Occupancy, Slot

ASKED, FIXED = -64, -61  # days before the opening


def make_meetings(edition: Edition, entries: dict[str, Entry], groups: Groups) -> None:
    """Make the requests, and the meetings of those that have a slot."""
    table = rows("requests")
    requests = MeetingRequest.objects.bulk_create(
        _request(edition, number, row, entries, groups) for number, row in enumerate(table)
    )
    meetings = Meeting.objects.bulk_create(
        _meeting(edition, request, entries[row["exhibitor"]], row)
        for request, row in zip(requests, table, strict=True)
        if row["slot"]
    )
    Meeting.objects.filter(request__in=requests).update(updated_at=moment(edition, FIXED))
    Occupancy.objects.bulk_create(stay for meeting in meetings for stay in _stays(edition, meeting))


def _request(
    edition: Edition, number: int, row: Row, entries: dict[str, Entry], groups: Groups
) -> MeetingRequest:
    place = (row["group"], int(row["delegate"]))
    return MeetingRequest(
        delegate=groups.delegates[place],
        exhibitor=entries[row["exhibitor"]].exhibitor,
        need=groups.needs.get(place),
        side=row["side"],
        priority=int(row["priority"]),
        message=row["message"],
        answer=row["answer"],
        state=row["state"],
        version=1 if row["state"] == "sent" else 2,
        created_at=moment(edition, ASKED) + timedelta(hours=number),
    )


def _meeting(edition: Edition, request: MeetingRequest, entry: Entry, row: Row) -> Meeting:
    day = edition.opens_on + timedelta(days=int(row["day"]))
    return Meeting(
        request=request,
        slot=Slot.objects.filter(day__edition=edition, day__date=day)[int(row["slot"])],
        point=MeetingPoint.objects.filter(booth__claims__exhibitor=entry.exhibitor)[0],
        representative=entry.representatives[0],
    )


def _stays(edition: Edition, meeting: Meeting) -> list[Occupancy]:
    during = DateTimeTZRange(meeting.slot.starts_at, meeting.slot.ends_at)
    persons = (meeting.request.delegate.person, meeting.representative.person)
    common = {
        "edition": edition,
        "during": during,
        "cause": Occupancy.Cause.MEETING,
        "cause_id": meeting.pk,
    }
    return [
        *(Occupancy(person=person, **common) for person in persons),
        Occupancy(point=meeting.point, **common),
    ]
