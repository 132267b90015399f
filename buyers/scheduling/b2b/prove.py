"""Bounds by CP-SAT: first by counting, then guided by unsatisfiable cores.

Guided so, it asks for the fewest breaks thinkable, learns which wishes contradict each other, and asks for one more,
until there is a timetable. The relaxation of the numbers to fractions is of no use to it there and left out.
"""

from collections.abc import Sequence
from typing import Protocol

from ortools.sat.python.cp_model import INFEASIBLE, OPTIMAL, CpSolver, CpSolverSolutionCallback

from buyers.scheduling.b2b.alone import Alone
from buyers.scheduling.b2b.counting import BY_COUNTING, counting_bound
from buyers.scheduling.b2b.model import Place, build
from buyers.scheduling.b2b.problem import Problem

BY_CORES = "CP-SAT: fewer breaks contradict the rules, by unsatisfiable cores"
COUNTING_WORK = 3.0  # CP-SAT's deterministic time; where counting tells anything it does so sooner


class Board(Protocol):
    """Where what is found is taken down, and read."""

    value: int | None
    bound: int
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
        self._work = float("inf") if work is None else work
        self._counting, self._cores = _solver(seed), _solver(seed)
        self._counting.parameters.linearization_level = 2
        self._cores.parameters.linearization_level = 0
        self._cores.parameters.optimize_with_core = True
        self._stopped = False

    def run(self, board: Board) -> None:
        """Search until stopped or the work is done; closes the board where nothing is left to find."""
        self._count(board)
        if not (board.decided or self._stopped):
            self._by_cores(board)

    def stop(self) -> None:
        """End the search, from any thread; a search that is just beginning may not hear it."""
        self._stopped = True
        self._counting.stop_search()
        self._cores.stop_search()

    def _count(self, board: Board) -> None:
        self._counting.parameters.max_deterministic_time = min(COUNTING_WORK, self._work / 2)
        bound = counting_bound(self._problem, self._possible, self._alone, self._counting)
        if bound is None:
            board.closed = True
        else:
            board.raise_bound(bound, BY_COUNTING)

    def _by_cores(self, board: Board) -> None:
        self._cores.parameters.max_deterministic_time = self._work / 2
        self._cores.best_bound_callback = lambda bound: board.raise_bound(round(bound), BY_CORES)
        cp, places = build(self._problem, self._possible, self._alone, (board.bound, board.value))
        if self._cores.solve(cp, _Teller(places, board)) in (OPTIMAL, INFEASIBLE):
            board.closed = True


def _solver(seed: int) -> CpSolver:
    solver = CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed % 2**31
    return solver


class _Teller(CpSolverSolutionCallback):
    def __init__(self, places: Sequence[Place], board: Board) -> None:
        super().__init__()
        self._places = places
        self._board = board

    def on_solution_callback(self) -> None:
        """Take down the timetable found."""
        slots = tuple(
            next(slot for slot, here in place.items() if self.boolean_value(here)) for place in self._places
        )
        self._board.find(slots, round(self.objective_value))
