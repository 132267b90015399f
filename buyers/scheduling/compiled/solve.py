"""The way from arrays to a timetable and its bound: a first fit, both bounds, then the search until one is met."""

import time
from dataclasses import dataclass

from buyers.scheduling.bound import B_MATCHING
from buyers.scheduling.compiled.arrays import Market, Small, worth
from buyers.scheduling.compiled.bounds import WALKING, Whole, b_matching, walking
from buyers.scheduling.compiled.improve import STEPS_A_WISH, begin, improve, settle
from buyers.scheduling.limits import Watch

STATES = 3_000  # of a delegate in one slot: the first walking bound
MOST_STATES = 200_000
BOUND_SHARE = 0.12  # of the time: what a better walking bound may take
STEPS_A_SECOND = 600_000  # of one core, with the refills that go with them: the unit of work


@dataclass(frozen=True, slots=True)
class Found:
    """The slot of each wish (or NOWHERE), its value, and a value that no timetable passes, and why."""

    slot: Small
    value: int
    bound: int
    method: str


def solve(problem: Market, watch: Watch, seed: int) -> Found:
    """Search as long as the watch allows. Under a work limit the answer depends on problem, limit and seed alone."""
    slot = begin(problem)
    prices = b_matching(problem)
    bound, method = prices.bound, B_MATCHING
    slot = settle(problem, slot, seed, watch.goes_on, bound)
    if worth(problem, slot) < bound and problem.far.any() and watch.goes_on():
        seen = _walking(problem, prices.seat, watch)
        bound, method = min((seen, WALKING), (bound, method))
    slot = improve(problem, slot, seed, _Clock(problem, watch).fraction, bound)
    return Found(slot, worth(problem, slot), bound, method)


def _walking(problem: Market, seat: Whole, watch: Watch) -> int:
    """The walking bound; under a time limit once more, with as many states as there is time for."""
    walking(problem, seat, 1)  # compiled before it is timed
    begun = time.monotonic()
    bound, _ = walking(problem, seat, STATES)
    if watch.limits.work is not None:
        return bound
    took = max(1e-3, time.monotonic() - begun)
    states = min(MOST_STATES, int(STATES * watch.seconds_left * BOUND_SHARE / took))
    return min(bound, walking(problem, seat, states)[0]) if states >= 2 * STATES else bound


class _Clock:
    """How much of the search is over: by time, seen from where it begins, or by rounds, as many as the work allows."""

    def __init__(self, problem: Market, watch: Watch) -> None:
        self._watch = watch
        self._begun = self._last = watch.seconds
        self._longest = 0.0
        self._rounds = 0
        if watch.limits.work is not None:
            steps = max(1, STEPS_A_WISH * len(problem.value))
            self._rounds = max(1, round(watch.limits.work * STEPS_A_SECOND / steps))

    def fraction(self, rounds: int) -> float:
        """1 once the time or the work is over, or a further round would not end in time."""
        if not self._watch.goes_on():
            return 1.0
        if self._watch.limits.work is not None:
            return min(1.0, rounds / self._rounds)
        now = self._watch.seconds
        if rounds:
            self._longest = max(0.5 * self._longest, now - self._last)
        self._last = now
        left = self._watch.seconds_left - self._longest
        return min(1.0, (now - self._begun) / (now - self._begun + left)) if left > 0 else 1.0
