"""Requests to meet, and the meetings that come of them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buyers.models.groups import Delegate
from buyers.models.interpreters import Interpreter
from buyers.models.needs import SourcingNeed
from buyers.states import MeetingState, Request
from buyers.visible import MeetingQuerySet, RequestQuerySet
from exhibitors.models import Exhibitor, Representative
from expo.common.audit import audited
from expo.common.dated import dated
from expo.common.listed import listed
from expo.fair.models import MeetingPoint, Slot
from expo.runs.models import Run


@dated()
@audited()
class MeetingRequest(models.Model):
    """Somebody's wish that a delegate and an exhibitor meet, from either side."""

    class Side(models.TextChoices):
        BUYER = "buyer", _("Buyer")
        EXHIBITOR = "exhibitor", _("Exhibitor")

    class Priority(models.IntegerChoices):
        MUST = 3, _("Must meet")
        SHOULD = 2, _("Should meet")
        COULD = 1, _("Could meet")

    delegate = models.ForeignKey(
        Delegate, models.CASCADE, related_name="requests", verbose_name=_("delegate")
    )
    exhibitor = models.ForeignKey(
        Exhibitor, models.CASCADE, related_name="requests", verbose_name=_("exhibitor")
    )
    companions = models.ManyToManyField(
        Delegate, through="Companion", related_name="accompanied", verbose_name=_("who comes along")
    )
    need = models.ForeignKey(
        SourcingNeed,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="requests",
        verbose_name=_("sourcing need"),
    )
    side = models.CharField(_("asked by"), max_length=10, choices=Side, default=Side.BUYER)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.SHOULD)
    message = models.TextField(_("message"), max_length=1000, blank=True)
    answer = models.TextField(_("answer"), max_length=1000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=Request, default=Request.SENT)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    unplaced_because = models.JSONField(_("why not scheduled"), null=True, blank=True)
    created_at = models.DateTimeField(_("asked"), default=timezone.now)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting request")
        verbose_name_plural = _("meeting requests")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["delegate", "exhibitor"],
                condition=Q(state__in=["sent", "accepted"]),
                name="one_active_request_a_pair",
            ),
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="request_by_age")]

    def __str__(self) -> str:
        return f"{self.delegate} – {self.exhibitor}"

    @property
    def about_key(self) -> str:
        """How messages name it."""
        return f"buyers.meetingrequest:{self.pk}"

    def page_for(self, reader: str) -> str:
        """Where somebody of this side finds it: what they asked, and what they were asked, are lists of their own."""
        box = "sent" if self.side == reader else "received"
        return f"{reverse('requests')}?side={box}&request={self.pk}"

    @property
    def guests(self) -> list[Delegate]:
        """All delegates who come to the meeting."""
        return [self.delegate, *self.companions.all()]

    @property
    def guests_named(self) -> str:
        """The names of all who come."""
        return listed(str(guest) for guest in self.guests)

    @property
    def is_online(self) -> bool:
        """Whether it is held by link: as soon as one of them attends online."""
        return any(guest.online_from for guest in self.guests)


@dated(
    touches={
        "buyers_meetingrequest": "id = it.request_id",
        "buyers_meeting": "request_id = it.request_id",
    }
)
@audited()
class Companion(models.Model):
    """A further delegate who comes along to the meeting that a request asks for."""

    request = models.ForeignKey(
        MeetingRequest, models.CASCADE, related_name="+", verbose_name=_("meeting request")
    )
    delegate = models.ForeignKey(Delegate, models.CASCADE, related_name="+", verbose_name=_("delegate"))

    class Meta:
        verbose_name = _("companion")
        verbose_name_plural = _("companions")
        constraints = [models.UniqueConstraint(fields=["request", "delegate"], name="a_companion_once")]

    def __str__(self) -> str:
        return str(self.delegate)


@dated()
@audited()
class Meeting(models.Model):
    """An accepted request with its time and place, and who hosts it."""

    request = models.ForeignKey(
        MeetingRequest, models.CASCADE, related_name="meetings", verbose_name=_("request")
    )
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="meetings", verbose_name=_("slot"))
    point = models.ForeignKey(
        MeetingPoint, models.PROTECT, related_name="meetings", verbose_name=_("meeting point")
    )
    representative = models.ForeignKey(
        Representative, models.PROTECT, related_name="meetings", verbose_name=_("representative")
    )
    interpreter = models.ForeignKey(
        Interpreter,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("interpreter"),
    )
    run = models.ForeignKey(
        Run, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("run")
    )
    state = models.CharField(_("state"), max_length=10, choices=MeetingState, default=MeetingState.CONFIRMED)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["slot__starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(state="confirmed"), name="one_meeting_a_request"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request} ({self.slot})"

    @property
    def about_key(self) -> str:
        """How messages name it."""
        return f"buyers.meeting:{self.pk}"
