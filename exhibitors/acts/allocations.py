"""Acts on proposed allocations: a run proposes, an organiser accepts all or part of it as offers, or takes it back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from exhibitors.acts.booths import (
    free_booths,
    lapse_in_transaction,
    offer_all_in_transaction,
    release_all_of_in_transaction,
)
from exhibitors.floor import Floor
from exhibitors.models import Allocation, BoothClaim, Exhibitor, ProposedStand
from exhibitors.states import ACTIVE_CLAIMS, ALLOCATION, AllocationState, Claim, Registration
from expo.common.acts import Refused, act
from expo.common.states import advance
from expo.fair.models import Booth, Edition, Hall, Pavilion
from expo.people.models import User
from expo.runs.models import Run


@dataclass(frozen=True)
class Stand:
    """What is proposed for an exhibitor: its booths, or why there are none (keys of rows)."""

    exhibitor: int
    booths: tuple[int, ...] = ()
    is_smaller: bool = False
    because: Mapping[str, Any] | None = field(default=None)


@act
def propose(
    edition: Edition,
    run: Run,
    stands: Iterable[Stand],
    figures: Mapping[str, Any],
    *,
    state: AllocationState = AllocationState.OPEN,
    actor: User | None,
) -> Allocation:
    """Keep what a run proposes; one that still waits for a decision is replaced.

    Where there is nothing to decide its state is that it is accepted.
    """
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    for earlier in Allocation.objects.filter(edition=edition, state=AllocationState.OPEN):
        advance(earlier, AllocationState.REPLACED, ALLOCATION)
    Allocation.objects.filter(run=run).delete()  # of a worker that died before it could say that it was done
    allocation = Allocation.objects.create(edition=edition, run=run, state=state, **figures)
    proposed = list(stands)
    rows = ProposedStand.objects.bulk_create(
        ProposedStand(
            allocation=allocation,
            exhibitor_id=stand.exhibitor,
            is_smaller=stand.is_smaller,
            because=stand.because,
        )
        for stand in proposed
    )
    through = ProposedStand.booths.through
    through.objects.bulk_create(
        through(proposedstand_id=row.pk, booth_id=booth)
        for row, stand in zip(rows, proposed, strict=True)
        for booth in stand.booths
    )
    return allocation


@act
def accept(
    allocation: Allocation,
    *,
    answer_by: datetime,
    hall: Hall | None = None,
    stand: ProposedStand | None = None,
    actor: User,
) -> dict[str, int]:
    """Offer the booths of a proposal, or of its stands in one hall, or of one stand; everybody concerned is told.

    A stand is offered whole or not at all: where one of its booths, or its exhibitor, was taken meanwhile it is left
    out and counted.
    """
    if answer_by <= timezone.now():
        raise Refused(_("The date for the answer has passed already."))
    Edition.objects.select_for_update(no_key=True).get(pk=allocation.edition_id)
    row = _locked(allocation)
    if row.state != AllocationState.OPEN:
        raise Refused(_("This proposal is decided already: %(state)s.") % {"state": row.get_state_display()})
    chosen = list(_chosen(row, hall, stand))
    free = _still_free(chosen)
    offer_all_in_transaction([(each, list(each.booths.all())) for each in free], answer_by=answer_by)
    row.stands.filter(pk__in=[each.pk for each in chosen]).update(taken=False)
    row.stands.filter(pk__in=[each.pk for each in free]).update(taken=True)
    if not waiting(row).exists():
        advance(row, AllocationState.ACCEPTED, ALLOCATION)
    return {"offered": len(free), "overtaken": len(chosen) - len(free)}


@act
def propose_other(stand: ProposedStand, booths: Sequence[Booth], *, actor: User) -> tuple[int, int]:
    """Propose other booths for an exhibitor, or booths where there were none; returns the value before and after.

    Raises Refused where the proposal or the stand is decided, or where a booth is taken, of another pavilion,
    proposed for somebody else, or not made for what the exhibits weigh or how high they are.
    """
    if not booths:
        raise Refused(_("Name at least one booth."))
    row = _locked(stand.allocation)
    mine = row.stands.select_related("exhibitor__company").get(pk=stand.pk)
    if row.state != AllocationState.OPEN or mine.taken is not None:
        raise Refused(_("This is decided already."))
    chosen = {booth.pk: booth for booth in booths}.values()
    _refuse_unfit(row, mine, list(chosen))
    mine.booths.set(chosen)
    floor = Floor(row.edition)
    area = sum(booth.area for booth in chosen)
    row.stands.filter(pk=mine.pk).update(because=None, is_smaller=area < mine.exhibitor.booth_area)
    value = floor.value(_proposed(row, floor))
    Allocation.objects.filter(pk=row.pk).update(
        value=value, bound=Greatest(F("bound"), value), version=F("version") + 1
    )
    return row.value, value


@act
def take_back(allocation: Allocation, *, actor: User) -> int:
    """Drop a proposal with all offers made from it; returns how many booths were offered.

    Raises Refused as soon as one of the offers was answered: then each booth is taken back by itself.
    """
    Edition.objects.select_for_update(no_key=True).get(pk=allocation.edition_id)
    row = _locked(allocation)
    claims = BoothClaim.objects.filter(stand__allocation=row)
    _wait_for_answers(claims)
    if claims.filter(state__in=[Claim.LET, Claim.DECLINED]).exists():
        raise Refused(
            _(
                "Some of these offers are answered already. Take back single booths in the list of booth claims."
            )
        )
    offered = release_all_of_in_transaction(claims.filter(state=Claim.OFFERED))
    advance(row, AllocationState.TAKEN_BACK, ALLOCATION)
    return offered


def waiting(allocation: Allocation) -> QuerySet[ProposedStand]:
    """The stands of a proposal that have booths and are not decided yet."""
    return allocation.stands.filter(taken=None, because__isnull=True)


def _proposed(allocation: Allocation, floor: Floor) -> list[tuple[int, list[int]]]:
    """What waits or is left out, by exhibitor; what was offered is on the floor already."""
    rows = allocation.stands.filter(because__isnull=True).exclude(exhibitor__in=floor.locked)
    return [
        (stand.exhibitor_id, [booth.pk for booth in stand.booths.all()])
        for stand in rows.exclude(taken=False).prefetch_related("booths")
    ]


def _refuse_unfit(allocation: Allocation, stand: ProposedStand, booths: Sequence[Booth]) -> None:
    keys = [booth.pk for booth in booths]
    free = set(free_booths(allocation.edition).filter(pk__in=keys).values_list("pk", flat=True))
    others = waiting(allocation).exclude(pk=stand.pk).filter(booths__in=keys)
    whose = {
        number: str(other)
        for number, other in others.values_list("booths__number", "exhibitor__company__name")
    }
    for booth in booths:
        if booth.pk not in free:
            raise Refused(_("Booth %(number)s is taken.") % {"number": booth})
        if booth.pavilion_id not in (None, stand.exhibitor.pavilion_id):
            raise Refused(
                _("Booth %(number)s belongs to a pavilion that this exhibitor is not in.") % {"number": booth}
            )
        _refuse_unsafe(stand.exhibitor, booth)
        if booth.number in whose:
            raise Refused(
                _("Booth %(number)s is proposed for %(exhibitor)s.")
                % {"number": booth, "exhibitor": whose[booth.number]}
            )


def _refuse_unsafe(exhibitor: Exhibitor, booth: Booth) -> None:
    hall = booth.hall
    if hall.floor_load is not None and exhibitor.exhibit_weight > hall.floor_load:
        raise Refused(
            _("The exhibits weigh %(weight)s kg/m², but the floor of hall %(hall)s bears %(most)s.")
            % {"weight": exhibitor.exhibit_weight, "hall": hall, "most": hall.floor_load}
        )
    if hall.height_limit is not None and exhibitor.exhibit_height > hall.height_limit:
        raise Refused(
            _("The exhibits are %(height)s cm high, but hall %(hall)s allows %(most)s.")
            % {"height": exhibitor.exhibit_height, "hall": hall, "most": hall.height_limit}
        )


def _locked(allocation: Allocation) -> Allocation:
    return Allocation.objects.select_for_update(of=("self",)).get(pk=allocation.pk)


def _wait_for_answers(claims: QuerySet[BoothClaim]) -> None:
    """Lock the exhibitors, as those who answer do first: an answer under way is waited for, others come after."""
    exhibitors = Exhibitor.objects.filter(pk__in=claims.values("exhibitor")).order_by("pk")
    list(exhibitors.select_for_update(of=("self",)).values_list("pk"))


def _chosen(
    allocation: Allocation, hall: Hall | None, stand: ProposedStand | None
) -> QuerySet[ProposedStand]:
    rows = waiting(allocation)
    if hall is not None:
        rows = rows.filter(pk__in=rows.filter(booths__hall=hall).values("pk"))
    if stand is not None:
        rows = rows.filter(pk=stand.pk)
    return rows.select_related("exhibitor__company").prefetch_related("booths__hall").order_by("pk")


def _still_free(stands: list[ProposedStand]) -> list[ProposedStand]:
    """Lock pavilions, exhibitors and booths, in that order, and keep the stands whose exhibitor and booths are free."""
    booths = {booth.pk for stand in stands for booth in stand.booths.all()}
    pavilions = Pavilion.objects.filter(booths__in=booths).values("pk")
    list(Pavilion.objects.select_for_update().filter(pk__in=pavilions).order_by("pk"))
    exhibitors = Exhibitor.objects.filter(
        pk__in=[stand.exhibitor_id for stand in stands], state=Registration.APPROVED
    )
    approved = {each.pk: each for each in exhibitors.select_for_update(of=("self",)).order_by("pk")}
    pavilion_of = dict(
        Booth.objects.select_for_update().filter(pk__in=booths).order_by("pk").values_list("pk", "pavilion")
    )
    lapse_in_transaction(Q(booth__in=booths) | Q(exhibitor__in=approved))
    active = BoothClaim.objects.filter(state__in=ACTIVE_CLAIMS)
    taken = set(active.filter(booth__in=booths).values_list("booth", flat=True))
    holders = set(
        active.filter(exhibitor__in=approved, part=BoothClaim.Part.HOLDER).values_list("exhibitor", flat=True)
    )
    return [
        stand
        for stand in stands
        if stand.exhibitor_id in approved
        and stand.exhibitor_id not in holders
        and all(
            booth.pk not in taken
            and pavilion_of[booth.pk] in (None, approved[stand.exhibitor_id].pavilion_id)
            for booth in stand.booths.all()
        )
    ]
