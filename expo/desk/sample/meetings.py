"""Requests to meet, and the few meetings that are fixed already."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from buyers.models import Companion, Meeting, MeetingRequest
from exhibitors.models import BoothClaim
from exhibitors.states import Claim
from expo.desk.sample.bulk import save
from expo.desk.sample.editions import moment
from expo.desk.sample.exhibitors import Entry
from expo.desk.sample.groups import Groups
from expo.desk.sample.tables import Row
from expo.fair.models import Edition, MeetingPoint, Occupancy, Slot

ASKED, FIXED = -64, -61  # days before the opening
ONE_WITH_OTHERS = 8
HOURS = 60  # over which requests were made


def make_meetings(edition: Edition, table: list[Row], entries: dict[str, Entry], groups: Groups) -> None:
    """Make the requests, and the meetings of those that have a slot."""
    requests = save(_request(edition, number, row, entries, groups) for number, row in enumerate(table))
    save(_companions(requests, table, groups))
    slots, points = _slots(edition), _points(edition)
    meetings = save(
        Meeting(
            request=request,
            slot=slots[int(row["day"])][int(row["slot"])],
            point=points[entries[row["exhibitor"]].exhibitor.pk],
            representative=entries[row["exhibitor"]].representatives[0],
        )
        for request, row in zip(requests, table, strict=True)
        if row["slot"] and entries[row["exhibitor"]].exhibitor.pk in points
    )
    Meeting.objects.filter(slot__day__edition=edition).update(updated_at=moment(edition, FIXED))
    save(stay for meeting in meetings for stay in _stays(edition, meeting))


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
        created_at=moment(edition, ASKED) + timedelta(hours=number % HOURS),
    )


def _companions(requests: list[MeetingRequest], table: list[Row], groups: Groups) -> Iterator[Companion]:
    """The next delegate of the group comes along to one in so many of the meetings that have no time yet."""
    for number, (request, row) in enumerate(zip(requests, table, strict=True)):
        other = groups.delegates.get((row["group"], int(row["delegate"]) + 1))
        if other and not row["slot"] and not other.online_from and number % ONE_WITH_OTHERS == 0:
            yield Companion(request=request, delegate=other)


def _slots(edition: Edition) -> dict[int, list[Slot]]:
    """Return the slots of each day, counted from the opening."""
    slots = Slot.objects.filter(day__edition=edition).select_related("day").order_by("starts_at")
    by_date = groupby(slots, key=lambda slot: (slot.day.date - edition.opens_on).days)
    return {day: list(those) for day, those in by_date}


def _points(edition: Edition) -> dict[int, MeetingPoint]:
    """Return the first table of each exhibitor, by its key."""
    points = {point.booth_id: point for point in MeetingPoint.objects.filter(edition=edition, kind="booth")}
    claims = BoothClaim.objects.filter(booth__in=points, part="holder", state=Claim.LET).order_by("-pk")
    return {exhibitor: points[booth] for exhibitor, booth in claims.values_list("exhibitor", "booth")}


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
