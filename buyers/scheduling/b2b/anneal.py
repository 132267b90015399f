"""Good timetables in a short time: the compiled search, from random starts, in rounds of growing length."""

from collections.abc import Callable, Sequence

import numpy as np

from buyers.scheduling.b2b.alone import Alone
from buyers.scheduling.b2b.kernels import Case, Ints, Schedule, anneal
from buyers.scheduling.b2b.problem import Meeting, Problem

HOT, COLD = 0.8, 0.1  # temperatures in breaks
WEIGHT = 3.0  # what a broken rule weighs in breaks, at first
HEAVIER = 1.5  # by how much more after a round without a timetable
FIRST_ROUND, LONGEST_ROUND = 400_000, 50_000_000  # moves

Found = Callable[[tuple[int, ...], int], None]
"""Told a timetable and its number of breaks."""


class Annealer:
    """Searches a problem for timetables with few breaks."""

    def __init__(self, problem: Problem, possible: Sequence[Sequence[int]], alone: Alone, seed: int) -> None:
        self.moves = FIRST_ROUND
        self._case = _case(problem, possible, alone)
        self._draw = np.random.default_rng(seed)
        self._weight = WEIGHT
        self._stop = np.zeros(1, np.int64)

    def stop(self) -> None:
        """End the round that runs, heard from any thread; further ones end at once."""
        self._stop[0] = 1

    @property
    def stopped(self) -> bool:
        """Whether it was told to stop."""
        return bool(self._stop[0])

    def round(self, found: Found) -> None:
        """Search from a new random start, tell what was found; the next round is twice as long."""
        plan = Schedule(self.moves, HOT, COLD, self._weight, int(self._draw.integers(2**31)))
        slot = _random_start(self._case, self._draw)
        best = np.zeros_like(slot)
        breaks = anneal(self._case, slot, plan, best, self._stop)
        if breaks >= 0:
            found(tuple(best.tolist()), breaks)
        else:
            self._weight *= HEAVIER
        self.moves = min(2 * self.moves, LONGEST_ROUND)


def _case(problem: Problem, possible: Sequence[Sequence[int]], alone: Alone) -> Case:
    meetings = problem.meetings_of()
    spare = max(map(len, meetings)) * 2  # a slot is always free for a pair, whatever else is held
    wrong = np.ones((len(problem.meetings), problem.slots + spare), np.int64)
    for meeting, slots in enumerate(possible):
        wrong[meeting, list(slots)] = 0
    others: list[list[tuple[int, int]]] = [[] for _ in problem.meetings]
    for before, after in problem.precedences:
        others[before].append((after, 1))
        others[after].append((before, 0))
    return Case(
        first=np.array([meeting.a for meeting in problem.meetings], np.int64),
        second=np.array([meeting.b for meeting in problem.meetings], np.int64),
        wrong=wrong,
        others_from=np.cumsum([0, *map(len, others)], dtype=np.int64),
        others=np.array([row for rows in others for row in rows], np.int64).reshape(-1, 2),
        counts=np.array([len(held) > 1 for held in meetings], np.int64),
        slots=problem.slots,
        spare=spare,
        locations=problem.locations,
        fairness=problem.fairness,
        least=alone.least,
    )


def _random_start(case: Case, draw: np.random.Generator) -> Ints:
    """Each meeting, in random order, in a random slot it may lie in where both are free, else in a spare one."""
    slot = np.zeros(len(case.first), np.int64)
    busy = np.zeros((len(case.counts), case.slots + case.spare), np.bool_)
    for meeting in draw.permutation(len(slot)):
        pair = [case.first[meeting], case.second[meeting]]
        free = np.flatnonzero(~busy[pair].any(axis=0))
        right = free[case.wrong[meeting, free] == 0]
        slot[meeting] = draw.choice(right) if len(right) else free[-1]
        busy[pair, slot[meeting]] = True
    return slot


def _compile() -> None:
    """Compile the search (some seconds, once per installation), that no solve's time limit has to bear it."""
    problem = Problem(2, 1, 1, 1, 0, (Meeting(0, 1),), (frozenset(), frozenset()))
    Annealer(problem, [(0,)], Alone({}, 0), seed=0).round(lambda slots, breaks: None)


_compile()
