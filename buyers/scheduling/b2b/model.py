"""The rules and the breaks as a model for CP-SAT."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExprT
from ortools.sat.python.cp_model_helper import Literal

from buyers.scheduling.b2b.alone import Alone
from buyers.scheduling.b2b.problem import Problem

Place = Mapping[int, IntVar]  # slot → whether the meeting is there


@dataclass(frozen=True, slots=True)
class Model:
    """The model, and of its variables what is asked for."""

    cp: CpModel
    places: Sequence[Place]
    total: LinearExprT  # all breaks
    lowest: IntVar  # nobody whom fairness looks at has fewer breaks, nor more than fairness allows above it


def build(problem: Problem, possible: Sequence[Sequence[int]], alone: Alone) -> Model:
    """All timetables that keep the rules."""
    cp = CpModel()
    places: list[Place] = [{slot: cp.new_bool_var("") for slot in slots} for slots in possible]
    for place in places:
        cp.add_exactly_one(place.values())
    _room_for_all(cp, problem, places)
    _in_order(cp, problem, places)
    breaks = _breaks(cp, problem, places, alone)
    lowest = cp.new_int_var(alone.least, max(alone.least, problem.slots), "")
    for number in breaks:
        cp.add(number >= lowest)
        cp.add(number <= lowest + problem.fairness)
    return Model(cp, places, sum(breaks), lowest)


def _room_for_all(cp: CpModel, problem: Problem, places: Sequence[Place]) -> None:
    for slot in range(problem.slots):
        here = [place[slot] for place in places if slot in place]
        if len(here) > problem.locations:
            cp.add(sum(here) <= problem.locations)


def _in_order(cp: CpModel, problem: Problem, places: Sequence[Place]) -> None:
    """Each slot of either meeting needs one of the other's on the right side of it."""
    for before, after in problem.precedences:
        for slot, there in places[after].items():
            cp.add_bool_or(there.negated(), *(var for at, var in places[before].items() if at < slot))
        for slot, there in places[before].items():
            cp.add_bool_or(there.negated(), *(var for at, var in places[after].items() if at > slot))


def _breaks(cp: CpModel, problem: Problem, places: Sequence[Place], alone: Alone) -> list[IntVar]:
    """The number of breaks of each participant with at least two meetings."""
    breaks: list[IntVar] = []
    for participant, meetings in enumerate(problem.meetings_of()):
        busy = _busy(cp, problem.slots, [places[meeting] for meeting in meetings])
        if len(meetings) > 1:
            most = min(len(meetings) - 1, problem.slots - len(meetings))
            least = max(alone.least, alone.breaks[participant])
            cp.add(sum(variable for variable in busy if variable is not None) == len(meetings))
            breaks.append(_breaks_of(cp, busy, least, most))
    return breaks


def _busy(cp: CpModel, slots: int, places: Sequence[Place]) -> list[Literal | None]:
    """For each slot whether one of these meetings, at most one, is there; None where none can be."""
    busy: list[Literal | None] = []
    for slot in range(slots):
        here = [place[slot] for place in places if slot in place]
        if len(here) > 1:
            idle = cp.new_bool_var("")
            cp.add_exactly_one(idle, *here)
            busy.append(idle.negated())
        else:
            busy.append(here[0] if here else None)
    return busy


def _breaks_of(cp: CpModel, busy: Sequence[Literal | None], least: int, most: int) -> IntVar:
    """One less than there are runs; a run starts in a busy slot after one that is not."""
    starts = []
    for before, now in zip([None, *busy], busy, strict=False):
        if now is None or before is None:
            starts += [] if now is None else [now]
            continue
        start = cp.new_bool_var("")
        cp.add_bool_or(start, now.negated(), before)
        cp.add_implication(start, now)
        cp.add_implication(start, before.negated())
        starts.append(start)
    breaks = cp.new_int_var(least, max(least, most), "")
    cp.add(sum(starts) - 1 == breaks)
    return breaks
