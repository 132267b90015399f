"""Gives every exhibitor a booth that fits, near those of its kind, and says how far from the best that may be.

    answer = solve(hall1.read(text), Limits(seconds=30))
    print(answer.value, answer.bound)

Plain data in, plain data out; knows no database and no Django. Exhibitors, booths and types of booths are
numbers from 0, worth has no unit, times are seconds.
"""

from exhibitors.allocation.answer import Answer, Status
from exhibitors.allocation.limits import Limits, Progress
from exhibitors.allocation.problem import Grouping, Problem, ProblemError
from exhibitors.allocation.solve import solve

__all__ = [
    "Answer",
    "Grouping",
    "Limits",
    "Problem",
    "ProblemError",
    "Progress",
    "Status",
    "solve",
]
