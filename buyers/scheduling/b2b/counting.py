"""A bound from counting alone: everybody's busy slots, forgetting who meets whom.

In a slot two participants are busy for each meeting, so their number is even and at most twice the locations. Where
locations are scarce, somebody has to be idle in each slot, also in the middle of the day, where idling is a break.
The model is small and its relaxation to fractions is tight: besides the runs it has a window for all meetings in
one run.
"""

from collections.abc import Sequence

from ortools.sat.python.cp_model import FEASIBLE, INFEASIBLE, OPTIMAL, CpModel, CpSolver, IntVar

from buyers.scheduling.b2b.alone import Alone
from buyers.scheduling.b2b.problem import Problem

BY_COUNTING = "CP-SAT: counting who is busy in each slot, whoever meets whom"

Busy = Sequence[IntVar]  # for each slot whether the participant is busy


def counting_bound(
    problem: Problem, possible: Sequence[Sequence[int]], alone: Alone, solver: CpSolver
) -> int | None:
    """A number of breaks that no timetable is below; None: there is no timetable."""
    cp = CpModel()
    everybody = []
    breaks = []
    for participant, meetings in enumerate(problem.meetings_of()):
        busy = _busy(cp, problem.slots, [possible[meeting] for meeting in meetings])
        everybody.append(busy)
        if len(meetings) > 1:
            least = max(alone.least, alone.breaks[participant])
            breaks.append(_breaks(cp, busy, len(meetings), least))
    for slot in range(problem.slots):
        held = cp.new_int_var(0, problem.locations, "")
        cp.add(sum(busy[slot] for busy in everybody) == 2 * held)
    lowest = cp.new_int_var(0, problem.slots, "")
    for number in breaks:
        cp.add(number >= lowest)
        cp.add(number <= lowest + problem.fairness)
    cp.minimize(sum(breaks))
    status = solver.solve(cp)
    if status == INFEASIBLE:
        return None
    return max(0, round(solver.best_objective_bound)) if status in (OPTIMAL, FEASIBLE) else alone.total


def _busy(cp: CpModel, slots: int, possible: Sequence[Sequence[int]]) -> list[IntVar]:
    """Busy slots of a participant, each possible to some meeting, with as many meetings held as there must be."""
    busy = []
    for slot in range(slots):
        most = int(any(slot in meeting for meeting in possible))
        busy.append(cp.new_int_var(0, most, ""))
        must = sum(not meeting or meeting[-1] <= slot for meeting in possible)
        may = sum(bool(meeting) and meeting[0] <= slot for meeting in possible)
        if must > 0 or may < len(possible):
            cp.add(sum(busy) >= must)
            cp.add(sum(busy) <= may)
    return busy


def _breaks(cp: CpModel, busy: Busy, meetings: int, least: int) -> IntVar:
    breaks = cp.new_int_var(least, max(least, min(meetings - 1, len(busy) - meetings)), "")
    starts = []
    for before, now in zip([None, *busy], busy, strict=False):
        start = cp.new_bool_var("")
        starts.append(start)
        cp.add(start <= now)
        cp.add(start >= now - (0 if before is None else before))
        if before is not None:
            cp.add(start + before <= 1)
    cp.add(sum(starts) - 1 == breaks)
    _one_window(cp, busy, meetings, breaks)
    return breaks


def _one_window(cp: CpModel, busy: Busy, meetings: int, breaks: IntVar) -> None:
    """Without a break the meetings fill a window of as many slots."""
    windows = [cp.new_bool_var("") for _ in range(len(busy) - meetings + 1)]
    broken = cp.new_bool_var("")
    cp.add_exactly_one(broken, *windows)
    cp.add(breaks >= broken)
    for slot, now in enumerate(busy):
        covered = sum(windows[max(0, slot - meetings + 1) : slot + 1])
        cp.add(now >= covered)
        cp.add(now <= covered + broken)
