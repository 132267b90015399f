"""Registrations: decided here, and given their booths."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import DropdownFilter
from unfold.decorators import display
from unfold.enums import ActionVariant
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldBooleanSwitchWidget

from exhibitors.acts import booths
from exhibitors.acts import registrations as acts
from exhibitors.admin.choosing import ChooseBooth, OfferBooth
from exhibitors.models import BoothClaim, Exhibitor, Representative
from exhibitors.states import ACTIVE_CLAIMS, REGISTRATION, Registration
from exhibitors.tasks import ALLOCATION, start
from expo.common.admin import ActForm, ModelAdmin, TabularInline, ViewOnly, act_button, act_on_many, badge
from expo.common.listed import listed
from expo.fair.admin.bound import EditionBound, EditionForm
from expo.fair.booth_numbers import as_range, runs

STATE_COLOURS: dict[str, str] = {
    Registration.DRAFT: "default",
    Registration.SUBMITTED: "warning",
    Registration.CHANGES_REQUESTED: "info",
    Registration.APPROVED: "success",
    Registration.REJECTED: "danger",
    Registration.WITHDRAWN: "danger",
}

RUNS_SHOWN = 2  # of booths side by side, in the list; the page of the exhibitor has them all


class RemarkForm(ActForm):
    """What to tell the company."""

    remark = forms.CharField(
        label=_("Remark"),
        max_length=1000,
        widget=UnfoldAdminTextareaWidget({"rows": 5}),
        help_text=_("The company reads it, in its message and on its page."),
    )


class AllocateForm(EditionForm):
    """For which edition, and whether only what has become free is given."""

    freed_only = forms.BooleanField(
        label=_("Only give what is free to who waits"),
        required=False,
        help_text=_("Done at once. Nobody who has refused an offer, or let it lapse, is asked again."),
        widget=UnfoldBooleanSwitchWidget,
    )


def may_become(state: Registration) -> Any:
    """Whether the table of transitions has a step from where a registration stands to `state`."""
    return lambda exhibitor: state in REGISTRATION[Registration(exhibitor.state)]


def is_approved(exhibitor: Exhibitor) -> bool:
    return exhibitor.state == Registration.APPROVED


class ClaimInline(ViewOnly, TabularInline):
    model = BoothClaim
    fields = ["booth", "part", "state", "answer_by", "created_at"]
    readonly_fields = fields
    select_related = ("booth", "exhibitor__company")
    show_change_link = True


class RepresentativeInline(ViewOnly, TabularInline):
    model = Representative
    fields = ["person", "job"]
    readonly_fields = fields
    select_related = ("person",)


class Boothless(DropdownFilter):
    """Those who are approved and wait for a booth."""

    title = _("booths")
    parameter_name = "booth"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("none", _("Approved, without a booth"))]

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        return without_booth(rows) if self.value() == "none" else rows


def without_booth(rows: QuerySet) -> QuerySet:
    """The approved exhibitors that wait for a booth."""
    having = BoothClaim.objects.filter(state__in=ACTIVE_CLAIMS).values("exhibitor")
    return rows.filter(state=Registration.APPROVED).exclude(pk__in=having)


@admin.register(Exhibitor)
class ExhibitorAdmin(EditionBound, ModelAdmin):
    list_display = [
        "company",
        "economy",
        "state_badge",
        "wish",
        "pavilion",
        "booth_numbers",
        "submitted",
    ]
    list_filter = [
        "edition",
        "state",
        Boothless,
        "priority",
        "booth_kind",
        "zone",
        "pavilion",
        "sectors",
        "submitted_at",
    ]
    list_select_related = ["company__economy", "pavilion"]
    search_fields = ["company__name", "company__name_en", "company__registration_number"]
    inlines = [ClaimInline, RepresentativeInline]
    actions = ["approve_all"]
    actions_list = ["allocate"]
    actions_detail = ["approve", "request_changes", "reject", "give_booth", "offer_booth"]
    actions_row = ["approve", "request_changes", "give_booth", "offer_booth"]
    state_badge = badge(STATE_COLOURS)
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("company", "edition"),
                    ("state", "version"),
                    ("submitted_at", "decided_at"),
                    "remark",
                ]
            },
        ),
        (
            _("Place"),
            {
                "fields": [
                    "pavilion",
                    ("priority", "accepts_smaller"),
                    ("booth_kind", "booth_area"),
                    ("zone", "hall", "open_sides"),
                    ("exhibit_weight", "exhibit_height"),
                    "wishes",
                ]
            },
        ),
        (_("What it tells"), {"fields": ["about", "about_en", ("sector_names", "languages")]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Acts own all columns but the pavilion and the priority."""
        own = {"pavilion", "priority", "sectors", "id"}
        return [each.name for each in self.opts.fields if each.name not in own] + ["sector_names"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        claims = BoothClaim.objects.filter(state__in=ACTIVE_CLAIMS).select_related("booth")
        active = Prefetch("claims", claims, to_attr="active_claims")
        return super().get_queryset(request).prefetch_related(active)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @display(description=_("economy"), ordering="company__economy__name")
    def economy(self, exhibitor: Exhibitor) -> str:
        return str(exhibitor.company.economy)

    @display(description=_("wishes for"), ordering="booth_area")
    def wish(self, exhibitor: Exhibitor) -> str:
        return f"{exhibitor.get_booth_kind_display()}, {exhibitor.booth_area} m²"

    @display(description=_("booths"))
    def booth_numbers(self, exhibitor: Exhibitor) -> str:
        found = runs(claim.booth.number for claim in exhibitor.active_claims)  # type: ignore[attr-defined]
        more = sum(map(len, found[RUNS_SHOWN:]))
        return listed(map(as_range, found[:RUNS_SHOWN])) + (f" +{more}" if more else "")

    @display(description=_("submitted"), ordering="submitted_at")
    def submitted(self, exhibitor: Exhibitor) -> Any:
        return localdate(exhibitor.submitted_at) if exhibitor.submitted_at else None

    @display(description=_("sectors"))
    def sector_names(self, exhibitor: Exhibitor) -> str:
        return listed(str(sector) for sector in exhibitor.sectors.all())

    @act_button(_("Allocate booths"), form=AllocateForm, icon="grid_view", variant=ActionVariant.PRIMARY)
    def allocate(self, request: HttpRequest, row: None, data: dict[str, Any]) -> HttpResponse:
        return redirect(start(ALLOCATION, actor=request.user, **data))

    @act_button(
        _("Approve"),
        when=may_become(Registration.APPROVED),
        icon="check_circle",
        variant=ActionVariant.PRIMARY,
        at_once=True,
    )
    def approve(self, request: HttpRequest, exhibitor: Exhibitor, data: dict[str, Any]) -> str:
        acts.approve(exhibitor, actor=request.user)
        return _("%(company)s is approved, and its people are told.") % {"company": exhibitor}

    @act_button(
        _("Request changes"),
        form=RemarkForm,
        when=may_become(Registration.CHANGES_REQUESTED),
        icon="edit_note",
    )
    def request_changes(self, request: HttpRequest, exhibitor: Exhibitor, data: dict[str, Any]) -> str:
        acts.request_changes(exhibitor, data["remark"], actor=request.user)
        return _("%(company)s is asked for changes.") % {"company": exhibitor}

    @act_button(
        _("Reject"),
        form=RemarkForm,
        when=may_become(Registration.REJECTED),
        icon="cancel",
        variant=ActionVariant.DANGER,
    )
    def reject(self, request: HttpRequest, exhibitor: Exhibitor, data: dict[str, Any]) -> str:
        acts.reject(exhibitor, data["remark"], actor=request.user)
        return _("%(company)s is rejected, and its people are told.") % {"company": exhibitor}

    @act_button(
        _("Give a booth"),
        form=ChooseBooth,
        when=is_approved,
        icon="storefront",
        variant=ActionVariant.PRIMARY,
    )
    def give_booth(self, request: HttpRequest, exhibitor: Exhibitor, data: dict[str, Any]) -> str:
        booths.give(data["booth"], exhibitor, actor=request.user)
        return _("%(company)s has booth %(booth)s.") % {"company": exhibitor, "booth": data["booth"]}

    @act_button(_("Offer a booth"), form=OfferBooth, when=is_approved, icon="outgoing_mail")
    def offer_booth(self, request: HttpRequest, exhibitor: Exhibitor, data: dict[str, Any]) -> str:
        booths.offer(data["booth"], exhibitor, answer_by=data["answer_by"], actor=request.user)
        return _("Booth %(booth)s is offered to %(company)s.") % {
            "company": exhibitor,
            "booth": data["booth"],
        }

    @admin.action(description=_("Approve"), permissions=["act"])
    def approve_all(self, request: HttpRequest, rows: QuerySet) -> None:
        act_on_many(
            self, request, rows, lambda row: acts.approve(row, actor=request.user), _("Approved: %(count)s.")
        )


@admin.register(Representative)
class RepresentativeAdmin(EditionBound, ViewOnly, ModelAdmin):
    edition_path = "exhibitor__edition"
    list_display = ["person", "job", "exhibitor"]
    list_filter = ["exhibitor__edition"]
    list_select_related = ["person", "exhibitor__company"]
    search_fields = ["person__name", "person__latin_name", "exhibitor__company__name"]
