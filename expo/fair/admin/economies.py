"""Economies, blocs and designations."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from expo.common.admin import LinksInline, ModelAdmin, badge
from expo.fair.admin.bound import EditionBound
from expo.fair.models import Bloc, BlocMembership, Designation, Economy


class MembershipInline(LinksInline):
    model = BlocMembership
    select_related = ("bloc", "economy")
    autocomplete_fields = ["bloc", "economy"]


@admin.register(Economy)
class EconomyAdmin(ModelAdmin):
    list_display = ["name_here", "code"]
    list_filter = ["blocs"]
    search_fields = ["name", "names", "code"]
    inlines = [MembershipInline]

    @display(description=_("name"), ordering="name")
    def name_here(self, economy: Economy) -> str:
        return economy.name_here

    def get_readonly_fields(self, request: HttpRequest, obj: Economy | None = None) -> list[str]:
        return ["code"] if obj else []


@admin.register(Bloc)
class BlocAdmin(ModelAdmin):
    list_display = ["name_here", "code", "is_agreement", "member_count"]
    list_filter = ["is_agreement"]
    search_fields = ["name", "names", "code"]
    inlines = [MembershipInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(member_number=Count("memberships"))

    @display(description=_("name"), ordering="name")
    def name_here(self, bloc: Bloc) -> str:
        return bloc.name_here

    @display(description=_("members"), ordering="member_number")
    def member_count(self, bloc: Bloc) -> int:
        return bloc.member_number  # type: ignore[attr-defined]

    def get_readonly_fields(self, request: HttpRequest, obj: Bloc | None = None) -> list[str]:
        return ["code"] if obj else []


@admin.register(BlocMembership)
class BlocMembershipAdmin(ModelAdmin):
    list_display = ["economy", "bloc", "since", "until", "source"]
    list_filter = ["bloc"]
    list_select_related = ["economy", "bloc"]
    search_fields = ["economy__name", "economy__code", "bloc__name", "bloc__code"]
    autocomplete_fields = ["bloc", "economy"]


@admin.register(Designation)
class DesignationAdmin(EditionBound, ModelAdmin):
    list_display = ["economy", "kind_badge", "edition", "note", "source"]
    list_filter = ["edition", "kind"]
    list_select_related = ["economy", "edition"]
    search_fields = ["economy__name", "economy__code"]
    autocomplete_fields = ["economy"]
    kind_badge = badge(
        {
            "host": "primary",
            "country-of-honour": "success",
            "special-partner": "warning",
            "first-time": "info",
        },
        field="kind",
        title=_("designation"),
    )
