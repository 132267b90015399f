"""Tables of transitions, and the one way in which a row goes from state to state."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _

from expo.common.acts import Refused

S = TypeVar("S", bound=models.TextChoices)
Table = Mapping[S, frozenset[S]]


def advance(row: models.Model, to: S, table: Table[S], **changes: Any) -> None:
    """Bring `row` to state `to`, count up its version and write `changes`, all in one UPDATE.

    Raises Refused where the table has no such step, or where somebody else moved the row first.
    """
    before = type(to)(row.state)  # type: ignore[attr-defined]
    if to not in table[before]:
        raise Refused(
            _("This is “%(now)s”: it can't become “%(then)s”.") % {"now": before.label, "then": to.label}
        )
    manager = type(row)._base_manager
    moved = manager.filter(pk=row.pk, state=before).update(state=to, version=F("version") + 1, **changes)
    if not moved:
        raise Refused(_("Somebody else changed this a moment ago. Load the page again to see how it stands."))
    row.refresh_from_db(fields=["state", "version", *changes])
