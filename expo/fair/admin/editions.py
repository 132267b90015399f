"""Editions, their days and slots."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from expo.common.admin import LinksInline, ModelAdmin, TabularInline, ViewOnly, badge
from expo.fair.admin.bound import EditionBound
from expo.fair.models import CurrentRun, Day, Designation, Edition, Slot


class DayInline(TabularInline):
    model = Day


class DesignationInline(LinksInline):
    model = Designation
    select_related = ("economy",)
    autocomplete_fields = ["economy"]


@admin.register(Edition)
class EditionAdmin(EditionBound, ModelAdmin):
    edition_path = "pk"
    list_display = ["name", "number", "city", "opens_on", "closes_on", "registration", "published"]
    list_filter = ["published"]
    search_fields = ["name", "slug", "city"]
    date_hierarchy = "opens_on"
    inlines = [DayInline, DesignationInline]
    prepopulated_fields = {"slug": ["name"]}

    @display(description=_("registration"), label={"open": "success", "closed": "danger", "soon": "info"})
    def registration(self, edition: Edition) -> tuple[str, Any]:
        if edition.takes_registrations:
            return "open", _("Open")
        if edition.today < edition.registration_opens_on:
            return "soon", _("Not yet open")
        return "closed", _("Closed")

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False


@admin.register(Day)
class DayAdmin(EditionBound, ModelAdmin):
    list_display = ["date", "kind_badge", "opens_at", "closes_at", "slot_count", "edition"]
    list_filter = ["edition", "kind"]
    list_select_related = ["edition"]
    search_fields = ["date"]
    date_hierarchy = "date"
    kind_badge = badge({"trade": "info", "public": "success"}, field="kind", title=_("kind"))

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(slot_number=Count("slots"))

    @display(description=_("slots"), ordering="slot_number")
    def slot_count(self, day: Day) -> int:
        return day.slot_number  # type: ignore[attr-defined]


@admin.register(Slot)
class SlotAdmin(EditionBound, ModelAdmin):
    edition_path = "day__edition"
    list_display = ["starts_at", "ends_at", "day"]
    list_filter = ["day__edition"]
    list_select_related = ["day"]
    search_fields = ["day__date"]
    date_hierarchy = "starts_at"


@admin.register(CurrentRun)
class CurrentRunAdmin(EditionBound, ViewOnly, ModelAdmin):
    list_display = ["edition", "kind", "run_number"]
    list_filter = ["edition"]
    list_select_related = ["edition"]

    @display(description=_("run"))
    def run_number(self, current: CurrentRun) -> int:
        return current.run_id
