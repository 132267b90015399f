"""Runs in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.enums import ActionVariant

from expo.common.admin import ModelAdmin, ViewOnly, act_button, badge
from expo.runs import acts
from expo.runs.models import Run
from expo.runs.visible import runs_visible_to


@admin.register(Run)
class RunAdmin(ViewOnly, ModelAdmin):
    list_display = ["title", "state_badge", "progress", "started_by", "created_at", "finished_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["started_by"]
    search_fields = ["kind", "about", "error"]
    date_hierarchy = "created_at"
    actions_detail = ["cancel"]
    actions_row = ["cancel"]
    state_badge = badge(
        {
            "queued": "info",
            "running": "primary",
            "done": "success",
            "failed": "danger",
            "cancelled": "warning",
        }
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(pk__in=runs_visible_to(request.user).values("pk"))

    @display(description=_("what"), ordering="kind")
    def title(self, run: Run) -> str:
        return run.title

    @display(description=_("progress"))
    def progress(self, run: Run) -> str:
        return f"{100 * run.done // run.total} %" if run.total else "–"

    @act_button(_("Cancel"), when=lambda run: run.is_active, icon="cancel", variant=ActionVariant.DANGER)
    def cancel(self, request: HttpRequest, run: Run, data: dict[str, Any]) -> str:
        acts.cancel(run, actor=request.user)
        return str(_("It will stop."))
