"""CP-SAT at work: first the weight, then, at that weight, the number of delegates served.

Two stages rather than one sum of scaled terms: with the weight alone as objective CP-SAT's bound is a bound
of the value, its numbers stay small, and the second stage falls away whenever everybody is served already.
"""

import os
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from ortools.sat.python.cp_model import FEASIBLE, OPTIMAL, UNKNOWN, CpSolver, CpSolverStatus

from buyers.scheduling.limits import SECONDS_BETWEEN_REPORTS, Watch
from buyers.scheduling.model import Model

MOST_WORKERS = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A timetable by slots, the bound on the weight (None: none yet), and whether `served` is proven best."""

    slot_of: Mapping[int, int]
    bound: int | None
    served_proven: bool


@dataclass(frozen=True, slots=True)
class _Run:
    slot_of: Mapping[int, int]
    bound: int | None
    proven: bool
    work: float


def search(
    model: Model,
    start: Mapping[int, int],
    all_served: Callable[[Mapping[int, int]], bool],
    watch: Watch,
    seed: int,
) -> Found:
    """Improve on a start as long as the watch allows; `all_served` says that nobody is left to serve."""
    work = watch.limits.work
    model.cp.maximize(model.weight)
    first = _run(model, start, watch, seed, work)
    if not first.proven or first.bound is None:
        return Found(first.slot_of, first.bound, served_proven=False)
    if all_served(first.slot_of):
        return Found(first.slot_of, first.bound, served_proven=True)
    model.cp.add(model.weight >= first.bound)
    model.cp.maximize(model.served)
    left = None if work is None else max(0.0, work - first.work)
    second = _run(model, first.slot_of, watch, seed, left)
    return Found(second.slot_of, first.bound, second.proven)


def _run(model: Model, start: Mapping[int, int], watch: Watch, seed: int, work: float | None) -> _Run:
    """One search from a start; the start again where nothing was found in time.

    Raises RuntimeError if CP-SAT refuses the model, which the start proves feasible: a mistake of ours.
    """
    if not watch.goes_on() or work == 0:
        return _Run(start, None, proven=False, work=0.0)
    model.hint(start)
    solver = _solver(watch, seed, work)
    status = _solve_watched(solver, model, watch)
    if status == UNKNOWN:
        return _Run(start, None, proven=False, work=0.0)
    if status not in (OPTIMAL, FEASIBLE):
        raise RuntimeError(f"CP-SAT calls the model {solver.status_name(status)}")
    slot_of = {
        request: slot for (request, slot), variable in model.place.items() if solver.boolean_value(variable)
    }
    return _Run(slot_of, _bound(solver), status == OPTIMAL, solver.response_proto.deterministic_time)


def _bound(solver: CpSolver) -> int | None:
    """CP-SAT's bound as a whole number; None where, stopped early, it is not a bound yet."""
    bound = int(solver.best_objective_bound + 1e-6)
    return bound if bound >= round(solver.objective_value) else None


def _solver(watch: Watch, seed: int, work: float | None) -> CpSolver:
    solver = CpSolver()
    solver.parameters.random_seed = seed % 2**31
    if work is None:
        solver.parameters.max_time_in_seconds = watch.seconds_left
        solver.parameters.num_workers = min(MOST_WORKERS, os.cpu_count() or 1)
    else:
        solver.parameters.max_deterministic_time = work
        solver.parameters.num_workers = 1
    return solver


def _solve_watched(solver: CpSolver, model: Model, watch: Watch) -> CpSolverStatus:
    """Solve in a thread of its own, so that progress is reported, and cancelling heard, in the caller's."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        solving = pool.submit(solver.solve, model.cp)
        try:
            while not _done(solving) and watch.goes_on():
                pass
        finally:
            while not _done(solving):  # again and again: a stop before the search has begun is not heard
                solver.stop_search()
        return solving.result()


def _done(solving: "Future[CpSolverStatus]") -> bool:
    return bool(wait([solving], timeout=SECONDS_BETWEEN_REPORTS / 2).done)
