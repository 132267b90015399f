"""What the public pages count, kept until something changes of which they count.

Triggers write a row of `Change` in the transaction that changes anything: so whoever sees the new rows sees a new
sum, and whoever does not sees the old one. Nothing is kept under a sum for longer than it is true.
"""

from collections.abc import Callable
from typing import TypeVar

from django.db import connection
from django.db.models import Max, Sum

from expo.common.kept import kept
from expo.fair.models import Change, Edition

T = TypeVar("T")

HOUR = 3600
ADDED_UP = """
    WITH last AS (SELECT max(id) AS id FROM fair_change),
    gone AS (DELETE FROM fair_change WHERE id < (SELECT id FROM last) RETURNING number)
    UPDATE fair_change SET number = number + (SELECT coalesce(sum(number), 0) FROM gone)
    WHERE id = (SELECT id FROM last)
"""


def kept_until_changed(edition: Edition, what: str, make: Callable[[], T]) -> T:
    """Return what was counted for this edition, or count it anew where something has changed since: one query."""
    seen = Change.objects.aggregate(last=Max("pk"), number=Sum("number"))
    moment = edition.modified_at.timestamp()  # type: ignore[attr-defined]
    key = f"counted:{edition.pk}:{moment}:{seen['last']}:{seen['number']}:{what}"
    return kept(key, make, seconds=HOUR)


def add_up() -> None:
    """Make one row of all changes so far; their sum stays what it is."""
    with connection.cursor() as cursor:
        cursor.execute(ADDED_UP)
