"""Venues, halls, zones, pavilions, booths and meeting points."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from expo.common.admin import ModelAdmin, TabularInline, badge
from expo.fair.admin.bound import EditionBound
from expo.fair.models import Closure, Hall, MeetingPoint, Pavilion, Section, Venue, Walk, Zone


class HallInline(TabularInline):
    model = Hall
    fields = ["code", "name", "position", "is_outdoor", "width", "depth", "floor_load", "height_limit"]
    show_change_link = True


@admin.register(Venue)
class VenueAdmin(ModelAdmin):
    list_display = ["name", "address", "hall_count"]
    search_fields = ["name", "address"]
    inlines = [HallInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(hall_number=Count("halls"))

    @display(description=_("halls"), ordering="hall_number")
    def hall_count(self, venue: Venue) -> int:
        return venue.hall_number  # type: ignore[attr-defined]


class ClosureInline(TabularInline):
    model = Closure
    fields = ["starts_at", "ends_at", "reason"]


@admin.register(Hall)
class HallAdmin(ModelAdmin):
    list_display = ["code", "name", "venue", "size", "floor_load", "height_limit", "is_outdoor"]
    list_filter = ["venue", "is_outdoor"]
    list_select_related = ["venue"]
    search_fields = ["code", "name"]
    inlines = [ClosureInline]

    @display(description=_("size (m)"), ordering="width")
    def size(self, hall: Hall) -> str:
        return f"{hall.width / 100:g} × {hall.depth / 100:g}"


@admin.register(Closure)
class ClosureAdmin(ModelAdmin):
    list_display = ["hall", "starts_at", "ends_at", "reason"]
    list_filter = ["hall"]
    list_select_related = ["hall"]
    search_fields = ["hall__code", "hall__name", "reason"]
    autocomplete_fields = ["hall"]


@admin.register(Walk)
class WalkAdmin(ModelAdmin):
    list_display = ["one", "other", "minutes"]
    list_display_links = ["one", "other"]
    list_select_related = ["one", "other"]
    search_fields = ["one__code", "other__code"]
    autocomplete_fields = ["one", "other"]


@admin.register(Section)
class SectionAdmin(EditionBound, ModelAdmin):
    list_display = ["name", "code", "source", "edition"]
    list_filter = ["edition"]
    list_select_related = ["edition"]
    search_fields = ["name", "names", "code"]


@admin.register(Zone)
class ZoneAdmin(EditionBound, ModelAdmin):
    list_display = ["name", "code", "section", "raw_minimum", "booth_count", "edition"]
    list_filter = ["edition", "section"]
    list_select_related = ["edition", "section"]
    search_fields = ["name", "names", "code"]
    autocomplete_fields = ["section"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(booth_number=Count("booths"))

    @display(description=_("booths"), ordering="booth_number")
    def booth_count(self, zone: Zone) -> int:
        return zone.booth_number  # type: ignore[attr-defined]


class PavilionForm(forms.ModelForm):
    def clean_area(self) -> int:
        """Refuse less than is let: `area_let` is no field here, so its constraint isn't checked by the form."""
        area: int = self.cleaned_data["area"]
        if area < self.instance.area_let:
            raise forms.ValidationError(
                _("%(let)s m² of this pavilion are let."), params={"let": self.instance.area_let}
            )
        return area


@admin.register(Pavilion)
class PavilionAdmin(EditionBound, ModelAdmin):
    form = PavilionForm
    list_display = ["name", "economy", "area", "area_let", "share_let", "edition"]
    list_filter = ["edition"]
    list_select_related = ["economy", "edition"]
    search_fields = ["name", "names", "economy__name"]
    autocomplete_fields = ["economy"]
    readonly_fields = ["area_let"]

    @display(description=_("let"))
    def share_let(self, pavilion: Pavilion) -> str:
        return f"{100 * pavilion.area_let // pavilion.area} %" if pavilion.area else "–"

    def get_readonly_fields(self, request: HttpRequest, obj: Pavilion | None = None) -> list[str]:
        return ["area_let", "edition"] if obj else ["area_let"]

    def has_delete_permission(self, request: HttpRequest, obj: Pavilion | None = None) -> bool:
        return bool(obj and not obj.area_let) and super().has_delete_permission(request, obj)


class BoothAdmin(EditionBound, ModelAdmin):
    """Booths as such; who has them is added above, in exhibitors.admin, where it is registered."""

    list_display: list[Any] = ["number", "zone", "kind", "area", "open_sides", "pavilion"]
    list_filter: list[Any] = ["edition", "kind", "hall", "zone"]
    list_select_related = ["zone", "pavilion"]
    search_fields = ["number", "hall__code", "zone__name", "pavilion__name"]
    autocomplete_fields = ["hall", "zone", "pavilion"]


@admin.register(MeetingPoint)
class MeetingPointAdmin(EditionBound, ModelAdmin):
    list_display = ["label", "kind_badge", "booth", "hall", "link", "edition"]
    list_filter = ["edition", "kind"]
    list_select_related = ["booth", "hall", "edition"]
    search_fields = ["label", "booth__number", "hall__code"]
    autocomplete_fields = ["booth", "hall"]
    kind_badge = badge({"booth": "info", "hall": "success", "link": "warning"}, field="kind", title=_("kind"))
