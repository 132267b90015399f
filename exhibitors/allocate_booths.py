"""From rows to the allocation core and back: loads, calls, saves."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exhibitors.acts.allocations import Stand, propose
from exhibitors.allocation import Limits, Status, fair
from exhibitors.models import Allocation, BoothClaim, Exhibitor
from exhibitors.states import ACTIVE_CLAIMS, Claim, Registration
from expo.fair.models import Bloc, Booth, Edition
from expo.runs.kinds import Cancelled, Progress, work
from expo.runs.models import Run

KIND = "allocation"
SECONDS, BOOTHS_A_SECOND = 5.0, 150  # for a run: so many at least, and one more for so many booths
SHELL_AREA = 9  # m² of one shell booth


def result_of(run: Run) -> str:
    """Return the address of what a run proposes."""
    return Allocation(pk=run.outcome["allocation"]).get_absolute_url()


@work(
    KIND,
    title=_("Allocate booths"),
    words={
        "placed": _("Exhibitors with a proposed stand"),
        "smaller": _("Smaller than wished for"),
        "unplaced": _("Exhibitors without a booth"),
        "value": _("Value with the proposal"),
        "bound": _("No plan can reach more than"),
        "bound_method": _("How that is known"),
    },
    result=result_of,
)
def allocate_all(run: Run, progress: Progress) -> dict[str, Any]:
    """Propose booths for every approved exhibitor that has none, or say why not; who has a booth keeps it."""
    edition = Edition.objects.get(pk=run.params["edition"])
    floor = Floor(edition)
    seconds = SECONDS + len(floor.problem.booths) / BOOTHS_A_SECOND
    limits = Limits(seconds=float(run.params.get("seconds", seconds)))
    answer = fair.solve(
        floor.problem, limits, seed=run.pk, progress=lambda fraction: _told(progress, fraction)
    )
    if answer.status == Status.CANCELLED:
        raise Cancelled
    stands = floor.stands(answer)
    figures = {"value": answer.value, "bound": answer.bound, "bound_method": answer.bound_method}
    allocation = propose(edition, run, stands, figures, actor=run.started_by)
    counts = {
        "placed": sum(bool(stand.booths) for stand in stands),
        "smaller": sum(stand.is_smaller for stand in stands),
        "unplaced": sum(stand.because is not None for stand in stands),
    }
    return {**counts, **figures, "status": str(answer.status), "allocation": allocation.pk}


class Floor:
    """An edition's booths and approved exhibitors as the core's problem; ids are the keys of rows.

    Who holds a booth, is offered one or has one is locked there, with all its booths.
    """

    def __init__(self, edition: Edition) -> None:
        """Load everything the problem needs, in a fixed number of queries."""
        self._edition = edition
        held = self._held()
        exhibitors = list(self._exhibitors())
        known = {exhibitor.pk for exhibitor in exhibitors}
        closed = {booth for booth, exhibitor in held if exhibitor not in known}
        booths = [
            booth
            for booth in Booth.objects.filter(edition=edition).select_related("hall").order_by("pk")
            if booth.pk not in closed
        ]
        number_of = Counter(exhibitor for _booth, exhibitor in held)
        blocs = Bloc.objects.by_economy(edition.opens_on)
        beside = fair.neighbours([_rectangle(booth) for booth in booths])
        self.problem = fair.Problem(
            booths=tuple(_booth(booth) for booth in booths),
            exhibitors=tuple(
                _exhibitor(each, [bloc.code for bloc in blocs.get(each.company.economy_id, ())])
                for each in exhibitors
            ),
            near=beside.near,
            rows=beside.rows,
            locked=tuple(fair.Placement(who, booth) for booth, who in held if who in known),
        )
        self._locked = number_of.keys() & known

    def stands(self, answer: fair.Answer) -> list[Stand]:
        """What is proposed for each exhibitor that has no booth yet."""
        booths: dict[int, list[int]] = defaultdict(list)
        for each in answer.placements:
            if each.exhibitor not in self._locked:
                booths[each.exhibitor].append(each.booth)
        smaller = set(answer.smaller)
        placed = [Stand(who, tuple(those), who in smaller) for who, those in sorted(booths.items())]
        return placed + [
            Stand(each.exhibitor, because={"reason": str(each.reason), "values": dict(each.values)})
            for each in answer.unplaced
        ]

    def _exhibitors(self) -> QuerySet[Exhibitor]:
        rows = Exhibitor.objects.filter(edition=self._edition, state=Registration.APPROVED)
        return rows.select_related("company").prefetch_related("sectors").order_by("pk")

    def _held(self) -> list[tuple[int, int]]:
        """Booth and holder of every claim that stands; an offer that was not answered in time holds nothing."""
        lapsed = Q(state=Claim.OFFERED, answer_by__lte=timezone.now())
        live = BoothClaim.objects.filter(
            booth__edition=self._edition, state__in=ACTIVE_CLAIMS, part=BoothClaim.Part.HOLDER
        ).exclude(lapsed)
        return list(live.order_by("pk").values_list("booth", "exhibitor"))


def _booth(booth: Booth) -> fair.Booth:
    return fair.Booth(
        id=booth.pk,
        hall=booth.hall_id,
        kind=fair.BoothKind(booth.kind),
        area=booth.area,
        zone=booth.zone_id,
        open_sides=booth.open_sides,
        floor_load=booth.hall.floor_load,
        height=booth.hall.height_limit,
        pavilion=booth.pavilion_id,
    )


def _exhibitor(exhibitor: Exhibitor, blocs: Iterable[str]) -> fair.Exhibitor:
    shell = exhibitor.booth_kind == Booth.Kind.SHELL
    return fair.Exhibitor(
        id=exhibitor.pk,
        kind=fair.BoothKind(exhibitor.booth_kind),
        area=exhibitor.booth_area,
        booths=exhibitor.booth_area // SHELL_AREA if shell else 1,
        economy=exhibitor.company.economy_id,
        priority=exhibitor.priority,
        accepts_smaller=exhibitor.accepts_smaller,
        zones=(exhibitor.zone_id,) if exhibitor.zone_id else (),
        weight=exhibitor.exhibit_weight,
        height=exhibitor.exhibit_height,
        blocs=tuple(blocs),
        sectors=tuple(sector.code for sector in exhibitor.sectors.all()),
        pavilion=exhibitor.pavilion_id,
    )


def _rectangle(booth: Booth) -> fair.Rectangle:
    xs, ys = zip(*booth.outline, strict=True)
    return fair.Rectangle(booth.pk, booth.hall_id, min(xs), min(ys), max(xs), max(ys))


def _told(progress: Progress, fraction: float) -> bool:
    try:
        progress(round(fraction * 100), 100)
    except Cancelled:
        return False
    return True
