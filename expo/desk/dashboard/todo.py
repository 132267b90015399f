"""What needs the organiser now."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from buyers.admin.meetings import without_time
from buyers.models import Meeting, MeetingRequest, Proposal
from buyers.states import ProposalState
from buyers.unheld import unheld
from exhibitors.admin.registrations import without_booth
from exhibitors.models import Allocation, BoothClaim, Exhibitor
from exhibitors.states import AllocationState, Registration
from expo.desk.dashboard.shapes import ToDo, list_of
from expo.fair.editions import name_of
from expo.fair.models import Edition
from expo.notifications.models import Delivery

SHOWN = 5  # rows of each list


def what_waits(edition: Edition) -> Iterable[ToDo]:
    """The lists of what waits, each with its first rows."""
    yield from _booths(edition)
    yield from _meetings(edition)
    yield _messages(edition)


def _booths(edition: Edition) -> Iterable[ToDo]:
    submitted = Exhibitor.objects.filter(edition=edition, state=Registration.SUBMITTED)
    yield _waiting(
        _("Registrations to decide"),
        submitted.select_related("company").order_by("submitted_at", "pk"),
        list_of("exhibitors.exhibitor", edition__id__exact=edition.pk, state__exact=Registration.SUBMITTED),
        lambda row: _when(row.submitted_at, edition, "%Y-%m-%d"),
    )
    yield _waiting(
        _("Approved, without a booth"),
        without_booth(Exhibitor.objects.filter(edition=edition))
        .select_related("company")
        .order_by("decided_at", "pk"),
        list_of("exhibitors.exhibitor", edition__id__exact=edition.pk, booth="none"),
        lambda row: f"{row.get_booth_kind_display()}, {row.booth_area} m²",
    )
    yield _waiting(
        _("Proposed booths to decide"),
        Allocation.objects.filter(edition=edition, state=AllocationState.OPEN).order_by("-pk"),
        list_of("exhibitors.allocation", edition__id__exact=edition.pk, state__exact=AllocationState.OPEN),
        lambda row: _when(row.created_at, edition, "%m-%d %H:%M"),
    )
    lapsing = BoothClaim.objects.lapsing().filter(booth__edition=edition)
    yield _waiting(
        _("Offers about to lapse"),
        lapsing.select_related("booth", "exhibitor__company").order_by("answer_by"),
        list_of("exhibitors.boothclaim", booth__edition__id__exact=edition.pk, which="lapsing"),
        lambda row: _when(row.answer_by, edition, "%m-%d %H:%M"),
    )


def _meetings(edition: Edition) -> Iterable[ToDo]:
    timeless = without_time(MeetingRequest.objects.filter(exhibitor__edition=edition))
    yield _waiting(
        _("Accepted requests without a time"),
        timeless.select_related("delegate__person", "exhibitor__company").order_by("-priority", "created_at"),
        list_of("buyers.meetingrequest", exhibitor__edition__id__exact=edition.pk, meeting="none"),
        lambda row: row.get_priority_display(),
    )
    yield _waiting(
        _("Proposed timetables to decide"),
        Proposal.objects.filter(edition=edition, state=ProposalState.OPEN).order_by("-pk"),
        list_of("buyers.proposal", edition__id__exact=edition.pk, state__exact=ProposalState.OPEN),
        lambda row: _when(row.created_at, edition, "%m-%d %H:%M"),
    )
    meetings = Meeting.objects.filter(request__exhibitor__edition=edition)
    yield _waiting(
        _("Meetings that can't be held as they are"),
        unheld(meetings)
        .select_related("request__delegate__person", "request__exhibitor__company", "slot")
        .order_by("slot__starts_at", "pk"),
        list_of("buyers.meeting", request__exhibitor__edition__id__exact=edition.pk, held="no"),
        lambda row: _when(row.slot.starts_at, edition, "%m-%d %H:%M"),
    )


def _messages(edition: Edition) -> ToDo:
    within = name_of(edition.pk)
    failed = Delivery.objects.filter(state=Delivery.State.FAILED, notification__within=within)
    return _waiting(
        _("Messages that could not be sent"),
        failed.select_related("notification").order_by("-due_at"),
        list_of("notifications.delivery", state__exact="failed", notification__within__exact=within),
        lambda row: row.last_error[:80],
    )


def _waiting(title: str, rows: QuerySet[Any], href: str, note: Any) -> ToDo:
    """Make a list of the first rows, each with a link to its page."""
    opts = rows.model._meta
    page = f"admin:{opts.app_label}_{opts.model_name}_change"
    first = [(str(row), str(note(row)), reverse(page, args=[row.pk])) for row in rows[:SHOWN]]
    return ToDo(title, len(first) if len(first) < SHOWN else rows.count(), href, first)


def _when(moment: Any, edition: Edition, pattern: str) -> str:
    return moment.astimezone(edition.zone).strftime(pattern) if moment else ""
