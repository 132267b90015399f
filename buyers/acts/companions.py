"""Acts on who comes along to a meeting: further delegates of the same group, for whom it takes time as well."""

from collections.abc import Collection, Iterable

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from buyers import messages
from buyers.acts.meetings import (
    lock_timetable_in_transaction,
    locked_in_transaction,
    seat_again_in_transaction,
)
from buyers.models import Companion, Delegate, Meeting, MeetingRequest
from buyers.states import ACTIVE_REQUESTS, MeetingState
from expo.common.acts import Refused, act
from expo.people.models import User


@act
def choose(request: MeetingRequest, companions: Collection[Delegate], *, actor: User) -> None:
    """Say who comes along. Where the meeting is fixed they must be free then (Refused), and both sides are told."""
    lock_timetable_in_transaction(request.exhibitor.edition_id)
    row = locked_in_transaction(request)
    if row.state not in ACTIVE_REQUESTS:
        raise Refused(_("This request is not open any more."))
    if {each.pk for each in row.companions.all()} == {each.pk for each in companions}:
        return
    set_in_transaction(row, companions)
    for meeting in row.meetings.filter(state=MeetingState.CONFIRMED).select_for_update():
        _take_time(meeting, request)


def set_in_transaction(request: MeetingRequest, companions: Iterable[Delegate]) -> None:
    """Write who comes along to a request whose row is locked, or new."""
    chosen = {each.pk: each for each in companions}
    if request.delegate_id in chosen:
        raise Refused(_("The delegate who meets comes anyway; choose others."))
    if any(each.group_id != request.delegate.group_id for each in chosen.values()):
        raise Refused(_("Only delegates of the same group can come along."))
    Companion.objects.filter(request=request).exclude(delegate__in=chosen).delete()
    rows = [Companion(request=request, delegate=each) for each in chosen.values()]
    Companion.objects.bulk_create(rows, ignore_conflicts=True)


def _take_time(meeting: Meeting, request: MeetingRequest) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(version=F("version") + 1, updated_at=timezone.now())
    changed = seat_again_in_transaction(meeting, locked_in_transaction(request))
    messages.tell_about_meeting_in_transaction(messages.MEETING_COMPANY, changed)
