"""What is wanted, and what fits it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import RadioFilter
from unfold.decorators import display
from unfold.enums import ActionVariant

from buyers.models import Match, SourcingNeed
from buyers.reasons import Names, why_matched
from buyers.tasks import MATCHING, start
from expo.common.admin import ModelAdmin, ViewOnly, act_button
from expo.common.listed import listed
from expo.fair.admin.bound import EditionBound, EditionForm
from expo.fair.models import CurrentRun


def match_now(request: HttpRequest, data: dict[str, Any]) -> HttpResponse:
    return redirect(start(MATCHING, data["edition"], actor=request.user))


@admin.register(SourcingNeed)
class SourcingNeedAdmin(EditionBound, ViewOnly, ModelAdmin):
    edition_path = "delegate__group__edition"
    list_display = ["wanted", "hs", "delegate", "group", "quantity", "order_here"]
    list_filter = ["delegate__group__edition", "sectors"]
    list_select_related = ["delegate__person", "delegate__group"]
    search_fields = ["text", "hs_codes", "delegate__person__name", "delegate__group__name"]
    actions_list = ["match"]

    @display(description=_("what is wanted"), ordering="text")
    def wanted(self, need: SourcingNeed) -> str:
        return str(need)

    @display(description=_("HS codes"))
    def hs(self, need: SourcingNeed) -> str:
        return listed(need.hs_codes)

    @display(description=_("one order"), ordering="order_size")
    def order_here(self, need: SourcingNeed) -> str:
        return need.order_here

    @display(description=_("group"), ordering="delegate__group__name")
    def group(self, need: SourcingNeed) -> str:
        return str(need.delegate.group)

    @act_button(_("Match needs and exhibitors"), form=EditionForm, icon="join", variant=ActionVariant.PRIMARY)
    def match(self, request: HttpRequest, row: None, data: dict[str, Any]) -> HttpResponse:
        return match_now(request, data)


class OfCurrentRun(RadioFilter):
    """Matches that count, unless those of earlier runs are asked for too."""

    title = _("runs")
    parameter_name = "runs"
    all_option = None

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("current", _("Current")), ("all", _("All"))]

    def value(self) -> str:
        return super().value() or "current"

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        if self.value() == "all":
            return rows
        return rows.filter(run__in=CurrentRun.objects.filter(kind=MATCHING).values("run"))


@admin.register(Match)
class MatchAdmin(EditionBound, ViewOnly, ModelAdmin):
    edition_path = "exhibitor__edition"
    list_display = ["need", "exhibitor", "product", "rank", "score_shown"]
    list_filter = [OfCurrentRun, "exhibitor__edition"]
    list_select_related = ["need", "exhibitor__company", "product"]
    search_fields = ["need__text", "exhibitor__company__name", "exhibitor__company__name_en"]
    readonly_fields = fields = ["need", "exhibitor", "product", "rank", "score_shown", "why", "run"]
    actions_list = ["match"]

    @display(description=_("score"), ordering="score")
    def score_shown(self, match: Match) -> str:
        return f"{match.score:.2f}"

    @display(description=_("reasons"))
    def why(self, match: Match) -> str:
        """As coordinators read them, each with what it adds to the score."""
        reasons = why_matched(match.reasons_now, Names())
        return format_html_join(
            "", "<div>{}: {} %</div>", ((each["text"], each["share"]) for each in reasons)
        )

    @act_button(_("Match needs and exhibitors"), form=EditionForm, icon="join", variant=ActionVariant.PRIMARY)
    def match(self, request: HttpRequest, row: None, data: dict[str, Any]) -> HttpResponse:
        return match_now(request, data)
