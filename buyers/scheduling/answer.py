"""What is answered: the timetable, what it leaves out and why, and how good it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from buyers.scheduling.problem import Placement


class Status(StrEnum):
    """How the search ended."""

    OPTIMAL = "optimal"  # no timetable is worth more, and none worth as much serves more delegates
    FEASIBLE = "feasible"  # a valid timetable; what is missing to the bound is not decided
    CANCELLED = "cancelled"  # the caller stopped the search; the best found until then


class Reason(StrEnum):
    """Why a request has no place; `slots` are those in which the pair could meet by availability alone."""

    # By availability alone; values: none.
    NO_COMMON_SLOT = "no-common-slot"  # in no slot are the delegate, a point and a host free together
    # By availability (no `slots` among the values) or because other meetings have them in each of `slots`.
    NO_POINT = "no-point"
    NO_HOST = "no-host"
    # By the other meetings of the answer.
    TOO_FAR = "too-far"  # in each of `slots` there is no time to walk from or to another meeting
    POOL_EMPTY = "pool-empty"  # in each of `slots` no place is left in `pool`, an interpreter's say
    DAYS_FULL = "days-full"  # on the days of `slots` the delegate has as many meetings as wished for
    DELEGATE_FULL = "delegate-full"  # a meeting in each slot the delegate has; values: slots, meetings
    EXHIBITOR_FULL = "exhibitor-full"  # no room for another in any slot it has; values: slots, meetings
    OUTWEIGHED = (
        "outweighed"  # in each of `slots` it would cost others of at least its weight; values: slots, weight
    )
    NOT_FOUND_IN_TIME = (
        "not-found-in-time"  # in `slots` it would gain, but the search ended before; values: slots
    )


Values = Mapping[str, int | tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A request without a place, and why; `reason` is one of Reason, `values` what its sentence needs."""

    request: int
    reason: str
    values: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """A timetable and what is known about it.

    `value` is the sum of the weights placed; no timetable of the problem is worth more than `bound`, found as
    `bound_method` says. `served` counts the delegates with at least one meeting; `idle` the slots in which delegates
    wait between meetings of a day, `walks` how often the next meeting of theirs is in another hall. `seconds` (wall
    time) is left out of comparison, so that equal answers are equal.
    """

    placements: tuple[Placement, ...]
    unplaced: tuple[Unplaced, ...]
    value: int
    served: int
    idle: int
    walks: int
    bound: int
    bound_method: str
    status: Status
    seconds: float = field(compare=False)
