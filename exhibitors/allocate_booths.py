"""From rows to the allocation core and back: loads, calls, saves."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext_lazy as _

from exhibitors.acts.allocations import Stand, propose
from exhibitors.allocation import Limits, Status, fair
from exhibitors.floor import Floor
from exhibitors.models import Allocation
from exhibitors.states import AllocationState
from expo.fair.models import Edition
from expo.fair.runs import going_on
from expo.runs.kinds import Cancelled, Progress, work
from expo.runs.models import Run

KIND = "allocation"
SECONDS, BOOTHS_A_SECOND = 5.0, 150  # for a run: so many at least, and one more for so many booths


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
    """Propose booths for every approved exhibitor that has none, or say why not; who has a booth keeps it.

    With the parameter `freed_only` what is free is given to who waits at once, without a search for the best plan, and
    who has refused an offer, or had a booth taken back, is not asked again.
    """
    edition = Edition.objects.get(pk=run.params["edition"])
    floor = Floor(edition)
    freed_only = bool(run.params.get("freed_only"))
    answer = _given_again(floor) if freed_only else _searched(floor, run, progress)
    if answer.status == Status.CANCELLED:
        raise Cancelled
    stands = stands_of(floor, answer)
    figures = {"value": answer.value, "bound": answer.bound, "bound_method": answer.bound_method}
    decided = freed_only and not any(stand.booths for stand in stands)
    state = AllocationState.ACCEPTED if decided else AllocationState.OPEN
    allocation = propose(edition, run, stands, figures, state=state, actor=run.started_by)
    counts = {
        "placed": sum(bool(stand.booths) for stand in stands),
        "smaller": sum(stand.is_smaller for stand in stands),
        "unplaced": sum(stand.because is not None for stand in stands),
    }
    return {**counts, **figures, "status": str(answer.status), "allocation": allocation.pk}


def _searched(floor: Floor, run: Run, progress: Progress) -> fair.Answer:
    seconds = SECONDS + len(floor.problem.booths) / BOOTHS_A_SECOND
    limits = Limits(seconds=float(run.params.get("seconds", seconds)))
    return fair.solve(floor.problem, limits, seed=run.pk, progress=going_on(progress))


def _given_again(floor: Floor) -> fair.Answer:
    return fair.repair(floor.problem, floor.problem.locked, withdrawn=floor.refused()).answer


def stands_of(floor: Floor, answer: fair.Answer) -> list[Stand]:
    """What is proposed for each exhibitor that has no booth yet."""
    booths: dict[int, list[int]] = defaultdict(list)
    for each in answer.placements:
        if each.exhibitor not in floor.locked:
            booths[each.exhibitor].append(each.booth)
    smaller = set(answer.smaller)
    placed = [Stand(who, tuple(those), who in smaller) for who, those in sorted(booths.items())]
    return placed + [
        Stand(each.exhibitor, because={"reason": str(each.reason), "values": dict(each.values)})
        for each in answer.unplaced
    ]
