"""What coordinators think of matches."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from buyers.models import MatchVerdict
from buyers.reasons import SIGNALS
from expo.common.admin import ModelAdmin, ViewOnly
from expo.common.listed import listed
from expo.fair.admin.bound import EditionBound


@admin.register(MatchVerdict)
class MatchVerdictAdmin(EditionBound, ViewOnly, ModelAdmin):
    edition_path = "exhibitor__edition"
    list_display = ["need", "exhibitor", "is_good", "given_by"]
    list_filter = ["exhibitor__edition", ("is_good", admin.BooleanFieldListFilter)]
    list_select_related = ["need", "exhibitor__company", "given_by"]
    search_fields = ["need__text", "exhibitor__company__name", "exhibitor__company__name_en"]
    readonly_fields = fields = ["need", "exhibitor", "is_good", "added", "given_by"]

    @display(description=_("signals"))
    def added(self, verdict: MatchVerdict) -> str:
        """What each signal added to the score of which this was said."""
        shares = verdict.signals.items()
        return listed(f"{SIGNALS.get(name, name)} {round(100 * share)} %" for name, share in shares) or "–"
