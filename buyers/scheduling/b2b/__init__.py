"""Business-to-business meetings: all are held, and the participants have the fewest breaks between theirs.

    problem = read(json.load(file))
    answer = solve(problem)
    assert not violations(problem, as_json(answer))

The problem and the answer of the format `b2b-1`. A break is a longest run of slots without a meeting of a
participant's between two of theirs.
"""

from buyers.scheduling.b2b.answer import Answer, Status
from buyers.scheduling.b2b.files import AnswerError, as_json, read, read_answer
from buyers.scheduling.b2b.judge import violations
from buyers.scheduling.b2b.problem import Meeting, Problem, Session
from buyers.scheduling.b2b.solve import solve
from buyers.scheduling.limits import Limits, Progress
from buyers.scheduling.problem import ProblemError

__all__ = [
    "Answer",
    "AnswerError",
    "Limits",
    "Meeting",
    "Problem",
    "ProblemError",
    "Progress",
    "Session",
    "Status",
    "as_json",
    "read",
    "read_answer",
    "solve",
    "violations",
]
