"""The way from a problem to its answer.

First a bound from each participant alone, then a search for timetables beside one for proofs, until they meet.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from buyers.scheduling.b2b.alone import Alone, look_at_each
from buyers.scheduling.b2b.anneal import Annealer
from buyers.scheduling.b2b.answer import Answer, Status
from buyers.scheduling.b2b.narrow import narrowed_slots
from buyers.scheduling.b2b.problem import Problem
from buyers.scheduling.b2b.prove import Prover
from buyers.scheduling.limits import Limits, Progress, Watch

NO_LIMITS = Limits()
MOVES_A_WORK = 1_000_000  # moves of the search for timetables that count as one unit of work
SECONDS_BETWEEN_LOOKS = 0.02
PROOF = 1 / 3  # of the seconds, how many a core tries to prove (in CP-SAT's time) before it searches too


def solve(
    problem: Problem, limits: Limits = NO_LIMITS, seed: int = 0, progress: Progress | None = None
) -> Answer:
    """Give every meeting a slot so that the participants have the fewest breaks in all.

    Two cores search until the limit of seconds; under a work limit one does, and the answer is the same for
    the same problem, limit and seed. `progress` is called in this thread now and then; the answer is then the
    best found before it returned False.
    """
    watch = Watch(limits, progress)
    board = _Board()
    possible = narrowed_slots(problem)
    alone = look_at_each(problem, possible)
    if alone is None:
        board.closed, board.method = True, "somebody cannot hold their meetings even alone"
    elif problem.meetings:
        board.least = alone.least
        board.raise_bound(alone.total, "each participant alone, and what fairness then asks of the others")
        _search(problem, possible, alone, board, watch, seed)
    else:
        board.find((), 0)
    watch.finish()
    return _answer(board, watch)


@dataclass(slots=True)
class _Board:
    """The best known on both sides, told from several threads; `closed` once nothing better can exist."""

    slots: tuple[int, ...] = ()
    start: tuple[int, ...] = ()
    value: int | None = None
    bound: int = 0
    method: str = "no timetable has fewer than none"
    least: int = 0
    closed: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def decided(self) -> bool:
        """Whether the best is known, or that there is no timetable."""
        return self.closed or (self.value is not None and self.bound >= self.value)

    def find(self, slots: tuple[int, ...], value: int) -> None:
        """Take down a timetable, if it is the best so far."""
        with self._lock:
            if self.value is None or value < self.value:
                self.slots, self.value, self.start = slots, value, slots

    def raise_bound(self, bound: int, method: str) -> None:
        """Take down a number of breaks that no timetable better than the best is below."""
        with self._lock:
            if bound > self.bound:
                self.bound, self.method = bound, method


def _search(
    problem: Problem, possible: Sequence[Sequence[int]], alone: Alone, board: _Board, watch: Watch, seed: int
) -> None:
    """A short search for timetables, then a proof beside a longer search; by work, one after the other."""
    annealer = Annealer(problem, possible, seed)
    work = watch.limits.work
    with ThreadPoolExecutor(max_workers=2) as pool:
        if work is None:
            first = pool.submit(annealer.round, board.find, board.least)
        else:
            first = pool.submit(_rounds, annealer, board, work / 2)
        _until_done([first], [annealer.stop], board, watch)
        if board.decided or not watch.goes_on():
            return
        if work is not None:
            prover = Prover(problem, possible, alone, seed, work / 2)
            _until_done([pool.submit(prover.run, board)], [prover.stop], board, watch)
            return
        prover = Prover(problem, possible, alone, seed, PROOF * watch.seconds_left)
        other = Annealer(problem, possible, seed + 1)
        tasks = [
            pool.submit(_prove_then_search, prover, other, board),
            pool.submit(_rounds, annealer, board, float("inf")),
        ]
        _until_done(tasks, [prover.stop, annealer.stop, other.stop], board, watch)


def _until_done(
    tasks: Sequence[Future[None]], stops: Sequence[Callable[[], None]], board: _Board, watch: Watch
) -> None:
    """Wait for tasks; stop them once all is decided or the watch says so. What they raise is raised."""
    while wait(tasks, timeout=SECONDS_BETWEEN_LOOKS).not_done:
        if board.decided or not watch.goes_on():
            for stop in stops:  # again and again: a stop before a search has begun is not heard
                stop()
    for task in tasks:
        task.result()


def _prove_then_search(prover: Prover, annealer: Annealer, board: _Board) -> None:
    """Try to prove, and where that takes too long, search as the other core does."""
    prover.run(board)
    _rounds(annealer, board, float("inf"))


def _rounds(annealer: Annealer, board: _Board, work: float) -> None:
    """Search round by round, until stopped or until the work is done."""
    left = work * MOVES_A_WORK
    while left > 0 and not annealer.stopped and not board.decided:
        annealer.moves = int(min(annealer.moves, max(1, left)))
        left -= annealer.moves
        annealer.round(board.find, board.least, board.start)


def _answer(board: _Board, watch: Watch) -> Answer:
    if board.value is None:
        status = Status.INFEASIBLE if board.closed else Status.UNKNOWN
        return Answer((), None, None if board.closed else board.bound, board.method, status, watch.seconds)
    bound = board.value if board.closed else min(board.value, board.bound)
    status = Status.OPTIMAL if board.decided else Status.FEASIBLE
    return Answer(board.slots, board.value, bound, board.method, status, watch.seconds)
