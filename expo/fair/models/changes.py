"""That something has changed of which the public pages count."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

MARK = "INSERT INTO fair_change (number) VALUES (1);"


class Change(models.Model):
    """One change, or several added up.

    Each is a row of its own, written by trigger, so that nobody who writes waits for another; `changes.py` adds up.
    """

    number = models.PositiveBigIntegerField(_("number"), default=1)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")

    def __str__(self) -> str:
        return str(self.number)


def marked(operation: pgtrigger.Operation) -> pgtrigger.Trigger:
    """Return a trigger that marks a change, once a statement."""
    return pgtrigger.Trigger(
        name="mark_change",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        func=f"{MARK} RETURN NULL;",
    )


def marked_in_public(state: str) -> pgtrigger.Trigger:
    """Return a trigger that marks a change of each row that has, or had, the state in which it is public."""
    return pgtrigger.Trigger(
        name="mark_change",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"IF '{state}' IN (OLD.state, NEW.state) THEN {MARK} END IF; RETURN NULL;",
    )


WRITTEN = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
