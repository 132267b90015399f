"""Acts on meetings: each takes two persons and a meeting point for a slot, or does not happen."""

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from buyers import messages
from buyers.models import Delegate, Interpreter, Meeting, MeetingRequest
from buyers.on_duty import interpreters_for
from buyers.states import MEETING, MeetingState, Request
from exhibitors.models import BoothClaim, Representative
from exhibitors.states import Claim
from expo.common.acts import Refused, act
from expo.common.states import advance
from expo.fair.acts import Stay, occupy_in_transaction, vacate_in_transaction
from expo.fair.models import Closure, Day, Edition, MeetingPoint, Occupancy, Slot
from expo.people.models import User
from expo.runs.models import Run

MOST_ALTERNATIVES = 5


@act
def arrange(
    request: MeetingRequest, slot: Slot, point: MeetingPoint, representative: Representative, *, actor: User
) -> Meeting:
    """Fix one meeting by hand. Raises Refused, naming free slots, where somebody or the place is taken."""
    lock_timetable_in_transaction(request.exhibitor.edition_id)
    row = locked_in_transaction(request)
    try:
        interpreter = _interpreter_for(row, representative, slot)
        return hold_in_transaction(row, slot, point, representative, None, interpreter)
    except Refused as refused:
        free = free_slots(row, point, representative)[:MOST_ALTERNATIVES]
        times = [_local(row, each) for each in free]
        raise Refused(
            f"{refused.message} " + _("Free:") if times else refused.message, alternatives=times
        ) from refused


@act
def cancel(meeting: Meeting, *, actor: User) -> None:
    """Call a meeting off; both sides are told, and its people and place are free again."""
    cancel_in_transaction(
        Meeting.objects.select_for_update(of=("self",)).select_related("slot", "point").get(pk=meeting.pk)
    )


def cancel_of_request_in_transaction(request: MeetingRequest) -> None:
    """Call off what came of a request."""
    for meeting in request.meetings.filter(state=MeetingState.CONFIRMED).select_for_update():
        cancel_in_transaction(meeting)


def free_slots(request: MeetingRequest, point: MeetingPoint, representative: Representative) -> list[Slot]:
    """The slots in which all who meet, the point and, where it takes one, an interpreter are free, in order."""
    guests = request.guests
    persons = [*(guest.person_id for guest in guests), representative.person_id]
    taken = Occupancy.objects.filter(person__in=persons)
    taken = taken | Occupancy.objects.filter(point=point)
    closed = [(each.starts_at, each.ends_at) for each in closures_of(point)]
    busy = [(each.during.lower, each.during.upper) for each in taken] + closed
    rows = Slot.objects.filter(day__edition=request.exhibitor.edition_id).select_related("day")
    slots = list(rows.order_by("starts_at"))
    understood = interpreters_for(request, representative, slots)
    return [
        slot
        for slot in slots
        if slot.pk in understood
        and all(_is_there(guest, slot) and guest.is_day(slot) for guest in guests)
        and not any(start < slot.ends_at and slot.starts_at < end for start, end in busy)
    ]


def _interpreter_for(
    request: MeetingRequest, representative: Representative, slot: Slot
) -> Interpreter | None:
    found = interpreters_for(request, representative, [slot])
    if slot.pk not in found:
        raise Refused(_("They share no language, and nobody is free to interpret then."))
    return found[slot.pk]


def hold_in_transaction(
    request: MeetingRequest,
    slot: Slot,
    point: MeetingPoint,
    representative: Representative,
    run: Run | None,
    interpreter: Interpreter | None = None,
) -> Meeting:
    """Fix a meeting of a request whose row is locked, and tell both sides."""
    if request.meetings.filter(state=MeetingState.CONFIRMED).exists():
        raise Refused(_("This meeting is fixed already."))
    _check(request, slot, point, representative)
    meeting = Meeting.objects.create(
        request=request,
        slot=slot,
        point=point,
        representative=representative,
        run=run,
        interpreter=interpreter,
    )
    _occupy(meeting, request)
    MeetingRequest.objects.filter(pk=request.pk).update(unplaced_because=None)
    messages.tell_about_meeting_in_transaction(messages.MEETING_SCHEDULED, meeting)
    return meeting


def move_in_transaction(
    request: MeetingRequest,
    meeting: Meeting,
    slot: Slot,
    point: MeetingPoint,
    representative: Representative,
    run: Run | None,
    interpreter: Interpreter | None = None,
) -> None:
    """Give a fixed meeting, whose people and place were freed before, another time, place or host; both are told."""
    _check(request, slot, point, representative)
    was = meeting.slot.starts_at
    place = {"slot": slot, "point": point, "representative": representative, "interpreter": interpreter}
    confirmed = Meeting.objects.filter(pk=meeting.pk, state=MeetingState.CONFIRMED)
    if not confirmed.update(**place, run=run, version=F("version") + 1, updated_at=timezone.now()):
        raise Refused(_("One of these meetings was called off meanwhile."))
    moved = Meeting.objects.select_related(
        "slot", "point", "representative__person", "interpreter__person"
    ).get(pk=meeting.pk)
    _occupy(moved, request)
    messages.tell_about_meeting_in_transaction(messages.MEETING_MOVED, moved, was_at=was.isoformat())


