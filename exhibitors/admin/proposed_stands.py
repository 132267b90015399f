"""The stands that an allocation proposes: each offered by itself, or changed by hand."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import RadioFilter
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextInputWidget

from exhibitors.acts import allocations
from exhibitors.admin.allocations import TELLS, is_open, told
from exhibitors.admin.answering import AnswerByForm
from exhibitors.booth_reasons import Names, why_no_booth
from exhibitors.models import ProposedStand
from expo.common.admin import ActForm, ModelAdmin, ViewOnly, act_button
from expo.common.listed import listed
from expo.fair.admin.bound import EditionBound
from expo.fair.booth_numbers import in_short
from expo.fair.models import Booth

OUTCOMES = {"waits": _("Waits"), "offered": _("Offered"), "overtaken": _("Taken meanwhile")}
OUTCOME_COLOURS = {"waits": "warning", "offered": "success", "overtaken": "danger"}


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
        return listed(dict.fromkeys(booth.zone.name_here for booth in stand.booths.all())) or "–"

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
