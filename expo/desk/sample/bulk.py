"""Many rows at once."""

from collections.abc import Iterable
from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)

A_STATEMENT = 1_000  # rows: longer statements save no time and take more memory


def save(rows: Iterable[M]) -> list[M]:
    """Insert rows of one model, and return them with their keys."""
    made = list(rows)
    return type(made[0])._base_manager.bulk_create(made, batch_size=A_STATEMENT) if made else []
