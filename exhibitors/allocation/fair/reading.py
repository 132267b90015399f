"""JSON from somebody else into dataclasses: a member for each field, of the field's type, named where it is wrong."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from exhibitors.allocation.problem import ProblemError

T = TypeVar("T")

FARTHEST = 2**53  # of whole numbers that every reader of JSON knows exactly
WORDS = {int: "a whole number", str: "a text", bool: "true or false", tuple: "a list", dict: "an object"}


def read(kind: type[T], data: Any, where: str) -> T:
    """A dataclass from an object. Raises ProblemError for what is missing, unknown or of another type."""
    _checked(dict, data, where)
    known = _types(cast(Hashable, kind))
    for name in data:
        if name not in known:
            raise ProblemError(f"{where} has {name!r}, which is not known")
    for each in fields(kind):  # type: ignore[arg-type]
        if each.name not in data and each.default is MISSING:
            raise ProblemError(f"{where} has no {each.name!r}")
    return kind(**{name: _value(known[name], value, f"{name!r} of {where}") for name, value in data.items()})


@cache
def _types(kind: Hashable) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _value(kind: Any, data: Any, where: str) -> Any:
    if isinstance(kind, UnionType):
        [kind] = (each for each in get_args(kind) if each is not type(None))
        return None if data is None else _value(kind, data, where)
    if get_origin(kind) is tuple:
        return _items(get_args(kind), _checked(tuple, data, where), where)
    if is_dataclass(kind):
        return read(kind, data, where)  # type: ignore[arg-type]
    if issubclass(kind, StrEnum):
        return _named(kind, data, where)
    return _checked(kind, data, where)


def _items(kinds: Sequence[Any], data: Sequence[Any], where: str) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        return tuple(_value(kinds[0], item, f"entry {at} of {where}") for at, item in enumerate(data))
    if len(data) != len(kinds):
        raise ProblemError(f"{where} has {len(data)} entries instead of {len(kinds)}")
    return tuple(
        _value(kind, item, f"entry {at} of {where}")
        for at, (kind, item) in enumerate(zip(kinds, data, strict=True))
    )


def _named(kind: type[StrEnum], data: Any, where: str) -> StrEnum:
    if data not in list(kind):
        raise ProblemError(f"{where} is {data!r:.60}, not one of {', '.join(kind)}")
    return kind(data)


def _checked(kind: type, data: Any, where: str) -> Any:
    """The data, if it is of this kind (a truth value is no number)."""
    expected = list if kind is tuple else kind
    if not isinstance(data, expected) or (kind is int and isinstance(data, bool)):
        raise ProblemError(f"{where} is {data!r:.60}, not {WORDS[kind]}")
    if isinstance(data, int) and not -FARTHEST <= data <= FARTHEST:
        raise ProblemError(f"{where} is beyond {FARTHEST:,}")
    return data