def seat_again_in_transaction(meeting: Meeting, request: MeetingRequest) -> Meeting:
    """Take the time of all who now come to a fixed meeting whose row is locked; the meeting as it is then.

    Raises Refused where it has begun, or where one of them can't be there; the place stays what it is.
    """
    rows = Meeting.objects.select_related(
        "slot__day", "point", "representative__person", "interpreter__person"
    )
    fixed = rows.get(pk=meeting.pk)
    if fixed.slot.starts_at <= timezone.now():
        raise Refused(_("This meeting has begun already."))
    vacate_in_transaction(Occupancy.Cause.MEETING, [fixed.pk])
    _check_guests(request, fixed.slot, fixed.point)
    _occupy(fixed, request)
    return fixed


def _occupy(meeting: Meeting, request: MeetingRequest) -> None:
    persons = [*(guest.person for guest in request.guests), meeting.representative.person]
    if meeting.interpreter:
        persons.append(meeting.interpreter.person)
    stay = Stay(
        persons=tuple(persons),
        point=meeting.point,
        starts_at=meeting.slot.starts_at,
        ends_at=meeting.slot.ends_at,
        cause=Occupancy.Cause.MEETING,
        cause_id=meeting.pk,
    )
    occupy_in_transaction(request.exhibitor.edition, [stay])


def _check(request: MeetingRequest, slot: Slot, point: MeetingPoint, representative: Representative) -> None:
    if request.state != Request.ACCEPTED:
        raise Refused(_("Only an accepted request becomes a meeting."))
    edition = request.exhibitor.edition_id
    if slot.day.edition_id != edition or point.edition_id != edition:
        raise Refused(_("This slot or meeting point belongs to another edition."))
    if representative.exhibitor_id != request.exhibitor_id:
        raise Refused(_("This representative belongs to another exhibitor."))
    if not _may_use(request.exhibitor_id, point):
        raise Refused(_("This table is at the booth of another exhibitor."))
    _check_guests(request, slot, point)
    if closures_of(point).filter(starts_at__lt=slot.ends_at, ends_at__gt=slot.starts_at).exists():
        raise Refused(_("The hall is closed at that time."))


def _check_guests(request: MeetingRequest, slot: Slot, point: MeetingPoint) -> None:
    if request.is_online and not point.link:
        raise Refused(_("A delegate attends online: choose a meeting point with a link."))
    if not all(_is_there(guest, slot) for guest in request.guests):
        raise Refused(_("Meetings are held on trade days, while the delegate is there."))
    if not all(guest.is_day(slot) for guest in request.guests):
        raise Refused(_("It is night then where a delegate attends from."))


def closures_of(point: MeetingPoint) -> QuerySet[Closure]:
    """When the hall is closed in which a table stands."""
    return Closure.objects.filter(hall=point.booth.hall_id if point.booth else point.hall_id)


def _may_use(exhibitor: int, point: MeetingPoint) -> bool:
    claims = BoothClaim.objects.filter(booth=point.booth_id, exhibitor=exhibitor, state=Claim.LET)
    return point.booth_id is None or claims.exists()


def _is_there(delegate: Delegate, slot: Slot) -> bool:
    day = slot.day
    came = delegate.arrives_on is None or delegate.arrives_on <= day.date
    left = delegate.leaves_on is not None and delegate.leaves_on < day.date
    return day.kind == Day.Kind.TRADE and came and not left


def cancel_in_transaction(meeting: Meeting) -> None:
    """Call off a meeting whose row is locked."""
    advance(meeting, MeetingState.CANCELLED, MEETING, updated_at=timezone.now())
    vacate_in_transaction(Occupancy.Cause.MEETING, [meeting.pk])
    messages.tell_about_meeting_in_transaction(messages.MEETING_CANCELLED, meeting)


def lock_timetable_in_transaction(edition: int) -> None:
    """Let one at a time place meetings in an edition: two that take persons in another order would block each other."""
    Edition.objects.select_for_update(no_key=True).get(pk=edition)


def locked_in_transaction(request: MeetingRequest) -> MeetingRequest:
    """Return the request's row, locked, with what placing it needs."""
    rows = MeetingRequest.objects.select_for_update(of=("self",)).select_related(
        "delegate__group", "delegate__person", "exhibitor__company", "exhibitor__edition"
    )
    return rows.prefetch_related("companions__person").get(pk=request.pk)


def _local(request: MeetingRequest, slot: Slot) -> str:
    return f"{slot.starts_at.astimezone(request.exhibitor.edition.zone):%d %b %H:%M}"
