"""Problems and answers as files: what can be solved and judged from the command line, by the name of the format."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from buyers.scheduling import b2b
from buyers.scheduling.formats import fair_1, fair_1_judge, meetings_1
from buyers.scheduling.judge import violations
from buyers.scheduling.limits import Limits


@dataclass(frozen=True, slots=True)
class Format:
    """How a problem in JSON is solved, and an answer judged; both raise ValueError for what they cannot read."""

    solve: Callable[[Any, Limits, int], dict[str, Any]]
    check: Callable[[Any, Any], list[str]]


def _solve_fair(problem: Any, limits: Limits, seed: int) -> dict[str, Any]:
    return fair_1.solve(fair_1.read(problem), limits, seed)


def _check_fair(problem: Any, answer: Any) -> list[str]:
    fair_1.read(problem)
    return fair_1_judge.violations(problem, answer)


def _check_meetings(problem: Any, answer: Any) -> list[str]:
    found = violations(meetings_1.read(problem), meetings_1.read_answer(answer))
    return [violation.text for violation in found]


def _solve_b2b(problem: Any, limits: Limits, seed: int) -> dict[str, Any]:
    return b2b.as_json(b2b.solve(b2b.read(problem), limits, seed))


def _check_b2b(problem: Any, answer: Any) -> list[str]:
    return b2b.violations(b2b.read(problem), answer)


KNOWN = {
    meetings_1.NAME: Format(meetings_1.solve, _check_meetings),
    fair_1.NAME: Format(_solve_fair, _check_fair),
    "b2b-1": Format(_solve_b2b, _check_b2b),
}
