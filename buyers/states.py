"""The states of meeting requests and meetings, and which may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from expo.common.states import Table


class Request(models.TextChoices):
    """Where a meeting request stands."""

    SENT = "sent", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


REQUEST: Table[Request] = {
    Request.SENT: frozenset({Request.ACCEPTED, Request.DECLINED, Request.WITHDRAWN}),
    Request.ACCEPTED: frozenset({Request.WITHDRAWN}),
    Request.DECLINED: frozenset(),
    Request.WITHDRAWN: frozenset(),
}

ACTIVE_REQUESTS = (Request.SENT, Request.ACCEPTED)


class MeetingState(models.TextChoices):
    """Whether a meeting is to be held."""

    CONFIRMED = "confirmed", _("Confirmed")
    CANCELLED = "cancelled", _("Cancelled")


MEETING: Table[MeetingState] = {
    MeetingState.CONFIRMED: frozenset({MeetingState.CANCELLED}),
    MeetingState.CANCELLED: frozenset(),
}
