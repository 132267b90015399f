"""Who and what is where when: read only, since acts write it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from expo.common.admin import ModelAdmin, ViewOnly, badge
from expo.fair.admin.bound import EditionBound
from expo.fair.models import Occupancy


@admin.register(Occupancy)
class OccupancyAdmin(EditionBound, ViewOnly, ModelAdmin):
    list_display = ["taken", "starts", "ends", "cause_badge", "cause_id"]
    list_filter = ["edition", "cause"]
    list_select_related = ["person", "point"]
    search_fields = ["person__name", "person__latin_name", "point__label"]
    cause_badge = badge(
        {"meeting": "info", "programme": "success", "visit": "warning"}, field="cause", title=_("cause")
    )

    @display(description=_("who or what"))
    def taken(self, stay: Occupancy) -> str:
        return str(stay.person or stay.point)

    @display(description=_("starts"), ordering="during")
    def starts(self, stay: Occupancy) -> object:
        return stay.during.lower

    @display(description=_("ends"))
    def ends(self, stay: Occupancy) -> object:
        return stay.during.upper
