"""Acts: the named functions that change state, each a transaction of its own."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import ParamSpec, TypeVar

import pghistory
from django.db import transaction

P = ParamSpec("P")
T = TypeVar("T")


class Refused(Exception):  # noqa: N818 - the word that pages and API use
    """What was asked can't be done as things stand; the message says why, to the person who asked.

    `alternatives` names what could be had instead (free booths, free slots), ready to be shown.
    """

    def __init__(self, message: str, *, alternatives: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.alternatives = list(alternatives)

    def __str__(self) -> str:
        if not self.alternatives:
            return self.message
        return f"{self.message} {', '.join(self.alternatives)}"


def act(function: Callable[P, T]) -> Callable[P, T]:
    """Make `function` an act: all of it happens or nothing, and the audit knows act and actor.

    The transaction is durable: an act that is called inside another transaction is a mistake
    (RuntimeError), because its messages would be sent for something that may still be undone.
    """

    @wraps(function)
    def whole(*args: P.args, **kwargs: P.kwargs) -> T:
        actor = kwargs.get("actor")
        name = f"{function.__module__}.{function.__name__}"
        with pghistory.context(act=name, actor=getattr(actor, "pk", None)), transaction.atomic(durable=True):
            return function(*args, **kwargs)

    return whole
