"""What coordinators think of matches."""

from django.contrib import admin

from buyers.models import MatchVerdict
from expo.common.admin import ModelAdmin, ViewOnly
from expo.fair.admin.bound import EditionBound


@admin.register(MatchVerdict)
class MatchVerdictAdmin(EditionBound, ViewOnly, ModelAdmin):
    edition_path = "exhibitor__edition"
    list_display = ["need", "exhibitor", "is_good", "given_by"]
    list_filter = ["exhibitor__edition", ("is_good", admin.BooleanFieldListFilter)]
    list_select_related = ["need", "exhibitor__company", "given_by"]
    search_fields = ["need__text", "exhibitor__company__name", "exhibitor__company__name_en"]
