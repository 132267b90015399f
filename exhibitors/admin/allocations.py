"""What the allocation proposes: as a list and on the plan, accepted whole, by hall or by exhibitor, or taken back."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import RadioFilter
from unfold.decorators import display
from unfold.enums import ActionVariant
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from exhibitors.acts import allocations
from exhibitors.booth_reasons import Names, why_no_booth
from exhibitors.models import Allocation, ProposedStand
from exhibitors.plan.proposed import halls_of, proposed_plan
from exhibitors.states import AllocationState
from expo.common.admin import ActForm, ModelAdmin, ViewOnly, act_button, badge
from expo.fair.admin.bound import EditionBound
from expo.fair.booth_numbers import in_short
from expo.fair.models import Booth, Hall

STATE_COLOURS: dict[str, str] = {
    AllocationState.OPEN: "warning",
    AllocationState.ACCEPTED: "success",
    AllocationState.TAKEN_BACK: "default",
    AllocationState.REPLACED: "default",
}
OUTCOMES = {"waits": _("Waits"), "offered": _("Offered"), "overtaken": _("Taken meanwhile")}
OUTCOME_COLOURS = {"waits": "warning", "offered": "success", "overtaken": "danger"}
TELLS = _("The booths are offered, and each company is told until when to answer.")
DAYS_TO_ANSWER = 14


class AnswerByForm(ActForm):
    """Until when the companies may answer."""

    answer_by = forms.DateField(
        label=_("To be answered by"),
        widget=UnfoldAdminTextInputWidget(attrs={"type": "date"}),
        help_text=_("The offers lapse at the end of this day, at the fair."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer_by"].initial = (self.edition.today + timedelta(days=DAYS_TO_ANSWER)).isoformat()

    @property
    def edition(self) -> Any:
        """Of what is offered."""
        return self.row.edition

    def clean_answer_by(self) -> datetime:
        """Return the end of the day, at the fair."""
        return datetime.combine(self.cleaned_data["answer_by"], time(23, 59, 59), tzinfo=self.edition.zone)


class HallForm(AnswerByForm):
    """Which hall's stands."""

    hall = forms.ModelChoiceField(Hall.objects.none(), label=_("Hall"), widget=UnfoldAdminSelectWidget())
    field_order = ["hall", "answer_by"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["hall"]
        field.queryset = Hall.objects.filter(pk__in=allocations.waiting(self.row).values("booths__hall"))


class StandForm(AnswerByForm):
    """For one stand."""

    @property
    def edition(self) -> Any:
        """Of the proposal that the stand is part of."""
        return self.row.allocation.edition


class OtherBooths(ActForm):
    """The numbers of booths, as people write them: with commas between them."""

    numbers = forms.CharField(
        label=_("Booths"),
        max_length=500,
        widget=UnfoldAdminTextInputWidget(),
        help_text=_("Their numbers, with commas between them. The value is counted anew and shown."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = self.row.booths.order_by("number").values_list("number", flat=True)
        self.fields["numbers"].initial = ", ".join(numbers)

    def clean_numbers(self) -> list[Booth]:
        """Return the booths. Raises ValidationError for a number that the edition does not have."""
        asked = [number.strip() for number in self.cleaned_data["numbers"].split(",") if number.strip()]
        rows = Booth.objects.filter(edition=self.row.allocation.edition_id, number__in=asked)
        found = {booth.number: booth for booth in rows}
        for number in asked:
            if number not in found:
                raise forms.ValidationError(_("There is no booth %(number)s."), params={"number": number})
        return [found[number] for number in dict.fromkeys(asked)]


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
        form=AnswerByForm,
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


class Outcome(RadioFilter):
    """With booths, smaller than wished for, or without."""

    title = _("outcome")
    parameter_name = "outcome"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("placed", _("With a stand")),
            ("smaller", _("Smaller than wished for")),
            ("without", _("Without a booth")),
        ]

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        which = {
            "placed": Q(because__isnull=True),
            "smaller": Q(is_smaller=True),
            "without": Q(because__isnull=False),
        }.get(self.value() or "", Q())
        return rows.filter(which)


@admin.register(ProposedStand)
class ProposedStandAdmin(EditionBound, ViewOnly, ModelAdmin):
    edition_path = "allocation__edition"
    list_display = ["exhibitor", "priority", "wish", "proposed", "where", "because_words", "outcome"]
    list_display_links = None
    list_filter = [Outcome, "taken", "allocation", "exhibitor__priority", "exhibitor__booth_kind"]
    list_select_related = ["exhibitor__company", "allocation__edition"]
    search_fields = ["exhibitor__company__name", "exhibitor__company__name_en", "booths__number"]
    actions_row = ["accept_one", "propose_other"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        booths = Booth.objects.select_related("hall", "zone").order_by("hall", "number")
        return super().get_queryset(request).prefetch_related(Prefetch("booths", booths))

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        rows = list(changelist.result_list)
        names = Names(row.because for row in rows)
        for row in rows:
            row.because_in_words = why_no_booth(row.because, names)
        changelist.result_list = rows
        return changelist

    @display(description=_("priority"), ordering="exhibitor__priority")
    def priority(self, stand: ProposedStand) -> int:
        return stand.exhibitor.priority

    @display(description=_("wishes for"), ordering="exhibitor__booth_area")
    def wish(self, stand: ProposedStand) -> str:
        return f"{stand.exhibitor.get_booth_kind_display()}, {stand.exhibitor.booth_area} m²"

    @display(description=_("proposed"))
    def proposed(self, stand: ProposedStand) -> str:
        booths = list(stand.booths.all())
        if not booths:
            return "–"
        area = sum(booth.area for booth in booths)
        return f"{in_short(booth.number for booth in booths)}, {area} m²"

    @display(description=_("zone"))
    def where(self, stand: ProposedStand) -> str:
        return ", ".join(dict.fromkeys(booth.zone.name_here for booth in stand.booths.all())) or "–"

    @display(description=_("why none"))
    def because_words(self, stand: ProposedStand) -> str:
        return getattr(stand, "because_in_words", "")

    @display(description=_("offered"), ordering="taken", label=OUTCOME_COLOURS)
    def outcome(self, stand: ProposedStand) -> tuple[str, Any] | str:
        if stand.because is not None:
            return "–"
        state = "waits" if stand.taken is None else "offered" if stand.taken else "overtaken"
        return state, OUTCOMES[state]

    @act_button(
        _("Offer it"),
        form=StandForm,
        when=lambda row: row.because is None and row.taken is None and is_open(row.allocation),
        warning=TELLS,
        icon="outgoing_mail",
    )
    def accept_one(self, request: HttpRequest, row: ProposedStand, data: dict[str, Any]) -> str:
        return told(
            allocations.accept(row.allocation, answer_by=data["answer_by"], stand=row, actor=request.user)
        )

    @act_button(
        _("Propose other booths"),
        form=OtherBooths,
        when=lambda row: row.taken is None and is_open(row.allocation),
        icon="edit_location_alt",
    )
    def propose_other(self, request: HttpRequest, row: ProposedStand, data: dict[str, Any]) -> str:
        before, after = allocations.propose_other(row, data["numbers"], actor=request.user)
        return _("Proposed. The value of the whole was %(before)s and is now %(after)s (%(effect)s).") % {
            "before": f"{before:,}",
            "after": f"{after:,}",
            "effect": f"{after - before:+,}",
        }
