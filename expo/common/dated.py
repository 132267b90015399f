"""When a row was last changed: kept by the database, whoever writes and however."""

from collections.abc import Callable, Mapping
from datetime import UTC
from typing import TypeVar

import pgtrigger
from django.db import models
from django.db.models.functions import Extract
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=type[models.Model])


class Clock(models.Func):
    """The time at which a row is written, rather than the one at which its transaction began."""

    function = "clock_timestamp"
    template = "%(function)s()"
    output_field = models.DateTimeField()


def summed(moments: str) -> models.Sum:
    """All moments in one: the latest alone would hide a change that was committed after a later one."""
    return models.Sum(Extract(moments, "epoch", tzinfo=UTC, output_field=models.DecimalField()))


def dated(*, touches: Mapping[str, str] | None = None, many: bool = False) -> Callable[[M], M]:
    """Give the model's rows a column `modified_at`, for those who ask what has changed since they last asked.

    `touches` names tables whose rows show something of these rows, and so count as changed with them, each with
    the condition that finds them; `it` is the row written. `many` says that rows are written many at once, and
    asked for only among those of one owner. Stands above `@audited`, whose history has its own times.
    """

    def decorate(model: M) -> M:
        # An expression in each row makes Django write many of them four times as slowly as a value does.
        own = {"default": timezone.now} if many else {"db_index": True}
        field = models.DateTimeField(_("modified"), db_default=Clock(), editable=False, **own)
        model.add_to_class("modified_at", field)
        pgtrigger.register(_stamp(), *(_touch(table, where) for table, where in (touches or {}).items()))(
            model
        )
        return model

    return decorate


def _stamp() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="stamp_modified",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func="NEW.modified_at = clock_timestamp(); RETURN NEW;",
    )


def _touch(table: str, where: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=f"touch_{table}",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("it", "RECORD")],
        func=f"""
            IF TG_OP = 'DELETE' THEN it = OLD; ELSE it = NEW; END IF;
            UPDATE {table} SET modified_at = clock_timestamp() WHERE {where};
            RETURN it;
        """,  # noqa: S608 - from the code alone
    )
