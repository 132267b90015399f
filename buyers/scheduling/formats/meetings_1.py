"""The platform's own format, `meetings-1`: a Problem and an Answer as JSON; `meetings-1.schema.json` says its shape."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from buyers.scheduling.answer import Answer, Status, Unplaced
from buyers.scheduling.formats.reading import FormatError, checked, member, number, numbers
from buyers.scheduling.limits import Limits, Progress
from buyers.scheduling.problem import Delegate, Exhibitor, Host, Placement, Point, Pool, Problem, Request
from buyers.scheduling.solve import solve as search

NAME = "meetings-1"
SCHEMA = Path(__file__).with_name("meetings-1.schema.json")
MOST_SLOTS = 10_000
MOST = 2**53


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of a problem."""
    return json.loads(SCHEMA.read_text(encoding="utf-8"))


def read(data: Any) -> Problem:
    """The problem from JSON. Raises FormatError or ProblemError, both ValueErrors, naming what is wrong."""
    slots = number(member(data, "slots", int), 0, MOST_SLOTS, "'slots'")
    return Problem(
        slots=slots,
        requests=tuple(_request(each, where) for each, where in _objects(data, "requests")),
        delegates=tuple(_delegate(each, where) for each, where in _objects(data, "delegates")),
        exhibitors=tuple(_exhibitor(each, where) for each, where in _objects(data, "exhibitors")),
        locked=tuple(_placement(each, where) for each, where in _objects(data, "locked", optional=True)),
        days=tuple(numbers(data.get("days", []), 0, MOST, "'days'")),
        far=frozenset(
            _pair(each, place) for place, each in enumerate(checked(data.get("far", []), list, "'far'"))
        ),
        pools=tuple(_pool(each, where) for each, where in _objects(data, "pools", optional=True)),
    )


def solve(data: Any, limits: Limits, seed: int = 0, progress: Progress | None = None) -> dict[str, Any]:
    """Read, solve, and give the answer as JSON."""
    return written(search(read(data), limits, seed, progress))


def written(answer: Answer) -> dict[str, Any]:
    """An answer as JSON."""
    return {
        "format": NAME,
        "meetings": [
            {"request": each.request, "slot": each.slot, "point": each.point, "host": each.host}
            for each in answer.placements
        ],
        "unplaced": [
            {"request": each.request, "reason": str(each.reason), "values": dict(each.values)}
            for each in answer.unplaced
        ],
        "value": answer.value,
        "served": answer.served,
        "idle": answer.idle,
        "walks": answer.walks,
        "bound": answer.bound,
        "bound_method": answer.bound_method,
        "status": str(answer.status),
        "seconds": round(answer.seconds, 3),
    }


def read_answer(data: Any) -> Answer:
    """An answer from JSON. Raises FormatError naming what is wrong."""
    where = "the answer"
    if member(data, "format", str, where) != NAME:
        raise FormatError(f"the answer's format is {data['format']!r}, not {NAME}")
    try:
        status = Status(member(data, "status", str, where))
    except ValueError as error:
        raise FormatError(str(error)) from None
    return Answer(
        placements=tuple(_placement(each, place) for each, place in _objects(data, "meetings")),
        unplaced=tuple(
            Unplaced(member(each, "request", int, place), member(each, "reason", str, place))
            for each, place in _objects(data, "unplaced")
        ),
        value=member(data, "value", int, where),
        served=member(data, "served", int, where),
        idle=member(data, "idle", int, where),
        walks=member(data, "walks", int, where),
        bound=member(data, "bound", int, where),
        bound_method=member(data, "bound_method", str, where),
        status=status,
        seconds=0.0,
    )


def _objects(data: Any, name: str, *, optional: bool = False) -> list[tuple[Any, str]]:
    """The members of a list, each with its place in words."""
    items = [] if optional and isinstance(data, dict) and name not in data else member(data, name, list)
    return [
        (checked(item, dict, place), place)
        for item, place in ((i, f"{name}[{n}]") for n, i in enumerate(items))
    ]


def _id(data: Any, name: str, where: str) -> int:
    return number(member(data, name, int, where), -MOST, MOST, f"'{name}' of {where}")


def _away(data: Any, where: str) -> frozenset[int]:
    return frozenset(numbers(data.get("unavailable", []), 0, MOST_SLOTS, f"'unavailable' of {where}"))


def _request(data: Any, where: str) -> Request:
    return Request(
        id=_id(data, "id", where),
        delegate=_id(data, "delegate", where),
        exhibitor=_id(data, "exhibitor", where),
        weight=_id(data, "weight", where),
        unavailable=_away(data, where),
        pools=_ids(data, "pools", where),
        companions=_ids(data, "companions", where),
    )


def _ids(data: Any, name: str, where: str) -> frozenset[int]:
    return frozenset(numbers(data.get(name, []), -MOST, MOST, f"{name!r} of {where}"))


def _delegate(data: Any, where: str) -> Delegate:
    most = data.get("most_a_day")
    limit = None if most is None else number(most, 0, MOST_SLOTS, f"'most_a_day' of {where}")
    busy = frozenset(numbers(data.get("busy", []), 0, MOST_SLOTS, f"'busy' of {where}"))
    return Delegate(_id(data, "id", where), _away(data, where), limit, busy)


def _exhibitor(data: Any, where: str) -> Exhibitor:
    hall = data.get("hall")
    return Exhibitor(
        id=_id(data, "id", where),
        points=tuple(
            Point(_id(each, "id", at), _away(each, at)) for each, at in _seats(data, "points", where)
        ),
        hosts=tuple(Host(_id(each, "id", at), _away(each, at)) for each, at in _seats(data, "hosts", where)),
        hall=None if hall is None else number(hall, -MOST, MOST, f"'hall' of {where}"),
    )


def _seats(data: Any, name: str, where: str) -> list[tuple[Any, str]]:
    return [(each, f"{at} of {where}") for each, at in _objects(data, name)]


def _placement(data: Any, where: str) -> Placement:
    return Placement(*(_id(data, name, where) for name in ("request", "slot", "point", "host")))


def _pair(data: Any, place: int) -> tuple[int, int]:
    one, two = numbers(data, -MOST, MOST, f"far[{place}]", 2)
    return one, two


def _pool(data: Any, where: str) -> Pool:
    return Pool(
        _id(data, "id", where),
        tuple(numbers(member(data, "room", list, where), 0, MOST, f"'room' of {where}")),
    )
