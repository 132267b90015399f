"""Emptying the outbox: rung by each new message, and swept by beat."""

import logging

from celery import shared_task
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from expo.notifications import acts, mail
from expo.notifications.models import Delivery

BATCH = 5
log = logging.getLogger(__name__)


@shared_task
def deliver_due() -> int:
    """Send what is due, batch by batch, and return how many were sent."""
    sent = 0
    while batch := acts.claim(BATCH):
        connection = get_connection()
        for delivery in batch:
            sent += _deliver(delivery, connection)
    return sent


def _deliver(delivery: Delivery, connection: BaseEmailBackend) -> int:
    try:
        mail.send(delivery, connection)
    except Exception as error:  # a message that can't be written or sent must not hold up the others
        log.exception("Delivery %s failed", delivery.pk)
        acts.mark_failed(delivery, error)
        return 0
    acts.mark_sent(delivery)
    return 1
