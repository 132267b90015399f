"""The search for a good timetable of a whole fair: simulated annealing in rounds, two threads at a time.

In each round the delegates are dealt into two halves, and with them the seats: each half has those it holds, and
of the free ones a random share. So the halves have nothing in common, and what two threads find together does not
depend on which is faster. A round is many insertions and some refills of each delegate's days.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from buyers.scheduling.compiled.arrays import NOWHERE, Ints, Market, Small, Table, seated, vacant, worth
from buyers.scheduling.compiled.fill import fill, first_fit
from buyers.scheduling.compiled.insert import insert
from buyers.scheduling.compiled.refill import refill

HALVES = 2
STEPS_A_WISH = 16
REFILLS = 4
WHOLE = 0.3  # of the refills: all days of a delegate at once
HOT, COLD = 0.35, 0.04  # of the wishes' mean value: the heat in the beginning and at the end
FROZEN = 0.005

Fraction = Callable[[int], float]
"""How much of the search is over once so many rounds are done: 0 to 1, never falling; 1 ends it."""


def improve(problem: Market, start: Small, seed: int, fraction: Fraction, enough: int) -> Small:
    """Search from a timetable (wish → slot) on; ends early at a value of `enough`. Returns the best one found."""
    random = np.random.default_rng(seed)
    mean = float(problem.value.mean()) if len(problem.value) else 1.0
    best, value = start, worth(problem, start)
    slot = start.copy()
    done = fraction(0)
    rounds = 0
    with ThreadPoolExecutor(HALVES) as pool:
        while done < 1 and value < enough:
            heat = mean * HOT * (COLD / HOT) ** done
            slot = _round(problem, slot, random, heat, pool)
            rounds += 1
            if (now := worth(problem, slot)) > value:
                best, value = slot, now
            done = fraction(rounds)
    return best


def settle(problem: Market, start: Small, seed: int, goes_on: Callable[[], bool], enough: int) -> Small:
    """Improve without heat as long as each round brings something, and the caller goes on."""
    random = np.random.default_rng(seed)
    best, value = start, worth(problem, start)
    with ThreadPoolExecutor(HALVES) as pool:
        while value < enough and goes_on():
            slot = _round(problem, best, random, FROZEN, pool)
            if (now := worth(problem, slot)) <= value:
                break
            best, value = slot, now
    return best


def begin(problem: Market) -> Small:
    """A first timetable: the most valuable wishes first, each in the first slot that is free."""
    table = vacant(problem)
    choices = np.array([int(mask).bit_count() for mask in problem.slots], np.int32)
    first_fit(problem, table, np.lexsort((choices, -problem.value)).astype(np.int32))
    return table.slot


def _round(problem: Market, slot: Small, random: Generator, heat: float, pool: ThreadPoolExecutor) -> Small:
    """One round at one heat; the timetable given is left as it is."""
    slot = slot.copy()
    side = random.integers(0, HALVES, len(problem.first) - 1)
    rooms = _deal(problem, slot, side, random)
    seeds = random.integers(0, 2**62, HALVES)
    base = vacant(problem)._replace(slot=slot)

    def work(half: int) -> None:
        table = base._replace(**seated(problem, rooms[half])._asdict())
        mine = np.flatnonzero(side[problem.delegate] == half).astype(np.int32)
        fill(problem, table, mine)
        _search(problem, table, mine, np.flatnonzero(side == half).astype(np.int32), int(seeds[half]), heat)

    list(pool.map(work, range(HALVES)))
    return slot


def _search(problem: Market, table: Table, mine: Ints, delegates: Ints, seed: int, heat: float) -> None:
    insert(problem, table, mine, seed, STEPS_A_WISH * len(mine), heat)
    for repeat in range(REFILLS):
        refill(problem, table, delegates, seed + repeat + 1, heat, WHOLE)


def _deal(problem: Market, slot: Small, side: NDArray[np.int64], random: Generator) -> list[Small]:
    """Each half's seats: exhibitor × slot, together no more than there are."""
    placed = np.flatnonzero(slot != NOWHERE)
    exhibitors, slots = problem.seats.shape
    place = problem.exhibitor[placed].astype(np.int64) * slots + slot[placed]
    halves = side[problem.delegate[placed]]
    used = [
        np.bincount(place[halves == half], minlength=exhibitors * slots).reshape(exhibitors, slots)
        for half in range(HALVES)
    ]
    free = np.maximum(problem.seats - sum(used), 0)
    share = random.binomial(free, 0.5)
    return [(used[0] + share).astype(np.int8), (used[1] + free - share).astype(np.int8)]
