"""Acts on buyer groups and their delegates."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from buyers.models import BuyerGroup, Coordinator, Delegate, Meeting
from buyers.states import ACTIVE_REQUESTS
from buyers.unheld import unheld
from expo.common.acts import Refused, act
from expo.fair.models import Edition, Role
from expo.people.models import Person, User

DELEGATE_FIELDS = (
    "company",
    "job",
    "arrives_on",
    "leaves_on",
    "online_from",
    "most_meetings_a_day",
    "break_from",
    "break_until",
)


@act
def found(edition: Edition, fields: dict[str, Any], *, actor: User) -> BuyerGroup:
    """Enter a buyer group, with the actor as its first coordinator.

    Raises Refused for who is no coordinator in this edition, and ValidationError by field.
    """
    if not Role.objects.filter(edition=edition, user=actor, kind=Role.Kind.COORDINATOR).exists():
        raise Refused(_("Only invited coordinators can enter a buyer group. Ask the organiser."))
    group = BuyerGroup(edition=edition, **fields)
    group.full_clean()
    group.save(force_insert=True)
    Coordinator.objects.create(group=group, user=actor)
    return group


@act
def name_delegate(
    group: BuyerGroup, person: dict[str, Any], fields: dict[str, Any], *, actor: User
) -> Delegate:
    """Add a delegate to a group; raises ValidationError by field."""
    new = Person(**person)
    new.full_clean()
    delegate = Delegate(group=group, person=new, **fields)
    delegate.full_clean(exclude=["person"])
    new.save(force_insert=True)
    delegate.save(force_insert=True)
    return delegate


@act
def change_delegate(delegate: Delegate, fields: dict[str, Any], *, actor: User) -> int:
    """Change when a delegate is there, and what is said of them; raises ValidationError by field.

    Returns how many of their meetings can't be held as they are then: they stand until the timetable is repaired.
    """
    rows = Delegate.objects.select_for_update(of=("self",)).select_related("group__edition")
    row = rows.get(pk=delegate.pk)
    for name in DELEGATE_FIELDS:
        if name in fields:
            setattr(row, name, fields[name])
    row.full_clean(exclude=["person", "group"])
    row.save(update_fields=DELEGATE_FIELDS)
    theirs = Meeting.objects.filter(Q(request__delegate=row) | Q(request__companions=row))
    return unheld(theirs.distinct()).count()


@act
def remove_delegate(delegate: Delegate, *, actor: User) -> None:
    """Take a delegate out of a group, while nobody expects to meet them."""
    if delegate.requests.filter(state__in=ACTIVE_REQUESTS).exists():
        raise Refused(_("Withdraw this delegate's meeting requests first."))
    if delegate.accompanied.filter(state__in=ACTIVE_REQUESTS).exists():
        raise Refused(_("This delegate comes along to meetings of others; change who comes to them first."))
    Delegate.objects.filter(pk=delegate.pk).delete()
