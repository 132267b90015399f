"""The platform's own allocation: booths as asked for, quotas, pavilions, and priority that is never overtaken.

    answer = solve(Problem(booths, exhibitors))
    assert not violations(problem, answer)

Plain data in, plain data out; knows no database and no Django. Ids are the caller's, areas m², heights cm,
loads kg/m², worth has no unit.
"""

from exhibitors.allocation.answer import Status
from exhibitors.allocation.fair.answer import Answer, Reason, Unplaced
from exhibitors.allocation.fair.difference import Difference, Move, difference
from exhibitors.allocation.fair.judge import Violation, violations
from exhibitors.allocation.fair.neighbours import Neighbours, Rectangle, neighbours
from exhibitors.allocation.fair.problem import (
    Booth,
    BoothKind,
    Exhibitor,
    Placement,
    Problem,
    Quota,
    Weights,
    ZonePreference,
)
from exhibitors.allocation.fair.repair import Repair, repair
from exhibitors.allocation.fair.solve import solve, value
from exhibitors.allocation.problem import ProblemError

__all__ = [
    "Answer",
    "Booth",
    "BoothKind",
    "Difference",
    "Exhibitor",
    "Move",
    "Neighbours",
    "Placement",
    "Problem",
    "ProblemError",
    "Quota",
    "Reason",
    "Rectangle",
    "Repair",
    "Status",
    "Unplaced",
    "Violation",
    "Weights",
    "ZonePreference",
    "difference",
    "neighbours",
    "repair",
    "solve",
    "value",
    "violations",
]
