"""What the audit knows about one row, in people's words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.admin.utils import display_for_value
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db.models import Model
from django.utils.text import capfirst

MOST = 200
UNINTERESTING = {"id", "version", "updated_at"}


@dataclass(frozen=True)
class Change:
    """One version of a row: when it came to be, by whom and by which act, and what differs from the last."""

    at: datetime
    label: str
    who: str
    act: str
    columns: list[tuple[str, str, str]] = field(default_factory=list)


def history_of(row: Model) -> list[Change]:
    """Return the row's versions, newest first, in a fixed number of queries for rows without changed links."""
    events = row.pgh_event_model.objects.filter(pgh_obj_id=row.pk)  # type: ignore[attr-defined]
    newest = list(events.select_related("pgh_context").order_by("-pgh_id")[: MOST + 1])
    people = _people(newest)
    pairs = zip(newest, [*newest[1:], None], strict=True)
    return [_change(event, before, people, type(row)) for event, before in pairs][:MOST]


def _people(events: list[Any]) -> dict[Any, Model]:
    keys = {_actor(event) for event in events} - {None}
    return dict(get_user_model()._default_manager.in_bulk(keys))


def _facts(event: Any) -> dict[str, Any]:
    return event.pgh_context.metadata if event.pgh_context else {}


def _actor(event: Any) -> Any:
    facts = _facts(event)
    return facts.get("actor") or facts.get("user")


def _change(event: Any, before: Any, people: dict[Any, Model], model: type[Model]) -> Change:
    actor = _actor(event)
    return Change(
        at=event.pgh_created_at,
        label=event.pgh_label,
        who=str(people.get(actor, "") if actor else ""),
        act=_facts(event).get("act", "").rsplit(".", 1)[-1].replace("_", " "),
        columns=list(_columns(event, before, model)) if before else [],
    )


def _columns(event: Any, before: Any, model: type[Model]) -> Iterator[tuple[str, str, str]]:
    for column in event._meta.concrete_fields:
        name = column.name
        if name.startswith("pgh_") or name in UNINTERESTING:
            continue
        if getattr(event, column.attname) != getattr(before, column.attname):
            yield _title(model, name), _shown(before, name), _shown(event, name)


def _title(model: type[Model], name: str) -> str:
    try:
        return capfirst(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr,return-value]
    except FieldDoesNotExist:
        return name


def _shown(event: Any, name: str) -> str:
    if hasattr(event, f"get_{name}_display"):
        return str(getattr(event, f"get_{name}_display")())
    try:
        value = getattr(event, name)
    except ObjectDoesNotExist:  # what it pointed to is gone
        return str(getattr(event, f"{name}_id"))
    return display_for_value(value, "–") or "–"
