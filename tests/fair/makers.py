"""Meetings that are about to be arranged, and constraints that are away for a moment."""

from contextlib import contextmanager
from functools import partial

from django.db import connection

from buyers.acts import meetings
from tests.factories import (
    DelegateFactory,
    ExhibitorFactory,
    MeetingPointFactory,
    RepresentativeFactory,
    RequestFactory,
)


def arranging(slot, *, actor, delegate=None, exhibitor=None, point=None):
    """Return the act that arranges a meeting in this slot, of new people at a new table where none is given."""
    edition = slot.day.edition
    delegate = delegate or DelegateFactory(group__edition=edition)
    exhibitor = exhibitor or ExhibitorFactory(edition=edition, approved=True)
    representative = exhibitor.representatives.first() or RepresentativeFactory(exhibitor=exhibitor)
    request = RequestFactory(delegate=delegate, exhibitor=exhibitor, accepted=True)
    point = point or MeetingPointFactory(edition=edition)
    return partial(meetings.arrange, request, slot, point, representative, actor=actor)


@contextmanager
def without(model, *names):
    """Take these constraints away; all rows of the model go before they come back."""
    constraints = [each for each in model._meta.constraints if each.name in names]
    assert len(constraints) == len(names)
    with connection.schema_editor() as editor:
        for constraint in constraints:
            editor.remove_constraint(model, constraint)
    try:
        yield
    finally:
        model.objects.all().delete()
        with connection.schema_editor() as editor:
            for constraint in constraints:
                editor.add_constraint(model, constraint)
