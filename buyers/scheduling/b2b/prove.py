"""Bounds by CP-SAT, guided by unsatisfiable cores.

It asks for the fewest breaks thinkable, learns which wishes contradict each other, and asks for one more, until
there is a timetable. The relaxation of the numbers to fractions is of no use to it and left out.
"""

from collections.abc import Callable

from ortools.sat.python.cp_model import INFEASIBLE, OPTIMAL, CpSolver, CpSolverSolutionCallback

from buyers.scheduling.b2b.model import Model

TellBound = Callable[[int], None]
TellFound = Callable[[tuple[int, ...], int], None]


class Prover:
    """Raises the bound on a model's breaks; where it succeeds, it has a timetable that reaches it."""

    def __init__(self, model: Model, seed: int, seconds: float, work: float | None) -> None:
        self._model = model
        self._solver = CpSolver()
        parameters = self._solver.parameters
        parameters.num_workers = 1
        parameters.optimize_with_core = True
        parameters.linearization_level = 0
        parameters.random_seed = seed % 2**31
        if work is None:
            parameters.max_time_in_seconds = seconds
        else:
            parameters.max_deterministic_time = work

    def run(self, tell_bound: TellBound, tell_found: TellFound) -> bool:
        """Search until stopped or out of time; whether nothing is left to find: all that the model allows is told."""
        self._solver.best_bound_callback = lambda bound: tell_bound(round(bound))
        status = self._solver.solve(self._model.cp, _Teller(self._model, tell_found))
        return status in (OPTIMAL, INFEASIBLE)

    def stop(self) -> None:
        """End the search, from any thread; not heard before it has begun."""
        self._solver.stop_search()


class _Teller(CpSolverSolutionCallback):
    def __init__(self, model: Model, tell: TellFound) -> None:
        super().__init__()
        self._model = model
        self._tell = tell

    def on_solution_callback(self) -> None:
        """Tell the timetable found."""
        slots = tuple(
            next(slot for slot, here in place.items() if self.boolean_value(here))
            for place in self._model.places
        )
        self._tell(slots, round(self.objective_value))
