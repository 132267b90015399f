"""Kinds of run: long work that an app offers, declared once in its `tasks.py`."""

from collections.abc import Callable
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
_kinds: dict[str, tuple[str | Promise, Work]] = {}


def work(name: str, *, title: str | Promise) -> Callable[[Work], Work]:
    """Declare the decorated function as what runs of kind `name` do."""

    def declare(function: Work) -> Work:
        _kinds[name] = (title, function)
        return function

    return declare


def function_of(name: str) -> Work:
    """Return what runs of this kind do. Raises KeyError where no app declares it."""
    return _kinds[name][1]


def title_of(name: str) -> str:
    """Return the kind's title in the reader's language."""
    return str(_kinds[name][0]) if name in _kinds else name
