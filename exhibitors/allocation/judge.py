"""What is wrong with a plan of the format `hall-1`, in people's words.

Reads the two files and nothing else: no step, no helper, no check of the solver's is used here, so that a
mistake there is seen here.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any


class UnreadableError(ValueError):
    """The problem or the plan cannot be read; the message says which and why."""


def violations(problem_text: str, plan_text: str) -> list[str]:
    """Judge a plan; an empty list means that it is valid and its statements agree. Raises UnreadableError."""
    hall, plan = _json(problem_text, "problem"), _json(plan_text, "plan")
    try:
        return [*_judge(hall, plan)]
    except (KeyError, TypeError, IndexError, AttributeError, ValueError) as error:
        raise UnreadableError(f"the problem: {type(error).__name__}: {error}") from error


def _json(text: str, what: str) -> dict[str, Any]:
    try:
        read = json.loads(text)
    except RecursionError:
        raise UnreadableError(f"the {what} is nested too deeply") from None
    except ValueError as error:
        raise UnreadableError(f"the {what} is not JSON: {error}") from error
    if not isinstance(read, dict) or read.get("format") != "hall-1":
        raise UnreadableError(f'the {what}\'s format is not "hall-1"')
    if what == "plan" and not isinstance(read.get("booth"), list):
        raise UnreadableError("the plan has no list of booths")
    return read


def _judge(hall: Mapping[str, Any], plan: Mapping[str, Any]) -> Iterator[str]:
    if len(plan["booth"]) != len(hall["exhibitors"]):
        yield f"The plan has {len(plan['booth'])} entries for {len(hall['exhibitors'])} exhibitors."
    placed: dict[int, int] = {}
    for exhibitor, booth in enumerate(plan["booth"][: len(hall["exhibitors"])]):
        if booth is None:
            continue
        if not _is_number(booth, whole=True) or not 0 <= booth < len(hall["booths"]):
            yield f"Exhibitor {exhibitor} gets booth {booth!r}, which does not exist."
        else:
            placed[exhibitor] = booth
    yield from _shared(placed)
    yield from _statements(plan, _value(hall, placed))


def _shared(placed: Mapping[int, int]) -> Iterator[str]:
    holders = defaultdict(list)
    for exhibitor, booth in placed.items():
        holders[booth].append(exhibitor)
    for booth, those in sorted(holders.items()):
        if len(those) > 1:
            yield f"Booth {booth} is given to {len(those)} exhibitors: {', '.join(map(str, those))}."


def _statements(plan: Mapping[str, Any], value: int) -> Iterator[str]:
    for name in ("value", "bound"):
        if not _is_number(plan.get(name)):
            yield f"The plan states no {name}."
    if _is_number(plan.get("value")) and plan["value"] != value:
        yield f"The plan states a value of {plan['value']}, but is worth {value}."
    if _is_number(plan.get("bound")) and plan["bound"] < value:
        yield f"The plan states a bound of {plan['bound']}, but is itself worth {value}."
    if not isinstance(plan.get("bound_method"), str) or not plan["bound_method"].strip():
        yield "The plan does not say how its bound was found."
    if not _is_number(plan.get("seconds")) or plan["seconds"] < 0:
        yield "The plan does not say how many seconds it took."


def _is_number(value: Any, *, whole: bool = False) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (not whole and isinstance(value, float) and math.isfinite(value))


def _value(hall: Mapping[str, Any], placed: Mapping[int, int]) -> int:
    """What the plan is worth, summed as the format's description says."""
    weights, exhibitors = hall["weights"], hall["exhibitors"]
    total = sum(_own(hall, exhibitors[who], hall["booths"][booth]) for who, booth in placed.items())
    at = {booth: who for who, booth in placed.items()}
    rivals = {frozenset(pair) for pair in hall["rivals"]}
    for one, other in {(min(pair), max(pair)) for pair in hall["near"]}:
        if one == other or one not in at or other not in at:
            continue
        first, second = exhibitors[at[one]], exhibitors[at[other]]
        total += weights["sector_near"] * (first["sector"] == second["sector"])
        if first["pavilion"] is not None and first["pavilion"] == second["pavilion"]:
            total += weights["pavilion_near"]
        if frozenset((at[one], at[other])) in rivals:
            total += weights["rival_near"]
    return total


def _own(hall: Mapping[str, Any], exhibitor: Mapping[str, Any], booth: list[Any]) -> int:
    """What the booth itself is worth to its exhibitor."""
    weights = hall["weights"]
    worth = 0
    if booth[3] == exhibitor["kind"]:
        worth += weights["kind"]
    if booth[4] == exhibitor["size"]:
        worth += weights["size"]
    if exhibitor["hall"] is None or exhibitor["hall"] == booth[0]:
        worth += weights["hall"]
    if booth[0] in hall["sector_home"][exhibitor["sector"]]:
        worth += weights["sector_home"]
    return (4 - exhibitor["priority"]) * worth
