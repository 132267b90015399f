"""The search: rounds in which two threads anneal parts of the hall that are not near each other.

The hall is divided anew in each round, so that in time everybody may go everywhere; what is random comes from
the seed, and a round waits for both threads, so that their timing changes nothing.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from exhibitors.allocation.anneal import Plan, Share, anneal
from exhibitors.allocation.floor import Floor, starts_of
from exhibitors.allocation.limits import Watch
from exhibitors.allocation.problem import Ints

THREADS = 2
MOVES_EACH = 200  # a round tries as many moves for each exhibitor
LEAST_MOVES = 2_000
HOT, COLD = 0.4, 0.1  # the temperature's ends, of the mean worth of a near pair


def search(floor: Floor, plan: Plan, watch: Watch, seed: int, enough: Callable[[int], bool]) -> Ints:
    """The places of the best plan met from this one on, until the watch or `enough` (told a value) says stop."""
    random = np.random.default_rng(seed)
    states = [np.array([random.integers(1, 1 << 63)], np.uint64) for _ in range(THREADS)]
    value = best = worth_of(floor, plan)
    best_places, moved, degree = plan.place_of.copy(), 0, _degree(floor)
    with ThreadPoolExecutor(THREADS) as pool:
        while watch.goes_on(done := watch.done(moved / 1e6)) and not enough(best):
            temperature = degree * HOT * (COLD / HOT) ** done
            shares = _shares(floor, plan, random)
            moves = _moves(floor, watch, moved)
            jobs = [
                pool.submit(anneal, floor, plan, share, part, temperature, state)
                for share, part, state in zip(shares, _divided(moves, shares), states, strict=True)
            ]
            value += sum(job.result() for job in jobs)
            moved += moves
            if value > best:
                best, best_places = value, plan.place_of.copy()
    return best_places


def worth_of(floor: Floor, plan: Plan) -> int:
    """What a plan is worth, neighbours included."""
    everybody = np.arange(len(plan.place_of))
    worth = int(floor.worth[everybody, floor.type_of[plan.place_of]].sum(dtype=np.int64))
    first = np.repeat(np.arange(len(floor.type_of)), np.diff(floor.near_starts))
    once = first < floor.near
    one, other = plan.holder_of[first[once]], plan.holder_of[floor.near[once]]
    both = (one >= 0) & (other >= 0)
    one, other = one[both], other[both]
    for grouping, near_worth in enumerate(floor.near_worth):
        group = floor.group_of[one, grouping]
        worth += int(near_worth) * int(((group >= 0) & (group == floor.group_of[other, grouping])).sum())
    return worth + floor.rival_worth * _rivals_near(floor, one, other)


def _rivals_near(floor: Floor, one: Ints, other: Ints) -> int:
    people = len(floor.rival_starts) - 1
    rivals = np.repeat(np.arange(people), np.diff(floor.rival_starts)) * people + floor.rivals
    return int(np.isin(one.astype(np.int64) * people + other, rivals).sum())


def _degree(floor: Floor) -> float:
    """One degree of temperature: the mean worth, or cost, of a near pair."""
    worths = np.abs(np.append(floor.near_worth, floor.rival_worth if len(floor.rivals) else 0))
    known = worths[: len(floor.near_worth)] if floor.near_worth.any() else worths
    return max(1.0, float(known.mean()))


def _moves(floor: Floor, watch: Watch, moved: int) -> int:
    moves = max(LEAST_MOVES, MOVES_EACH * len(floor.worth))
    work = watch.limits.work
    return moves if work is None else max(1, min(moves, round(work * 1e6) - moved))


def _divided(moves: int, shares: list[Share]) -> list[int]:
    """As many moves for each share as it has of the exhibitors."""
    everybody = sum(len(share.exhibitors) for share in shares)
    return [moves * len(share.exhibitors) // max(1, everybody) for share in shares]


def _shares(floor: Floor, plan: Plan, random: np.random.Generator) -> list[Share]:
    """Deal the parts of the hall out at random, each to whom has least; places near nobody by lot."""
    sizes = np.bincount(floor.part_of)
    owner = random.integers(0, THREADS, len(sizes))
    load = np.zeros(THREADS, np.int64)
    for part in random.permutation(np.flatnonzero(sizes > 1)):
        owner[part] = load.argmin()
        load[owner[part]] += sizes[part]
    owner_of = owner[floor.part_of]
    return [_share(floor, plan, np.flatnonzero(owner_of == thread)) for thread in range(THREADS)]


def _share(floor: Floor, plan: Plan, places: NDArray[np.int64]) -> Share:
    by_type = places[np.argsort(floor.type_of[places], kind="stable")]
    holders = plan.holder_of[places]
    exhibitors = np.sort(holders[holders >= 0])
    groupings, groups = floor.group_of.shape[1], int(floor.group_of.max(initial=-1)) + 1
    group_starts = np.zeros((groupings, groups + 1), np.int32)
    members = np.zeros((groupings, len(exhibitors)), np.int32)
    for grouping in range(groupings):
        group = floor.group_of[exhibitors, grouping]
        inside = np.argsort(group, kind="stable")[np.count_nonzero(group < 0) :]
        members[grouping, : len(inside)] = exhibitors[inside]
        group_starts[grouping] = starts_of(group[inside], groups)
    return Share(
        exhibitors=exhibitors,
        type_starts=starts_of(floor.type_of[by_type], floor.worth.shape[1]),
        places=by_type.astype(np.int32),
        group_starts=group_starts,
        members=members,
    )
