"""The platform's own format, `booths-1`: a Problem and an Answer as JSON; `booths-1.schema.json` says its shape."""

import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from exhibitors.allocation.answer import Status
from exhibitors.allocation.fair.answer import Answer, Reason, Unplaced
from exhibitors.allocation.fair.judge import violations
from exhibitors.allocation.fair.problem import Placement, Problem
from exhibitors.allocation.fair.reading import read as read_object
from exhibitors.allocation.problem import ProblemError

NAME = "booths-1"
SCHEMA = Path(__file__).with_name("booths-1.schema.json")


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of a problem."""
    return json.loads(SCHEMA.read_text(encoding="utf-8"))


def read(text: str) -> Problem:
    """The problem from JSON. Raises ProblemError, naming what is wrong."""
    return read_object(Problem, _members(text, "the problem"), "the problem")


def written(answer: Answer, seconds: float) -> str:
    """An answer as JSON; `seconds` is all that it took."""
    found = {
        "format": NAME,
        "placements": [asdict(each) for each in answer.placements],
        "unplaced": [
            {"exhibitor": each.exhibitor, "reason": str(each.reason), "values": dict(each.values)}
            for each in answer.unplaced
        ],
        "smaller": answer.smaller,
        "value": answer.value,
        "bound": answer.bound,
        "bound_method": answer.bound_method,
        "status": str(answer.status),
        "seconds": round(seconds, 1),
    }
    return json.dumps(found, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class _Listed:
    """Somebody without a booth, as far as a reason can be judged."""

    exhibitor: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class _Plan:
    """What of an answer is judged."""

    placements: tuple[Placement, ...]
    unplaced: tuple[_Listed, ...]
    smaller: tuple[int, ...]
    value: int
    bound: int
    bound_method: str
    status: Status


def read_answer(text: str) -> Answer:
    """An answer from JSON, but for the values of its reasons and its seconds. Raises ProblemError."""
    members = _members(text, "the plan")
    members.pop("seconds", None)
    listed = members.get("unplaced")
    if isinstance(listed, list):
        members["unplaced"] = [
            {name: value for name, value in each.items() if name != "values"}
            if isinstance(each, dict)
            else each
            for each in listed
        ]
    plan = read_object(_Plan, members, "the plan")
    return Answer(
        placements=plan.placements,
        unplaced=tuple(Unplaced(each.exhibitor, each.reason) for each in plan.unplaced),
        smaller=plan.smaller,
        value=plan.value,
        bound=plan.bound,
        bound_method=plan.bound_method,
        status=plan.status,
        seconds=0.0,
    )


def check(problem: str, plan: str) -> list[str]:
    """What is wrong with a plan, a sentence each."""
    return [violation.text for violation in violations(read(problem), read_answer(plan))]


def _members(text: str, what: str) -> dict[str, Any]:
    """The members of a JSON object of this format, but for its format."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ProblemError(f"{what} is not JSON: {error}") from None
    if not isinstance(data, dict) or data.pop("format", None) != NAME:
        raise ProblemError(f'the format of {what} is not "{NAME}"')
    return data
