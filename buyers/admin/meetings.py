"""Requests to meet, and the meetings that come of them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import RadioFilter
from unfold.decorators import display
from unfold.enums import ActionVariant
from unfold.widgets import UnfoldAdminSelectWidget

from buyers.acts import meetings
from buyers.models import Companion, Meeting, MeetingRequest
from buyers.repair_timetable import MOST_MOVES
from buyers.states import MeetingState, Request
from buyers.tasks import REPAIR, SCHEDULING, start
from buyers.unheld import unheld
from exhibitors.models import Representative
from exhibitors.states import Claim
from expo.common.admin import ActForm, ModelAdmin, TabularInline, ViewOnly, act_button, act_on_many, badge
from expo.fair.admin.bound import EditionBound, EditionForm
from expo.fair.models import MeetingPoint, Occupancy, Slot


def schedule_now(request: HttpRequest, data: dict[str, Any]) -> HttpResponse:
    return redirect(start(SCHEDULING, data["edition"], actor=request.user))


class RepairForm(EditionForm):
    """For which edition, and how many meetings may move for one that waits."""

    moves_for_waiting = forms.TypedChoiceField(
        label=_("For each request that waits"),
        coerce=int,
        choices=[
            (0, _("nobody moves")),
            (1, _("one meeting may move")),
            (MOST_MOVES, _("two meetings may move")),
        ],
        help_text=_(
            "Meetings that can't be held as they are go elsewhere first. You see the list before anybody moves."
        ),
        widget=UnfoldAdminSelectWidget(),
    )


def repair_now(request: HttpRequest, data: dict[str, Any]) -> HttpResponse:
    moves = data["moves_for_waiting"]
    return redirect(start(REPAIR, data["edition"], actor=request.user, moves_for_waiting=moves))


class CannotBeHeld(RadioFilter):
    """Meetings for which something has changed since they were fixed."""

    title = _("can be held")
    parameter_name = "held"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("Not as it stands"))]

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        return unheld(rows) if self.value() == "no" else rows


class ArrangeForm(ActForm):
    """When, where and with whom; what is offered fits the delegate and the exhibitor."""

    slot = forms.ModelChoiceField(Slot.objects.none(), label=_("Slot"), widget=UnfoldAdminSelectWidget())
    point = forms.ModelChoiceField(
        MeetingPoint.objects.none(), label=_("Meeting point"), widget=UnfoldAdminSelectWidget()
    )
    representative = forms.ModelChoiceField(
        Representative.objects.none(), label=_("Representative"), widget=UnfoldAdminSelectWidget()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        zone = self.row.exhibitor.edition.zone
        fields["slot"].queryset = slots_for(self.row)
        fields["slot"].label_from_instance = lambda slot: f"{slot.starts_at.astimezone(zone):%Y-%m-%d %H:%M}"
        fields["point"].queryset = points_for(self.row)
        fields["representative"].queryset = self.row.exhibitor.representatives.select_related("person")


def slots_for(request: MeetingRequest) -> QuerySet[Slot]:
    """The slots in which all who would come are at the fair and free."""
    guests = request.guests
    busy = Occupancy.objects.filter(
        person__in=[guest.person_id for guest in guests],
        during__startswith__lt=OuterRef("ends_at"),
        during__endswith__gt=OuterRef("starts_at"),
    )
    slots = Slot.objects.filter(~Exists(busy), day__edition=request.exhibitor.edition_id)
    for guest in guests:
        if guest.arrives_on:
            slots = slots.filter(day__date__gte=guest.arrives_on)
        if guest.leaves_on:
            slots = slots.filter(day__date__lte=guest.leaves_on)
        if guest.online_from:
            slots = slots.filter(pk__in=[slot.pk for slot in slots if guest.is_day(slot)])
    return slots


def points_for(request: MeetingRequest) -> QuerySet[MeetingPoint]:
    """The tables at the exhibitor's booths, those in meeting halls, and links; online there are links alone."""
    own = request.exhibitor.claims.filter(state=Claim.LET).values("booth")
    points = MeetingPoint.objects.filter(edition=request.exhibitor.edition_id)
    if request.is_online:
        return points.filter(kind=MeetingPoint.Kind.LINK)
    return points.filter(Q(booth__in=own) | Q(booth=None)).order_by(F("booth").asc(nulls_last=True), "label")


class Timeless(RadioFilter):
    """Accepted requests that have no meeting."""

    title = _("meeting")
    parameter_name = "meeting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("none", _("Accepted, without a time")), ("fixed", _("Has a time"))]

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        if self.value() == "none":
            return without_time(rows)
        return rows.filter(has_time()) if self.value() == "fixed" else rows


def has_time() -> Exists:
    return Exists(Meeting.objects.filter(request=OuterRef("pk"), state=MeetingState.CONFIRMED))


def without_time(rows: QuerySet) -> QuerySet:
    """The accepted requests that wait for a time."""
    return rows.filter(~has_time(), state=Request.ACCEPTED)


