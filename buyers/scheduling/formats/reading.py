"""Reading JSON from somebody else: each thing is looked at before it is used, and named where it is wrong."""

from collections.abc import Mapping
from typing import Any


class FormatError(ValueError):
    """What cannot be read as a problem or an answer, and why."""


def member(holder: Any, name: str, kind: type, where: str = "the problem") -> Any:
    """A member of an object, of this kind. Raises FormatError where it is missing or of another kind."""
    if not isinstance(holder, Mapping):
        raise FormatError(f"{where} is not an object")
    if name not in holder:
        raise FormatError(f"{where} has no {name!r}")
    return checked(holder[name], kind, f"{name!r} of {where}")


def checked(value: Any, kind: type, where: str) -> Any:
    """The value, if it is of this kind (a truth value is no number)."""
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise FormatError(f"{where} is {value!r:.60}, not {_WORDS.get(kind, kind.__name__)}")
    return value


def number(value: Any, low: int, high: int, where: str) -> int:
    """A whole number from low to high."""
    if not low <= (whole := int(checked(value, int, where))) <= high:
        raise FormatError(f"{where} is {whole}, not from {low} to {high}")
    return whole


def numbers(value: Any, low: int, high: int, where: str, length: int | None = None) -> list[int]:
    """A list of whole numbers from low to high, of this length if one is given."""
    items = checked(value, list, where)
    if length is not None and len(items) != length:
        raise FormatError(f"{where} has {len(items)} entries instead of {length}")
    return [number(item, low, high, f"entry {place} of {where}") for place, item in enumerate(items)]


_WORDS = {int: "a whole number", list: "a list", dict: "an object", str: "a text"}
