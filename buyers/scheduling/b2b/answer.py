"""What is answered: a slot for every meeting, its breaks, and how few they could be at best."""

from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """How the search ended."""

    OPTIMAL = "optimal"  # no timetable has fewer breaks
    FEASIBLE = "feasible"  # a timetable; whether one has fewer breaks is not decided
    INFEASIBLE = "infeasible"  # no timetable keeps the rules
    UNKNOWN = "unknown"  # none was found, and none is proven not to be


@dataclass(frozen=True, slots=True)
class Answer:
    """A timetable by slots, one per meeting, and what is known about it.

    `value` is its number of breaks; no timetable has fewer than `bound`, found as `bound_method` says. Without
    a timetable `slots` is empty and `value` None; `bound` is None where none can be. `seconds` (wall time)
    is left out of comparison, so that equal answers are equal.
    """

    slots: tuple[int, ...]
    value: int | None
    bound: int | None
    bound_method: str
    status: Status
    seconds: float = field(compare=False)
