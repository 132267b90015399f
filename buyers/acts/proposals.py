"""Acts on proposed timetables: the scheduler proposes, an organiser accepts all or part of it, or takes it back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.db import transaction
from django.utils.translation import gettext as _

from buyers.acts.meetings import (
    cancel_in_transaction,
    hold_in_transaction,
    lock_timetable_in_transaction,
    locked_in_transaction,
    move_in_transaction,
)
from buyers.models import BuyerGroup, Meeting, MeetingRequest, Proposal, ProposedChange
from buyers.states import PROPOSAL, Change, MeetingState, ProposalState
from exhibitors.models import Representative
from expo.common.acts import Refused, act
from expo.common.states import advance
from expo.fair.acts import vacate_in_transaction
from expo.fair.models import Edition, MeetingPoint, Occupancy, Slot
from expo.people.models import User
from expo.runs.models import Run


@dataclass(frozen=True)
class Place:
    """When, where and with whom a meeting is (keys of rows)."""

    slot: int
    point: int
    representative: int
    interpreter: int | None = None


@dataclass(frozen=True)
class Changed:
    """A request's new place, or that its meeting has none any more (keys of rows)."""

    request: int
    place: Place | None = None
    meeting: int | None = None

    @property
    def change(self) -> Change:
        """Whether a meeting comes, moves or goes."""
        if self.place is None:
            return Change.REMOVED
        return Change.ADDED if self.meeting is None else Change.MOVED


@act
def propose(
    edition: Edition,
    run: Run,
    changes: Iterable[Changed],
    unplaced: Mapping[int, dict[str, Any]],
    figures: Mapping[str, Any],
    *,
    actor: User | None,
) -> Proposal:
    """Keep what a run proposes; one that still waits for a decision is replaced.

    Requests without a place learn why; those whose meetings stand until the proposal is accepted, only then.
    """
    lock_timetable_in_transaction(edition.pk)
    for earlier in Proposal.objects.filter(edition=edition, state=ProposalState.OPEN):
        advance(earlier, ProposalState.REPLACED, PROPOSAL)
    Proposal.objects.filter(run=run).delete()  # of a worker that died before it could say that it was done
    proposal = Proposal.objects.create(edition=edition, run=run, unplaced=len(unplaced), **figures)
    rows = [_row(proposal, each, unplaced) for each in changes]
    ProposedChange.objects.bulk_create(rows)
    standing = {row.request_id for row in rows if row.meeting_id}
    for key, why in unplaced.items():
        if key not in standing:
            MeetingRequest.objects.filter(pk=key).update(unplaced_because=why)
    return proposal


def _row(proposal: Proposal, each: Changed, unplaced: Mapping[int, dict[str, Any]]) -> ProposedChange:
    place = each.place
    return ProposedChange(
        proposal=proposal,
        change=each.change,
        request_id=each.request,
        meeting_id=each.meeting,
        slot_id=place.slot if place else None,
        point_id=place.point if place else None,
        representative_id=place.representative if place else None,
        interpreter_id=place.interpreter if place else None,
        because=None if place else unplaced.get(each.request),
    )


@act
def accept(proposal: Proposal, *, group: BuyerGroup | None = None, actor: User) -> dict[str, int]:
    """Make meetings of a proposal, or of one group's part of it; everybody concerned is told.

    What can't be added any more, because somebody or a place was taken meanwhile, is left out and counted. Moves are
    made all together or not at all (Refused): nobody loses a meeting to a move that then fails.
    """
    lock_timetable_in_transaction(proposal.edition_id)
    row = _locked_open(proposal)
    waiting = row.changes.filter(taken=None)
    chosen = list(_with_rows(waiting.filter(request__delegate__group=group) if group else waiting))
    _lock_requests([change.request_id for change in chosen])
    _free([change for change in chosen if change.change != Change.ADDED])
    taken = [change.pk for change in chosen if _apply(change, row.run)]
    row.changes.filter(pk__in=[change.pk for change in chosen]).update(taken=False)
    row.changes.filter(pk__in=taken).update(taken=True)
    if not row.changes.filter(taken=None).exists():
        advance(row, ProposalState.ACCEPTED, PROPOSAL)
    return {"accepted": len(taken), "overtaken": len(chosen) - len(taken)}


@act
def take_back(proposal: Proposal, *, actor: User) -> None:
    """Drop a proposal, or what of it was not accepted yet; nobody has heard of it."""
    advance(_locked_open(proposal), ProposalState.TAKEN_BACK, PROPOSAL)


def _locked_open(proposal: Proposal) -> Proposal:
    row = Proposal.objects.select_for_update(of=("self",)).select_related("run").get(pk=proposal.pk)
    if row.state != ProposalState.OPEN:
        raise Refused(_("This proposal is decided already: %(state)s.") % {"state": row.get_state_display()})
    return row


def _with_rows(changes: Any) -> Any:
    return changes.select_related(
        "meeting__slot",
        "meeting__point",
        "meeting__request",
        "slot__day",
        "point",
        "representative__person",
        "interpreter__person",
    ).order_by("pk")


def _lock_requests(keys: Iterable[int]) -> None:
    """Lock requests before their meetings, by key, as those do who withdraw: or each would wait for the other."""
    rows = MeetingRequest.objects.filter(pk__in=list(keys)).order_by("pk")
    list(rows.select_for_update().values_list("pk"))


def _free(changes: list[ProposedChange]) -> None:
    """Free people and places of all meetings that move or go, before any of them takes another place."""
    keys = [change.meeting_id for change in changes if change.meeting_id is not None]
    confirmed = Meeting.objects.filter(pk__in=keys, state=MeetingState.CONFIRMED).select_for_update()
    if len(confirmed) != len(keys):
        raise Refused(_("One of these meetings was called off meanwhile. Run the scheduler again."))
    vacate_in_transaction(Occupancy.Cause.MEETING, keys)


def _apply(change: ProposedChange, run: Run) -> bool:
    """Do what a change says; returns whether it could be done, and raises Refused where a move could not."""
    if change.change == Change.REMOVED:
        cancel_in_transaction(cast("Meeting", change.meeting))
        MeetingRequest.objects.filter(pk=change.request_id).update(unplaced_because=change.because)
        return True
    request = locked_in_transaction(change.request)
    place = cast(
        "tuple[Slot, MeetingPoint, Representative]", (change.slot, change.point, change.representative)
    )
    if change.change == Change.MOVED:
        move_in_transaction(request, cast("Meeting", change.meeting), *place, run, change.interpreter)
        return True
    try:
        with transaction.atomic():
            hold_in_transaction(request, *place, run, change.interpreter)
    except Refused:
        return False
    return True
