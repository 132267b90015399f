"""The states of meeting requests, meetings and proposed timetables, and which may follow which."""

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


class ProposalState(models.TextChoices):
    """Whether a proposed timetable waits, or what became of it."""

    OPEN = "open", _("To be decided")
    ACCEPTED = "accepted", _("Accepted")
    TAKEN_BACK = "taken-back", _("Taken back")
    REPLACED = "replaced", _("Replaced by a later one")


PROPOSAL: Table[ProposalState] = {
    ProposalState.OPEN: frozenset({ProposalState.ACCEPTED, ProposalState.TAKEN_BACK, ProposalState.REPLACED}),
    ProposalState.ACCEPTED: frozenset(),
    ProposalState.TAKEN_BACK: frozenset(),
    ProposalState.REPLACED: frozenset(),
}


class Change(models.TextChoices):
    """What a proposed timetable does to a meeting."""

    ADDED = "added", _("New")
    MOVED = "moved", _("Moves")
    REMOVED = "removed", _("Called off")
