"""Good timetables in a short time: the compiled search, from random starts, in rounds of growing length."""

from collections.abc import Callable, Sequence

import numpy as np

from buyers.scheduling.b2b.kernels import Case, Ints, Schedule, anneal
from buyers.scheduling.b2b.problem import Meeting, Problem

HOT, WARM, COLD = 0.5, 0.3, 0.12  # temperatures in breaks: at first, from a known timetable, at last
RULE = 4.0  # what a broken rule weighs in breaks, at first
HEAVIER = 1.5  # by how much more after a round without a timetable
HOLE = 0.05  # what a slot in a break weighs in breaks
FIRST_ROUND, LONGEST_ROUND = 400_000, 50_000_000  # moves

Found = Callable[[tuple[int, ...], int], None]
"""Told a timetable and its number of breaks."""


class Annealer:
    """Searches a problem for timetables with few breaks."""

    def __init__(self, problem: Problem, possible: Sequence[Sequence[int]], seed: int) -> None:
        self.moves = FIRST_ROUND
        self._case = _case(problem, possible)
        self._draw = np.random.default_rng(seed)
        self._failures = self._rounds = 0
        self._stop = np.zeros(1, np.int64)

    def stop(self) -> None:
        """End the round that runs, heard from any thread; further ones end at once."""
        self._stop[0] = 1

    @property
    def stopped(self) -> bool:
        """Whether it was told to stop."""
        return bool(self._stop[0])

    def round(self, found: Found, least: int, known: Sequence[int] = ()) -> None:
        """Search once, and tell what was found; the next round is twice as long.

        `least` are the breaks that everybody is known to need whom fairness looks at. Every second round starts
        from the timetable `known`, if any, and not so hot; so do all once a round found none.
        """
        again = bool(known) and (self._failures > 0 or self._rounds % 2 == 1)
        plan = Schedule(
            moves=self.moves,
            hot=WARM if again else HOT,
            cold=COLD,
            rule=RULE * HEAVIER**self._failures,
            hole=HOLE,
            low=least if again else least + self._failures % 2,  # all may have to break, for somebody's sake
            seed=int(self._draw.integers(2**31)),
        )
        slot = np.array(known, np.int64) if again else _random_start(self._case, self._draw)
        best = np.zeros_like(slot)
        breaks = anneal(self._case, slot, plan, best, self._stop)
        if breaks >= 0:
            found(tuple(best.tolist()), breaks)
        elif not self.stopped:
            self._failures += 1
        self._rounds += 1
        self.moves = min(2 * self.moves, LONGEST_ROUND)


def _case(problem: Problem, possible: Sequence[Sequence[int]]) -> Case:
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
        held_from=np.cumsum([0, *map(len, meetings)], dtype=np.int64),
        held=np.array([meeting for held in meetings for meeting in held], np.int64),
        counts=np.array([len(held) > 1 for held in meetings], np.int64),
        slots=problem.slots,
        spare=spare,
        locations=problem.locations,
        fairness=problem.fairness,
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
    Annealer(problem, [(0,)], seed=0).round(lambda slots, breaks: None, least=0)


_compile()
