"""Telling people: rows first, sending later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from expo.common.acts import act
from expo.common.bell import ring
from expo.notifications.kinds import Facts, Kind
from expo.notifications.models import Delivery, Notification

LEASE = timedelta(seconds=120)  # longer than a whole batch may take: tasks.BATCH × EMAIL_TIMEOUT
MOST_ATTEMPTS = 12
DELIVER = "expo.notifications.tasks.deliver_due"


def tell_in_transaction(
    kind: Kind,
    *,
    to: Any,
    about: str,
    within: str,
    version: int,
    facts: Facts,
    address: str = "",
    language: str = "",
) -> None:
    """Put a message into the outbox, in the caller's transaction; a second one of the same version is dropped.

    `to` is a user, or None for an address without one; `within` names the edition, and is empty outside all.
    """
    address = address or to.email
    language = language or (to.language if to else settings.LANGUAGE_CODE)
    told, is_new = Notification.objects.get_or_create(
        address=address,
        kind=kind.name,
        about=about,
        version=version,
        defaults={"recipient": to, "within": within, "facts": facts, "language": language},
    )
    if is_new:
        Delivery.objects.create(notification=told)
        ring(DELIVER)


@dataclass(frozen=True)
class Message:
    """One of many messages of a kind: to a user, about something in a version of it, within an edition."""

    to: Any
    about: str
    within: str
    version: int
    facts: Facts


def tell_all_in_transaction(kind: Kind, messages: Sequence[Message]) -> None:
    """Put many messages of a kind into the outbox at once; one that is there already is dropped."""
    known = Notification.objects.bulk_create(
        (
            Notification(
                address=each.to.email,
                kind=kind.name,
                about=each.about,
                within=each.within,
                version=each.version,
                recipient=each.to,
                facts=each.facts,
                language=each.to.language or settings.LANGUAGE_CODE,
            )
            for each in messages
        ),
        ignore_conflicts=True,
    )
    if not known:
        return
    written = Notification.objects.filter(kind=kind.name, about__in={each.about for each in messages})
    untold = written.filter(deliveries=None)
    Delivery.objects.bulk_create(Delivery(notification=each) for each in untold)
    ring(DELIVER)


@transaction.atomic(durable=True)
def claim(most: int) -> list[Delivery]:
    """Take up to `most` deliveries that are due and that nobody is sending, on a lease."""
    now = timezone.now()
    _give_up_deadly(now)
    free = Delivery.objects.filter(state=Delivery.State.WAITING, due_at__lte=now).exclude(lease_until__gt=now)
    taken = list(free.order_by("due_at").select_for_update(skip_locked=True)[:most])
    keys = [delivery.pk for delivery in taken]
    Delivery.objects.filter(pk__in=keys).update(lease_until=now + LEASE, attempts=F("attempts") + 1)
    return list(Delivery.objects.filter(pk__in=keys).select_related("notification").order_by("due_at"))


def _give_up_deadly(now: datetime) -> None:
    """Give up the deliveries whose workers ended each time, before they could say why."""
    tried = Delivery.objects.filter(
        state=Delivery.State.WAITING, attempts__gte=MOST_ATTEMPTS, lease_until__lte=now
    )
    tried.update(
        state=Delivery.State.FAILED,
        lease_until=None,
        last_error="Its worker ended at each try, before it was done.",
    )


def mark_sent(delivery: Delivery) -> None:
    """Say that the channel has taken it; the lease ends here, after the sending."""
    Delivery.objects.filter(pk=delivery.pk).update(
        state=Delivery.State.SENT, sent_at=timezone.now(), lease_until=None, last_error=""
    )


def mark_failed(delivery: Delivery, error: Exception) -> None:
    """Note why it failed, and when to try again: after 2, 4, 8 … seconds, at most an hour, then give up.

    Says nothing where the lease ran out meanwhile and another worker has taken or sent it.
    """
    given_up = delivery.attempts >= MOST_ATTEMPTS
    ours = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.WAITING, attempts=delivery.attempts)
    ours.update(
        state=Delivery.State.FAILED if given_up else Delivery.State.WAITING,
        lease_until=None,
        due_at=timezone.now() + timedelta(seconds=min(2**delivery.attempts, 3600)),
        last_error=f"{type(error).__name__}: {error}"[:2000],
    )


@act
def retry(deliveries: list[int], *, actor: Any) -> int:
    """Make given-up deliveries due again; returns how many."""
    count = Delivery.objects.filter(pk__in=deliveries, state=Delivery.State.FAILED).update(
        state=Delivery.State.WAITING, attempts=0, due_at=timezone.now()
    )
    ring(DELIVER)
    return count


@act
def mark_read(*, actor: Any) -> None:
    """Mark all messages in the actor's inbox as read."""
    Notification.objects.filter(recipient=actor, read_at=None).update(read_at=timezone.now())
