"""A plan after withdrawals and closed booths: what is free is given again, and hardly anybody moves."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from exhibitors.allocation.fair.answer import Answer
from exhibitors.allocation.fair.difference import Difference, difference
from exhibitors.allocation.fair.levels import settle
from exhibitors.allocation.fair.offers import Offers, offers
from exhibitors.allocation.fair.problem import Placement, Problem
from exhibitors.allocation.fair.seats import hall_of, seats
from exhibitors.allocation.fair.solve import answered, linear_bound
from exhibitors.allocation.floor import floor
from exhibitors.allocation.limits import Limits, Watch


@dataclass(frozen=True, slots=True)
class Repair:
    """The fair as it is now, the plan for it, and what changes for whom."""

    problem: Problem
    answer: Answer
    difference: Difference


def repair(
    problem: Problem,
    plan: Iterable[Placement],
    withdrawn: Collection[int] = (),
    closed_booths: Collection[int] = (),
) -> Repair:
    """Give booths again to those who lost theirs and those who wait, after exhibitors and booths have gone.

    Who has a booth keeps it: it is only taken by somebody of higher priority who by the rule must have it
    (`levels`), and nobody moves for a better one but where a lower priority holds that. So the plan is valid, and
    without closed booths nobody moves at all, unless a quota became free. Locked placements never move; who was
    locked in a closed booth waits for another. An exhibitor who refuses an offer but stays in the fair is
    withdrawn here, and asked again by another run; a plan's placements that are not known are left out.
    """
    before = tuple(plan)
    now = problem.without(withdrawn, closed_booths)
    table = offers(now)
    hall = hall_of(table)
    laid = floor(hall)
    kept = _kept(table, before)
    given = settle(table, {who: int(table.offer_of[booth]) for who, booth in kept.items()})
    booth_of = seats(table, hall, given, kept)
    answer = answered(table, (hall, laid), booth_of, linear_bound(hall, laid), Watch(Limits(), None))
    return Repair(now, answer, difference(before, answer.placements))


def _kept(table: Offers, plan: Iterable[Placement]) -> Mapping[int, int]:
    """Exhibitor → booth, of what is known, allowed, and not given to another already."""
    exhibitors = {one.id: number for number, one in enumerate(table.problem.exhibitors)}
    booths = {booth.id: number for number, booth in enumerate(table.problem.booths)}
    kept: dict[int, int] = {}
    taken: set[int] = set()
    for each in plan:
        who, booth = exhibitors.get(each.exhibitor), booths.get(each.booth)
        if who is None or booth is None or booth in taken or who in kept:
            continue
        if table.may_use(who, int(table.offer_of[booth])):
            kept[who] = booth
            taken.add(booth)
    return kept
