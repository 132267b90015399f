"""Sectors, the nomenclature and trade figures."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from expo.common.admin import ModelAdmin, ViewOnly
from expo.fair.admin.bound import EditionBound
from expo.fair.models import Nomenclature, NomenclatureLevel, Sector, TradeFigure


@admin.register(Sector)
class SectorAdmin(ModelAdmin):
    list_display = ["name_here", "code"]
    search_fields = ["name", "names", "code"]

    @display(description=_("name"), ordering="name")
    def name_here(self, sector: Sector) -> str:
        return sector.name_here

    def get_readonly_fields(self, request: HttpRequest, obj: Sector | None = None) -> list[str]:
        return ["code"] if obj else []


@admin.register(Nomenclature)
class NomenclatureAdmin(ModelAdmin):
    list_display = ["code", "language", "description"]
    list_filter = ["language"]
    search_fields = ["code", "description", "trade_words"]


@admin.register(NomenclatureLevel)
class NomenclatureLevelAdmin(ViewOnly, ModelAdmin):
    """Written by the import alone: a level counts as complete because all of it was read."""

    list_display = ["digits", "source"]


@admin.register(TradeFigure)
class TradeFigureAdmin(EditionBound, ModelAdmin):
    list_display = ["label_here", "subject", "partner", "flow", "value", "unit", "period", "source"]
    list_filter = ["edition", "flow"]
    search_fields = ["label", "subject", "partner", "hs_code", "source"]

    @display(description=_("label"), ordering="position")
    def label_here(self, figure: TradeFigure) -> str:
        return figure.label_here
