"""The format `hall-1`: a hall plan in JSON, and the plan that answers it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from exhibitors.allocation.answer import Answer
from exhibitors.allocation.problem import Grouping, Ints, Problem, ProblemError

NAME = "hall-1"
WEIGHTS = ("kind", "size", "hall", "sector_home", "sector_near", "pavilion_near", "rival_near")

GREATEST = 100_000  # weight, so that no sum overflows
FARTHEST = 1 << 30  # position, and number


def read(text: str) -> Problem:
    """The problem that a hall plan poses. Raises ProblemError with the place of what cannot be read."""
    try:
        plan = json.loads(text)
    except ValueError as error:
        raise ProblemError(f"not JSON: {error}") from error
    if not isinstance(plan, dict) or plan.get("format") != NAME:
        raise ProblemError(f'the format is not "{NAME}"')
    try:
        return _problem(plan)
    except KeyError as error:
        raise ProblemError(f"{error} is missing") from error
    except (TypeError, ValueError, OverflowError) as error:
        if isinstance(error, ProblemError):
            raise
        raise ProblemError(f"a value is not of the kind expected: {error}") from error


def _problem(plan: Mapping[str, Any]) -> Problem:
    weights = {name: _whole(plan["weights"][name], f"weight {name}") for name in WEIGHTS}
    exhibitors, booths = plan["exhibitors"], [tuple(booth) for booth in plan["booths"]]
    for number, booth in enumerate(booths):
        if len(booth) != 5:
            raise ProblemError(f"booth {number} has {len(booth)} values instead of hall, x, y, kind and size")
        _whole(booth[0], f"booth {number}'s hall")
        _whole(booth[4], f"booth {number}'s size")
    kinds = sorted({(booth[0], str(booth[3]), booth[4]) for booth in booths})
    number_of = {kind: number for number, kind in enumerate(kinds)}
    return Problem(
        worth=_worth(exhibitors, kinds, plan["sector_home"], weights),
        type_of=np.array([number_of[b[0], str(b[3]), b[4]] for b in booths], np.int32),
        near=_pairs(plan["near"], len(booths), "near"),
        groupings=(
            Grouping(_numbered(one["sector"] for one in exhibitors), weights["sector_near"]),
            Grouping(_numbered(one["pavilion"] for one in exhibitors), weights["pavilion_near"]),
        ),
        rivals=_pairs(plan["rivals"], len(exhibitors), "rivals"),
        rival_worth=weights["rival_near"],
        position=np.array([_position(booth) for booth in booths], np.int32).reshape(-1, 2),
    )


def _position(booth: tuple[Any, ...]) -> tuple[int, int]:
    return _whole(booth[1], "a booth's x", FARTHEST), _whole(booth[2], "a booth's y", FARTHEST)


def _worth(
    exhibitors: Sequence[Mapping[str, Any]],
    kinds: Sequence[tuple[Any, str, Any]],
    homes: Sequence[Sequence[int]],
    weights: Mapping[str, int],
) -> Ints:
    """(4 - priority) × (kind + size + hall + sector at home), exhibitors × types."""
    hall = np.array([kind[0] for kind in kinds])
    kind_is = {name: np.array([kind[1] == name for kind in kinds]) for name in {kind[1] for kind in kinds}}
    size = np.array([kind[2] for kind in kinds])
    home = [np.isin(hall, list(halls)) for halls in homes]
    none = np.zeros(len(kinds), bool)
    worth = np.zeros((len(exhibitors), len(kinds)), np.int32)
    for number, one in enumerate(exhibitors):
        _check(one, number)
        priority = _priority(one["priority"], number)
        sector = _whole(one["sector"], f"exhibitor {number}'s sector")
        if not 0 <= sector < len(home):
            raise ProblemError(f"exhibitor {number}'s sector {sector} has no homes")
        asked = (
            weights["kind"] * kind_is.get(one["kind"], none)
            + weights["size"] * (size == one["size"])
            + weights["hall"] * (hall == one["hall"] if one["hall"] is not None else ~none)
            + weights["sector_home"] * home[sector]
        )
        worth[number] = (4 - priority) * asked
    return worth


def _check(one: Mapping[str, Any], number: int) -> None:
    if not isinstance(one, Mapping):
        raise ProblemError(f"exhibitor {number} is no object")
    if missing := {"priority", "sector", "pavilion", "kind", "size", "hall"} - one.keys():
        raise ProblemError(f"exhibitor {number} has no {min(missing)}")
    _whole(one["size"], f"exhibitor {number}'s size")
    for name in ("hall", "pavilion"):
        if one[name] is not None:
            _whole(one[name], f"exhibitor {number}'s {name}")


def _priority(value: Any, number: int) -> int:
    if value not in (1, 2, 3) or isinstance(value, bool):
        raise ProblemError(f"exhibitor {number}'s priority is {value!r}, not 1, 2 or 3")
    return int(value)


def _whole(value: Any, what: str, greatest: int = GREATEST) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ProblemError(f"{what} is {value!r}, not a whole number")
    if abs(value) > greatest:
        raise ProblemError(f"{what} is {value}, beyond {greatest:,}")
    return value


def _numbered(groups: Iterable[int | None]) -> Ints:
    """Group numbers without holes, -1 for none."""
    listed = list(groups)
    number_of = {group: number for number, group in enumerate(sorted({g for g in listed if g is not None}))}
    return np.array([-1 if group is None else number_of[group] for group in listed], np.int32)


def _pairs(pairs: Sequence[Sequence[int]], below: int, what: str) -> Ints:
    """Each pair once, whichever way round and however often it is listed."""
    for pair in pairs:
        if len(pair) != 2 or not all(
            0 <= _whole(end, f"a number in {what}", FARTHEST) < below for end in pair
        ):
            raise ProblemError(f"{what}: {pair!r} is not a pair of numbers below {below}")
    distinct = {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}
    return np.array(sorted(distinct), np.int32).reshape(-1, 2)


def write(answer: Answer, seconds: float) -> str:
    """The answer in JSON; `seconds` is all that it took."""
    plan = {
        "format": NAME,
        "booth": list(answer.booth_of),
        "value": answer.value,
        "bound": answer.bound,
        "bound_method": answer.bound_method,
        "seconds": round(seconds, 1),
    }
    return json.dumps(plan)
