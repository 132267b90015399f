"""The peer: the problem written down for CP-SAT as one would at first, and its default search."""

import time
from dataclasses import dataclass
from itertools import pairwise

from ortools.sat.python import cp_model

from buyers.scheduling.b2b import Problem

WORKERS = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the peer found; no value where it found no timetable."""

    value: int | None
    bound: int
    status: str
    seconds: float


def plain(problem: Problem, seconds: float) -> Outcome:
    """Solve with a Boolean for each meeting and slot, and breaks counted by the starts of runs."""
    start = time.monotonic()
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = WORKERS
    status = solver.solve(_model(problem))
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return Outcome(
        round(solver.objective_value) if found else None,
        round(solver.best_objective_bound),
        solver.status_name(status).lower(),
        time.monotonic() - start,
    )


def _model(problem: Problem) -> cp_model.CpModel:
    cp = cp_model.CpModel()
    places = [{slot: cp.new_bool_var("") for slot in slots} for slots in problem.possible_slots()]
    for place in places:
        cp.add_exactly_one(place.values())
    for slot in range(problem.slots):
        cp.add(sum(place[slot] for place in places if slot in place) <= problem.locations)
    times = [sum(slot * here for slot, here in place.items()) for place in places]
    for before, after in problem.precedences:
        cp.add(times[before] < times[after])
    breaks = _breaks(cp, problem, places)
    least = cp.new_int_var(0, problem.slots, "")
    for number in breaks:
        cp.add(number >= least)
        cp.add(number <= least + problem.fairness)
    cp.minimize(sum(breaks))
    return cp


def _breaks(cp, problem, places):
    breaks = []
    for meetings in problem.meetings_of():
        busy = [cp.new_bool_var("") for _ in range(problem.slots)]
        for slot, now in enumerate(busy):
            cp.add(sum(places[meeting][slot] for meeting in meetings if slot in places[meeting]) == now)
        if len(meetings) < 2:
            continue
        starts = [busy[0]]
        for before, now in pairwise(busy):
            start = cp.new_bool_var("")
            cp.add_bool_and(now, before.negated()).only_enforce_if(start)
            cp.add_bool_or(now.negated(), before).only_enforce_if(start.negated())
            starts.append(start)
        breaks.append(sum(starts) - 1)
    return breaks
