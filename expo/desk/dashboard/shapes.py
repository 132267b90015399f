"""What the dashboard is made of."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Figure:
    """One number with what it means, its share of a whole where it has one, and where its rows are."""

    title: str
    value: Any
    href: str
    note: str = ""
    share: int | None = None


@dataclass(frozen=True)
class ToDo:
    """What waits for the organiser: how many, and the first of them as (text, note, link)."""

    title: str
    count: int
    href: str
    rows: list[tuple[str, str, str]] = field(default_factory=list)


def list_of(model: str, **filters: Any) -> str:
    """The address of a model's list in the admin, filtered."""
    app, name = model.split(".")
    words = "&".join(f"{key}={value}" for key, value in filters.items())
    return reverse(f"admin:{app}_{name}_changelist") + "?" + words