class CompanionInline(ViewOnly, TabularInline):
    model = Companion
    verbose_name_plural = _("who comes along")
    fields = ["delegate"]
    readonly_fields = fields
    select_related = ("delegate__person",)


@admin.register(MeetingRequest)
class MeetingRequestAdmin(EditionBound, ViewOnly, ModelAdmin):
    edition_path = "exhibitor__edition"
    list_display = ["guests", "exhibitor", "side", "priority", "state_badge", "fixed", "created_at"]
    list_filter = ["exhibitor__edition", "state", Timeless, "priority", "side", "created_at"]
    list_select_related = ["delegate__person", "exhibitor__company"]
    search_fields = [
        "delegate__person__name",
        "delegate__person__latin_name",
        "delegate__group__name",
        "exhibitor__company__name",
        "exhibitor__company__name_en",
    ]
    inlines = [CompanionInline]
    actions_list = ["schedule"]
    actions_detail = ["arrange"]
    actions_row = ["arrange"]
    state_badge = badge({"sent": "info", "accepted": "success", "declined": "danger", "withdrawn": "default"})

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).annotate(is_fixed=has_time())
        return rows.prefetch_related("companions__person")

    @display(description=_("delegates"))
    def guests(self, request: MeetingRequest) -> str:
        return request.guests_named

    @display(description=_("has a time"), boolean=True)
    def fixed(self, request: MeetingRequest) -> bool:
        return request.is_fixed  # type: ignore[attr-defined]

    @act_button(_("Schedule meetings"), form=EditionForm, icon="event", variant=ActionVariant.PRIMARY)
    def schedule(self, request: HttpRequest, row: None, data: dict[str, Any]) -> HttpResponse:
        return schedule_now(request, data)

    @act_button(
        _("Arrange by hand"),
        form=ArrangeForm,
        when=lambda row: row.state == Request.ACCEPTED and not row.is_fixed,
        icon="edit_calendar",
        variant=ActionVariant.PRIMARY,
    )
    def arrange(self, request: HttpRequest, row: MeetingRequest, data: dict[str, Any]) -> str:
        meeting = meetings.arrange(
            row, data["slot"], data["point"], data["representative"], actor=request.user
        )
        return _("Fixed: %(meeting)s.") % {"meeting": meeting}


@admin.register(Meeting)
class MeetingAdmin(EditionBound, ViewOnly, ModelAdmin):
    edition_path = "request__exhibitor__edition"
    list_display = ["time", "buyer", "exhibitor", "point", "host", "state_badge"]
    list_filter = ["request__exhibitor__edition", "state", CannotBeHeld, "slot__starts_at"]
    list_select_related = [
        "slot",
        "point",
        "representative__person",
        "request__delegate__person",
        "request__exhibitor__company",
        "request__exhibitor__edition",
    ]
    search_fields = [
        "request__delegate__person__name",
        "request__exhibitor__company__name",
        "representative__person__name",
        "point__label",
    ]
    actions = ["cancel_all"]
    actions_list = ["schedule", "repair"]
    actions_detail = ["cancel"]
    actions_row = ["cancel"]
    state_badge = badge({"confirmed": "success", "cancelled": "danger"})

    @display(description=_("time"), ordering="slot__starts_at")
    def time(self, meeting: Meeting) -> str:
        zone = meeting.request.exhibitor.edition.zone
        return f"{meeting.slot.starts_at.astimezone(zone):%Y-%m-%d %H:%M}"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("request__companions__person")

    @display(description=_("delegates"))
    def buyer(self, meeting: Meeting) -> str:
        return meeting.request.guests_named

    @display(description=_("exhibitor"))
    def exhibitor(self, meeting: Meeting) -> str:
        return str(meeting.request.exhibitor)

    @display(description=_("representative"))
    def host(self, meeting: Meeting) -> str:
        return str(meeting.representative)

    @act_button(_("Schedule meetings"), form=EditionForm, icon="event", variant=ActionVariant.PRIMARY)
    def schedule(self, request: HttpRequest, row: None, data: dict[str, Any]) -> HttpResponse:
        return schedule_now(request, data)

    @act_button(_("Repair the timetable"), form=RepairForm, icon="build")
    def repair(self, request: HttpRequest, row: None, data: dict[str, Any]) -> HttpResponse:
        return repair_now(request, data)

    @act_button(
        _("Call it off"),
        when=lambda meeting: meeting.state == MeetingState.CONFIRMED,
        warning=_("Both sides are told, and their time is free again."),
        icon="event_busy",
        variant=ActionVariant.DANGER,
    )
    def cancel(self, request: HttpRequest, meeting: Meeting, data: dict[str, Any]) -> str:
        meetings.cancel(meeting, actor=request.user)
        return _("Called off: %(meeting)s.") % {"meeting": meeting}

    @admin.action(description=_("Call them off"), permissions=["act"])
    def cancel_all(self, request: HttpRequest, rows: QuerySet) -> None:
        act_on_many(
            self,
            request,
            rows,
            lambda row: meetings.cancel(row, actor=request.user),
            _("Called off: %(count)s."),
        )
