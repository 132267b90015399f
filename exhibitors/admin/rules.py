"""What the allocation goes by: homes of zones, quotas and weights."""

from django.contrib import admin

from exhibitors.models import AllocationWeights, Competitors, ZoneHome, ZoneQuota
from expo.common.admin import ModelAdmin
from expo.fair.admin.bound import EditionBound


@admin.register(ZoneHome)
class ZoneHomeAdmin(EditionBound, ModelAdmin):
    edition_path = "zone__edition"
    list_display = ["zone", "bloc", "economy", "sector"]
    list_filter = ["zone__edition", "zone"]
    list_select_related = ["zone", "bloc", "economy", "sector"]
    search_fields = ["zone__name", "bloc__name", "economy__name", "sector__name"]


@admin.register(Competitors)
class CompetitorsAdmin(EditionBound, ModelAdmin):
    edition_path = "one__edition"
    list_display = ["one", "other"]
    list_display_links = ["one", "other"]
    list_filter = ["one__edition"]
    list_select_related = ["one__company", "other__company"]
    search_fields = ["one__company__name", "one__company__name_en", "other__company__name"]
    autocomplete_fields = ["one", "other"]


@admin.register(ZoneQuota)
class ZoneQuotaAdmin(EditionBound, ModelAdmin):
    edition_path = "zone__edition"
    list_display = ["zone", "economy", "most_booths", "most_area"]
    list_filter = ["zone__edition", "zone"]
    list_select_related = ["zone", "economy"]
    search_fields = ["zone__name", "economy__name"]


@admin.register(AllocationWeights)
class AllocationWeightsAdmin(EditionBound, ModelAdmin):
    list_display = ["edition", "stand", "booth", "size", "zone", "sector_near", "economy_near"]
    list_filter = ["edition"]
    list_select_related = ["edition"]
