"""Bounds by CP-SAT: by what fairness asks, by counting, then guided by unsatisfiable cores.

Where somebody must have many breaks, fairness makes all others have some too. No bound that grows break by break
sees that soon; so it is asked first whether everybody can stay within the fewest thinkable.
Guided so, it asks for the fewest breaks thinkable, learns which wishes contradict each other, and asks for one more,
until there is a timetable. The relaxation of the numbers to fractions is of no use to it there and left out.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from ortools.sat.python.cp_model import INFEASIBLE, OPTIMAL, CpSolver, CpSolverSolutionCallback

from buyers.scheduling.b2b.alone import Alone
from buyers.scheduling.b2b.counting import BY_COUNTING, counting_bound
from buyers.scheduling.b2b.model import Model, build
from buyers.scheduling.b2b.problem import Problem

BY_CORES = "CP-SAT: fewer breaks contradict the rules, by unsatisfiable cores"
BY_FAIRNESS = "CP-SAT: somebody must have so many breaks that fairness makes all others have some"
COUNTING_WORK, LEAST_WORK = 5.0, 10.0  # CP-SAT's deterministic time; what these tell they mostly tell sooner


class Board(Protocol):
    """Where what is found is taken down, and read."""

    value: int | None
    start: tuple[int, ...]  # the timetable found last, be it not the best
    bound: int
    least: int  # breaks that everybody needs whom fairness looks at
    closed: bool

    @property
    def decided(self) -> bool:
        """Whether nothing is left to find."""

    def find(self, slots: tuple[int, ...], value: int) -> None:
        """Take down a timetable."""

    def raise_bound(self, bound: int, method: str) -> None:
        """Take down a bound."""


class Prover:
    """Raises the bound on a problem's breaks; where it succeeds, it has a timetable that reaches it."""

    def __init__(
        self, problem: Problem, possible: Sequence[Sequence[int]], alone: Alone, seed: int, work: float | None
    ) -> None:
        self._problem, self._possible, self._alone = problem, possible, alone
        self._seed = seed
        self._work = float("inf") if work is None else work
        self._solver: CpSolver | None = None
        self._stopped = False

    def run(self, board: Board) -> None:
        """Search until stopped or the work is done; closes the board where nothing is left to find."""
        for step in (self._raise_least, self._count, self._by_cores):
            if not (board.decided or self._stopped):
                step(board)

    def stop(self) -> None:
        """End the search, from any thread; a search that is just beginning may not hear it."""
        self._stopped = True
        if self._solver is not None:
            self._solver.stop_search()

    def _raise_least(self, board: Board) -> None:
        """Let fairness ask for more, as long as it is impossible that nobody has more than it allows with less."""
        while not self._stopped:
            more = replace(self._alone, least=self._alone.least + 1)
            if board.value is not None and board.value < more.total:
                return  # what is found shows it possible
            model = build(self._problem, self._possible, self._alone)
            model.cp.add(model.lowest == self._alone.least)
            solver = self._ready(LEAST_WORK)
            solver.parameters.linearization_level = 0
            if solver.solve(model.cp, _Teller(model, board)) != INFEASIBLE:
                return  # should the timetable found be worse than one with more for all, it is a start none the less
            if more.least > _most(self._problem):
                board.closed = True
                return
            self._alone = more
            board.least = more.least
            board.raise_bound(more.total, BY_FAIRNESS)

    def _count(self, board: Board) -> None:
        solver = self._ready(COUNTING_WORK)
        solver.parameters.linearization_level = 2
        bound = counting_bound(self._problem, self._possible, self._alone, solver)
        if bound is None:
            board.closed = True
        else:
            board.raise_bound(bound, BY_COUNTING)

    def _by_cores(self, board: Board) -> None:
        model = build(self._problem, self._possible, self._alone)
        model.cp.add(model.total >= board.bound)
        if board.value is not None:
            model.cp.add(model.total < board.value)
        model.cp.minimize(model.total)
        solver = self._ready(self._work)
        solver.parameters.linearization_level = 0
        solver.parameters.optimize_with_core = True
        solver.best_bound_callback = lambda bound: board.raise_bound(round(bound), BY_CORES)
        if solver.solve(model.cp, _Teller(model, board)) in (OPTIMAL, INFEASIBLE):
            board.closed = True

    def _ready(self, work: float) -> CpSolver:
        """A solver that stops after so much work, or what is left of ours."""
        if self._solver is not None:
            self._work -= self._solver.response_proto.deterministic_time
        self._solver = CpSolver()
        self._solver.parameters.num_workers = 1
        self._solver.parameters.random_seed = self._seed % 2**31
        self._solver.parameters.max_deterministic_time = max(0.0, min(work, self._work))
        return self._solver


def _most(problem: Problem) -> int:
    """The breaks that everybody can have whom fairness looks at."""
    counts = [len(meetings) for meetings in problem.meetings_of() if len(meetings) > 1]
    return min((min(count - 1, problem.slots - count) for count in counts), default=0)


class _Teller(CpSolverSolutionCallback):
    def __init__(self, model: Model, board: Board) -> None:
        super().__init__()
        self._model = model
        self._board = board

    def on_solution_callback(self) -> None:
        """Take down the timetable found."""
        slots = tuple(
            next(slot for slot, here in place.items() if self.boolean_value(here))
            for place in self._model.places
        )
        self._board.start = slots
        self._board.find(slots, self.value(self._model.total))
