"""What people are told: the notification (their inbox) and its delivery outside (the outbox)."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from expo.common.dated import dated
from expo.notifications.kinds import Text, find, write


@dated(many=True)
class Notification(models.Model):
    """One message to one person about one version of one thing: never twice, so exactly once in the inbox."""

    kind = models.CharField(_("kind"), max_length=60)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="notifications",
        verbose_name=_("recipient"),
    )
    address = models.EmailField(_("address"))
    about = models.CharField(_("about"), max_length=100)
    within = models.CharField(
        _("within"), max_length=100, blank=True, help_text=_("The edition that it is about, or nothing.")
    )
    version = models.PositiveIntegerField(_("version"))
    facts = models.JSONField(_("facts"), default=dict)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["address", "kind", "about", "version"], name="told_once"),
        ]
        indexes = [models.Index(fields=["recipient", "-created_at"], name="inbox")]

    def __str__(self) -> str:
        return f"{self.kind} → {self.address}"

    @cached_property
    def text(self) -> Text:
        """The message in its recipient's language."""
        return write(find(self.kind), self.facts, self.language)


class Delivery(models.Model):
    """A notification's way to one channel outside: the outbox that workers empty."""

    class Channel(models.TextChoices):
        MAIL = "mail", _("E-mail")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Given up")

    notification = models.ForeignKey(
        Notification, models.CASCADE, related_name="deliveries", verbose_name=_("notification")
    )
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.MAIL)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    lease_until = models.DateTimeField(_("being sent until"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("outbox")
        ordering = ["-due_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["notification", "channel"], name="one_delivery_a_channel"),
        ]
        indexes = [models.Index(fields=["due_at"], name="due", condition=models.Q(state="waiting"))]

    def __str__(self) -> str:
        return f"{self.notification} ({self.get_channel_display()})"

    @property
    def message_id(self) -> str:
        """The same at each try, so that a mail server or reader can drop a second copy."""
        return f"<notification-{self.notification_id}.{self.channel}@{_mail_domain()}>"

    def is_being_sent(self, now: datetime) -> bool:
        """Whether a worker holds a lease on it."""
        return self.lease_until is not None and self.lease_until > now


def _mail_domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1].rstrip(">")
