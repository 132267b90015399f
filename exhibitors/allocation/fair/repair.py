"""A plan after withdrawals and closed booths: what is free is given again, and hardly anybody moves."""

from collections import defaultdict
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
    settled = settle(table, kept)
    booth_of = seats(table, hall, settled.given, settled.fixed)
    answer = answered(table, (hall, laid), booth_of, linear_bound(hall, laid), Watch(Limits(), None))
    return Repair(now, answer, difference(before, answer.placements))


def _kept(table: Offers, plan: Iterable[Placement]) -> Mapping[int, int]:
    """Part → booth, of what is known, allowed, and not given to another already."""
    booths = {booth.id: number for number, booth in enumerate(table.problem.booths)}
    held: dict[int, list[int]] = defaultdict(list)
    for each in plan:
        if each.booth in booths:
            held[each.exhibitor].append(booths[each.booth])
    kept: dict[int, int] = {}
    taken: set[int] = set()
    for one, parts in zip(table.stands.whole.exhibitors, table.stands.parts, strict=True):
        stand = _in_order(table, held.get(one.id, []))
        enough = len(stand) == len(parts) or (one.accepts_smaller and 0 < len(stand) < len(parts))
        free = taken.isdisjoint(stand) and all(
            table.may_use(parts[0], int(table.offer_of[booth])) for booth in stand
        )
        if enough and free:
            kept.update(zip(parts, stand, strict=False))
            taken.update(stand)
    return kept


def _in_order(table: Offers, booths: list[int]) -> list[int]:
    """The booths as they lie side by side; nothing where they don't."""
    if len(booths) < 2:
        return booths
    for row in table.stands.rows:
        if booths[0] in row:
            first = min(row.index(booth) for booth in booths) if set(booths) <= set(row) else 0
            stand = list(row[first : first + len(booths)])
            return stand if set(stand) == set(booths) else []
    return []
