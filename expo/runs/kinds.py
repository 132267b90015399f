"""Kinds of run: long work that an app offers, declared once in its `tasks.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.functional import Promise

from expo.runs.models import Run

Outcome = dict[str, Any]


class Progress(Protocol):
    """How a run tells how far it is; raises Cancelled once somebody asked for that."""

    def __call__(self, done: int, total: int) -> None:
        """Say that `done` of `total` steps are done."""


class Cancelled(Exception):  # noqa: N818 - not an error: somebody wished it
    """Raised by a run's progress where somebody cancelled it."""


Work = Callable[[Run, Progress], Outcome]
Words = Mapping[str, str | Promise]


@dataclass(frozen=True)
class Kind:
    """One kind of run: its title, what it does, the words for what its outcome holds, and where its result is shown."""

    title: str | Promise
    work: Work
    words: Words
    result: Callable[[Run], str] | None = None


_kinds: dict[str, Kind] = {}


def work(
    name: str, *, title: str | Promise, words: Words, result: Callable[[Run], str] | None = None
) -> Callable[[Work], Work]:
    """Declare the decorated function as what runs of kind `name` do; `result` gives the address of what came out."""

    def declare(function: Work) -> Work:
        _kinds[name] = Kind(title, function, words, result)
        return function

    return declare


def find(name: str) -> Kind:
    """Return the kind of that name. Raises KeyError where no app declares it."""
    return _kinds[name]
