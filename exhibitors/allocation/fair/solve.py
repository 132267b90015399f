"""The way from a problem to an answer: priorities first, then neighbours beside the bound until the limit."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from exhibitors.allocation.answer import Status
from exhibitors.allocation.bound import METHOD, Bound
from exhibitors.allocation.fair.answer import Answer
from exhibitors.allocation.fair.levels import settle
from exhibitors.allocation.fair.offers import Offers, offers
from exhibitors.allocation.fair.problem import Placement, Problem
from exhibitors.allocation.fair.reasons import unplaced
from exhibitors.allocation.fair.seats import better_seats, hall_of, seats, value_of
from exhibitors.allocation.floor import Floor, floor
from exhibitors.allocation.limits import Limits, Progress, Watch
from exhibitors.allocation.problem import Problem as Hall
from exhibitors.allocation.start import linear_optimum

NO_LIMITS = Limits()
ALONE = "the best assignment of booths by their own worth, without quotas, priorities and rows"
LINEAR = f"{ALONE}, and all neighbours that there could be"
RELAXED = f"without quotas, priorities and rows: {METHOD}"


def solve(
    problem: Problem, limits: Limits = NO_LIMITS, seed: int = 0, progress: Progress | None = None
) -> Answer:
    """Give booths, the first priority first, and say how much more any valid plan could be worth at the most.

    The limits are for neighbours and bound; the priorities are settled whatever they are. Under a work limit the answer
    is the same for the same problem, limit and seed. `progress` is called in this thread now and then; the
    answer is then the best found before it returned False.
    """
    watch = Watch(limits, progress)
    table = offers(problem)
    hall = hall_of(table)
    laid = floor(hall)
    settled = settle(table, {})
    booth_of = seats(table, hall, settled.given, settled.fixed)
    most, method = linear_bound(hall, laid)
    if _neighbours_matter(hall) and most > value_of(hall, laid, booth_of):
        booth_of, relaxed = _improved(hall, laid, booth_of, settled.fixed, watch, seed)
        most, method = min((most, method), (relaxed, RELAXED))
    answer = answered(table, (hall, laid), booth_of, (most, method), watch)
    watch.finish()
    return answer


def value(problem: Problem, plan: Iterable[Placement]) -> int:
    """What a plan is worth, whoever made it: booths that an exhibitor may not use count nothing of themselves.

    Of an exhibitor's booths no more count than it asked for.
    """
    table = offers(problem)
    hall = hall_of(table)
    hall = replace(hall, worth=np.maximum(hall.worth, 0))
    booths = {booth.id: number for number, booth in enumerate(problem.booths)}
    held: dict[int, list[int]] = defaultdict(list)
    for each in plan:
        held[each.exhibitor].append(booths[each.booth])
    booth_of = {
        part: booth
        for one, parts in zip(problem.exhibitors, table.stands.parts, strict=True)
        for part, booth in zip(parts, sorted(held.get(one.id, ())), strict=False)
    }
    return value_of(hall, floor(hall), booth_of)


def answered(
    table: Offers,
    hall: tuple[Hall, Floor],
    booth_of: Mapping[int, int],
    bound: tuple[int, str],
    watch: Watch,
) -> Answer:
    """The answer that a plan is, with all that is to be said about it."""
    problem, exhibitor_of = table.stands.whole, table.stands.exhibitor_of
    value = value_of(*hall, booth_of)
    held = [(problem.exhibitors[exhibitor_of[who]], problem.booths[booth]) for who, booth in booth_of.items()]
    area: Counter[int] = Counter()
    for one, booth in held:
        area[one.id] += booth.area
    return Answer(
        placements=tuple(sorted(Placement(one.id, booth.id) for one, booth in held)),
        unplaced=unplaced(table, booth_of),
        smaller=tuple(sorted(one.id for one in problem.exhibitors if 0 < area[one.id] < one.area)),
        value=value,
        bound=bound[0],
        bound_method=bound[1],
        status=_status(watch, proven=value == bound[0]),
        seconds=watch.seconds,
    )


def linear_bound(hall: Hall, laid: Floor) -> tuple[int, str]:
    """A bound that is quickly found, and how: the best booths as if alone, and neighbours wherever there could be."""
    types = linear_optimum(hall)
    placed = np.flatnonzero(types < hall.types)
    alone = int(hall.worth[placed, types[placed]].sum(dtype=np.int64))
    most_near = int(np.diff(laid.near_starts).max(initial=0))
    pairs = min(len(hall.near), most_near * min(hall.exhibitors, hall.booths) // 2)
    neighbours = pairs * sum(each.worth for each in hall.groupings)
    return alone + neighbours, LINEAR if neighbours else ALONE


def _neighbours_matter(hall: Hall) -> bool:
    rivals = hall.rival_worth and len(hall.rivals)
    return bool(len(hall.near) and (rivals or any(each.worth for each in hall.groupings)))


def _improved(
    hall: Hall, laid: Floor, booth_of: Mapping[int, int], fixed: Collection[int], watch: Watch, seed: int
) -> tuple[dict[int, int], int]:
    """Better seats, and the bound that prices give."""
    bound = Bound(hall, laid)
    alone = sum(int(hall.worth[who, hall.type_of[booth]]) for who, booth in booth_of.items())
    with ThreadPoolExecutor(1) as beside:
        proof = beside.submit(bound.improve, watch)
        found = better_seats(hall, booth_of, watch, seed, lambda near: alone + near >= bound.value, fixed)
        proof.result()
    return found, bound.value


def _status(watch: Watch, *, proven: bool) -> Status:
    if watch.cancelled:
        return Status.CANCELLED
    return Status.OPTIMAL if proven else Status.FEASIBLE
