"""What the scheduler proposes: compared with what is, accepted whole or by group, or taken back."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.enums import ActionVariant
from unfold.widgets import UnfoldAdminSelectWidget

from buyers.acts import proposals
from buyers.models import BuyerGroup, Proposal, ProposedChange
from buyers.reasons import why_unplaced
from buyers.states import Change, ProposalState
from expo.common.admin import ActForm, ModelAdmin, ViewOnly, act_button, badge
from expo.fair.admin.bound import EditionBound
from expo.fair.models import MeetingPoint, Slot

STATE_COLOURS: dict[str, str] = {
    ProposalState.OPEN: "warning",
    ProposalState.ACCEPTED: "success",
    ProposalState.TAKEN_BACK: "default",
    ProposalState.REPLACED: "default",
}
CHANGE_COLOURS: dict[str, str] = {Change.ADDED: "success", Change.MOVED: "warning", Change.REMOVED: "danger"}
TELLS = _("Everybody concerned is told, and their time is taken.")


class GroupOfProposal(ActForm):
    """One of the groups whose meetings wait in the proposal."""

    group = forms.ModelChoiceField(
        BuyerGroup.objects.none(), label=_("Buyer group"), widget=UnfoldAdminSelectWidget()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = self.row.changes.filter(taken=None).values("request__delegate__group")
        field: Any = self.fields["group"]
        field.queryset = BuyerGroup.objects.filter(pk__in=waiting)


def is_open(proposal: Proposal) -> bool:
    return proposal.state == ProposalState.OPEN


def told(counts: dict[str, int]) -> str:
    if counts["overtaken"]:
        text = _(
            "Accepted: %(accepted)s. Left out, because somebody or a place was taken meanwhile: %(overtaken)s."
        )
        return text % counts
    return _("Accepted: %(accepted)s.") % counts


@admin.register(Proposal)
class ProposalAdmin(EditionBound, ViewOnly, ModelAdmin):
    list_display = ["created_at", "edition", "state_badge", "added", "moved", "removed", "value", "bound"]
    list_filter = ["edition", "state"]
    list_select_related = ["edition"]
    fields = ["edition", "state", "created_at", "figures", "comparison"]
    readonly_fields = ["edition", "state", "created_at", "figures", "comparison"]
    actions_detail = ["accept", "accept_group", "take_back"]
    state_badge = badge(STATE_COLOURS)
    view_on_site = False  # its address is this page

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        counts = {f"{kind}_number": Count("changes", Q(changes__change=kind)) for kind in Change.values}
        return super().get_queryset(request).annotate(**counts)

    @display(description=_("new"), ordering="added_number")
    def added(self, proposal: Proposal) -> int:
        return proposal.added_number  # type: ignore[attr-defined]

    @display(description=_("move"), ordering="moved_number")
    def moved(self, proposal: Proposal) -> int:
        return proposal.moved_number  # type: ignore[attr-defined]

    @display(description=_("called off"), ordering="removed_number")
    def removed(self, proposal: Proposal) -> int:
        return proposal.removed_number  # type: ignore[attr-defined]

    @display(description=_("value"))
    def figures(self, proposal: Proposal) -> str:
        return render_to_string("admin/proposal_figures.html", {"proposal": proposal})

    @display(description=_("what changes"))
    def comparison(self, proposal: Proposal) -> str:
        return render_to_string("admin/proposal_changes.html", {"proposal": proposal})

    @act_button(
        _("Accept all of it"), when=is_open, warning=TELLS, icon="check", variant=ActionVariant.PRIMARY
    )
    def accept(self, request: HttpRequest, row: Proposal, data: dict[str, Any]) -> str:
        return told(proposals.accept(row, actor=request.user))

    @act_button(_("Accept one group"), form=GroupOfProposal, when=is_open, warning=TELLS, icon="group")
    def accept_group(self, request: HttpRequest, row: Proposal, data: dict[str, Any]) -> str:
        return told(proposals.accept(row, group=data["group"], actor=request.user))

    @act_button(
        _("Take it back"),
        when=is_open,
        warning=_("What was not accepted yet is dropped; nobody has heard of it."),
        icon="undo",
        variant=ActionVariant.DANGER,
    )
    def take_back(self, request: HttpRequest, row: Proposal, data: dict[str, Any]) -> str:
        proposals.take_back(row, actor=request.user)
        return str(_("Taken back."))


@admin.register(ProposedChange)
class ProposedChangeAdmin(EditionBound, ViewOnly, ModelAdmin):
    edition_path = "proposal__edition"
    list_display = ["change_badge", "delegate", "group", "exhibitor", "as_it_is", "as_proposed", "taken"]
    list_display_links = None
    list_filter = ["change", "taken", "proposal", "request__delegate__group"]
    list_select_related = [
        "proposal__edition",
        "request__delegate__person",
        "request__delegate__group",
        "request__exhibitor__company",
        "meeting__slot",
        "meeting__point",
        "slot",
        "point",
    ]
    search_fields = [
        "request__delegate__person__name",
        "request__delegate__group__name",
        "request__exhibitor__company__name",
    ]
    change_badge = badge(CHANGE_COLOURS, field="change", title=_("change"))

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("request__companions__person")

    @display(description=_("delegates"))
    def delegate(self, change: ProposedChange) -> str:
        return change.request.guests_named

    @display(description=_("group"), ordering="request__delegate__group__name")
    def group(self, change: ProposedChange) -> str:
        return str(change.request.delegate.group)

    @display(description=_("exhibitor"))
    def exhibitor(self, change: ProposedChange) -> str:
        return str(change.request.exhibitor)

    @display(description=_("as it is"))
    def as_it_is(self, change: ProposedChange) -> str:
        meeting = change.meeting
        return _when_and_where(change, meeting.slot, meeting.point) if meeting else "–"

    @display(description=_("as proposed"), ordering="slot__starts_at")
    def as_proposed(self, change: ProposedChange) -> str:
        if change.because:
            return why_unplaced(change.because)
        return _when_and_where(change, change.slot, change.point)


def _when_and_where(change: ProposedChange, slot: Slot | None, point: MeetingPoint | None) -> str:
    if slot is None or point is None:
        return "–"
    return f"{slot.starts_at.astimezone(change.proposal.edition.zone):%Y-%m-%d %H:%M}, {point.label}"
