"""The e-mail channel: one delivery becomes one message of Django's e-mail backend."""

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from expo.notifications.models import Delivery


def send(delivery: Delivery, connection: BaseEmailBackend) -> None:
    """Hand the delivery's message to the backend; raises what the backend raises."""
    notification = delivery.notification
    text = notification.text
    body = f"{text.body}\n\n{text.link}\n" if text.link else f"{text.body}\n"
    EmailMessage(
        subject=text.title,
        body=body,
        to=[notification.address],
        headers={"Message-ID": delivery.message_id, "Content-Language": notification.language},
        connection=connection,
    ).send()
