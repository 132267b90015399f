"""Gives every wish to meet a slot, a meeting point and a host, or says why not.

    answer = solve(Problem(slots, requests, delegates, exhibitors))
    assert not violations(problem, answer)

Plain data in, plain data out; knows no database and no Django. Slots are numbers from 0, weights have no
unit, times are seconds.
"""

from buyers.scheduling.answer import Answer, Reason, Status, Unplaced
from buyers.scheduling.difference import Difference, Move, difference
from buyers.scheduling.judge import Violation, violations
from buyers.scheduling.limits import Limits, Progress
from buyers.scheduling.problem import (
    Delegate,
    Exhibitor,
    Host,
    Placement,
    Point,
    Pool,
    Problem,
    ProblemError,
    Request,
)
from buyers.scheduling.repair import repair
from buyers.scheduling.solve import solve

__all__ = [
    "Answer",
    "Delegate",
    "Difference",
    "Exhibitor",
    "Host",
    "Limits",
    "Move",
    "Placement",
    "Point",
    "Pool",
    "Problem",
    "ProblemError",
    "Progress",
    "Reason",
    "Request",
    "Status",
    "Unplaced",
    "Violation",
    "difference",
    "repair",
    "solve",
    "violations",
]
