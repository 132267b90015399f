"""The fewest breaks of one participant, were nobody else there: found by going through the slots.

A participant is known by how many meetings they have held before each slot: at least those that can only be held
before it, at most those that need not be held later. Within these limits (Hall's condition for prefixes) a state
is the number held and whether the last slot was busy.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from buyers.scheduling.b2b.problem import Problem

State = tuple[int, bool]  # meetings held so far, busy in the slot before


@dataclass(frozen=True, slots=True)
class Alone:
    """What follows from each participant alone.

    `breaks` has for each participant with at least two meetings the fewest breaks they can have, `least` what
    fairness then asks of everybody of them, because of the one with most; None where somebody cannot hold
    their meetings at all.
    """

    breaks: Mapping[int, int]
    least: int

    @property
    def total(self) -> int:
        """A number of breaks that no timetable is below."""
        return sum(max(self.least, breaks) for breaks in self.breaks.values())


def look_at_each(problem: Problem, possible: Sequence[Sequence[int]]) -> Alone | None:
    """The fewest breaks of everybody, given the possible slots of the meetings; None where there are none."""
    found = {}
    for participant, meetings in enumerate(problem.meetings_of()):
        if meetings:
            breaks = fewest_breaks([possible[meeting] for meeting in meetings], problem.slots)
            if breaks is None:
                return None
            if len(meetings) > 1:
                found[participant] = breaks
    return Alone(found, max(0, max(found.values(), default=0) - problem.fairness))


def fewest_breaks(possible: Sequence[Sequence[int]], slots: int) -> int | None:
    """The fewest breaks with which meetings can be held in slots possible to them, one in a slot; None: not at all."""
    usable = {slot for meeting in possible for slot in meeting}
    runs: dict[State, int] = {(0, False): 0}
    for slot in range(slots):
        must = sum(not meeting or meeting[-1] <= slot for meeting in possible)
        may = sum(bool(meeting) and meeting[0] <= slot for meeting in possible)
        runs = _one_slot_on(runs, slot in usable, must, may)
    ends = [number for (held, _), number in runs.items() if held == len(possible)]
    return max(0, min(ends) - 1) if ends else None


def _one_slot_on(runs: Mapping[State, int], usable: bool, must: int, may: int) -> dict[State, int]:
    after: dict[State, int] = {}
    for (held, busy), number in runs.items():
        for now in (False, True) if usable else (False,):
            state = (held + now, now)
            if must <= state[0] <= may:
                started = number + (now and not busy)
                after[state] = min(started, after.get(state, started))
    return after
