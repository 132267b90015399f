"""What the allocation proposes: as a list and on the plan, accepted whole, by hall or by exhibitor, or taken back."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.enums import ActionVariant
from unfold.widgets import UnfoldAdminSelectWidget

from exhibitors.acts import allocations
from exhibitors.admin.answering import AnswerByForm
from exhibitors.models import Allocation
from exhibitors.plan.proposed import halls_of, proposed_plan
from exhibitors.states import AllocationState
from expo.common.admin import ModelAdmin, ViewOnly, act_button, badge
from expo.fair.admin.bound import EditionBound
from expo.fair.models import Hall

STATE_COLOURS: dict[str, str] = {
    AllocationState.OPEN: "warning",
    AllocationState.ACCEPTED: "success",
    AllocationState.TAKEN_BACK: "default",
    AllocationState.REPLACED: "default",
}
TELLS = _("The booths are offered, and each company is told until when to answer.")


class AllForm(AnswerByForm):
    """For a whole fair companies need more time."""

    days_to_answer = 14


class HallForm(AllForm):
    """Which hall's stands."""

    hall = forms.ModelChoiceField(Hall.objects.none(), label=_("Hall"), widget=UnfoldAdminSelectWidget())
    field_order = ["hall", "answer_by"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["hall"]
        field.queryset = Hall.objects.filter(pk__in=allocations.waiting(self.row).values("booths__hall"))


def is_open(allocation: Allocation) -> bool:
    return allocation.state == AllocationState.OPEN


def told(counts: dict[str, int]) -> str:
    if counts["overtaken"]:
        text = _(
            "Stands offered: %(offered)s. Left out, because something was taken meanwhile: %(overtaken)s."
        )
        return text % counts
    return _("Stands offered: %(offered)s.") % counts


@admin.register(Allocation)
class AllocationAdmin(EditionBound, ViewOnly, ModelAdmin):
    list_display = ["created_at", "edition", "state_badge", "placed", "without", "value", "bound"]
    list_filter = ["edition", "state"]
    list_select_related = ["edition"]
    fields = ["edition", "state", "created_at", "figures", "comparison"]
    readonly_fields = ["edition", "state", "created_at", "figures", "comparison"]
    actions_detail = ["accept", "accept_hall", "take_back"]
    state_badge = badge(STATE_COLOURS)
    view_on_site = False  # its address is this page
    change_form_after_template = "admin/allocation_plan.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return (
            super()
            .get_queryset(request)
            .annotate(
                placed_number=Count("stands", Q(stands__because__isnull=True)),
                smaller_number=Count("stands", Q(stands__is_smaller=True)),
                without_number=Count("stands", Q(stands__because__isnull=False)),
                waiting_number=Count("stands", Q(stands__because__isnull=True, stands__taken=None)),
                offered_number=Count("stands", Q(stands__taken=True)),
                overtaken_number=Count("stands", Q(stands__taken=False)),
            )
        )

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        allocation = self.get_object(request, object_id)
        more = dict(extra_context or {})
        if allocation is not None:
            halls = halls_of(allocation)
            asked = request.GET.get("hall", "")
            shown = next((hall for hall in halls if str(hall.pk) == asked), halls[0] if halls else None)
            more |= {"halls": halls, "plan": proposed_plan(allocation, shown) if shown else None}
        return super().change_view(request, object_id, form_url, more)

    @display(description=_("stands proposed"), ordering="placed_number")
    def placed(self, allocation: Allocation) -> int:
        return allocation.placed_number  # type: ignore[attr-defined]

    @display(description=_("without a booth"), ordering="without_number")
    def without(self, allocation: Allocation) -> int:
        return allocation.without_number  # type: ignore[attr-defined]

    @display(description=_("value"))
    def figures(self, allocation: Allocation) -> str:
        return render_to_string("admin/allocation_figures.html", {"allocation": allocation})

    @display(description=_("what it proposes"))
    def comparison(self, allocation: Allocation) -> str:
        return render_to_string("admin/allocation_stands.html", {"allocation": allocation})

    @act_button(
        _("Offer all of it"),
        form=AllForm,
        when=is_open,
        warning=TELLS,
        icon="check",
        variant=ActionVariant.PRIMARY,
    )
    def accept(self, request: HttpRequest, row: Allocation, data: dict[str, Any]) -> str:
        return told(allocations.accept(row, answer_by=data["answer_by"], actor=request.user))

    @act_button(_("Offer one hall"), form=HallForm, when=is_open, warning=TELLS, icon="warehouse")
    def accept_hall(self, request: HttpRequest, row: Allocation, data: dict[str, Any]) -> str:
        return told(
            allocations.accept(row, answer_by=data["answer_by"], hall=data["hall"], actor=request.user)
        )

    @act_button(
        _("Take it back"),
        when=lambda row: row.state in (AllocationState.OPEN, AllocationState.ACCEPTED),
        warning=_(
            "Offers made from it end at once, and their companies are told. Nothing is taken back once one is answered."
        ),
        icon="undo",
        variant=ActionVariant.DANGER,
    )
    def take_back(self, request: HttpRequest, row: Allocation, data: dict[str, Any]) -> str:
        offered = allocations.take_back(row, actor=request.user)
        return _("Taken back, with %(number)s booths that were offered.") % {"number": offered}
