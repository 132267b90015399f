"""The audit: every insert, change and removal of a row, kept by triggers."""

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db import models

M = TypeVar("M", bound=type[models.Model])


def audited(*, leave_out: tuple[str, ...] = ()) -> Callable[[M], M]:
    """Keep each version of the model's rows in an append-only table beside it.

    `leave_out` names columns that are too secret or too busy for it.
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(leave_out),
        append_only=True,
    )
