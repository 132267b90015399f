"""Booths with who has them, and the claims on them."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import RadioFilter
from unfold.decorators import display
from unfold.enums import ActionVariant

from exhibitors.acts import booths as acts
from exhibitors.models import BoothClaim
from exhibitors.states import ACTIVE_CLAIMS, CLAIM, Claim
from expo.common.admin import ModelAdmin, ViewOnly, act_button, act_on_many, badge
from expo.common.listed import listed
from expo.fair.admin.bound import EditionBound
from expo.fair.admin.places import BoothAdmin
from expo.fair.models import Booth

CLAIM_COLOURS: dict[str, str] = {
    Claim.HELD: "info",
    Claim.OFFERED: "warning",
    Claim.LET: "success",
    Claim.DECLINED: "danger",
    Claim.LAPSED: "danger",
    Claim.RELEASED: "default",
}


class ActiveFirst(RadioFilter):
    """Active claims, unless all are asked for."""

    title = _("claims")
    parameter_name = "which"
    all_option = None

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("active", _("Active")),
            ("offered", _("Offered")),
            ("lapsing", _("About to lapse")),
            ("ended", _("Ended")),
            ("all", _("All")),
        ]

    def value(self) -> str:
        return super().value() or "active"

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        live = BoothClaim.objects.live()
        of_kind = {
            "active": live,
            "offered": live.filter(state=Claim.OFFERED),
            "lapsing": BoothClaim.objects.lapsing(),
            "ended": BoothClaim.objects.exclude(pk__in=live),
        }
        return rows.filter(pk__in=of_kind[self.value()]) if self.value() in of_kind else rows


@admin.register(BoothClaim)
class BoothClaimAdmin(EditionBound, ViewOnly, ModelAdmin):
    edition_path = "booth__edition"
    list_display = ["booth", "hall", "exhibitor", "part", "state_badge", "answer_by", "created_at"]
    list_filter = [ActiveFirst, "booth__edition", "part", "booth__hall", "created_at"]
    list_select_related = ["booth__hall", "exhibitor__company"]
    search_fields = ["booth__number", "exhibitor__company__name", "exhibitor__company__name_en"]
    actions = ["release_all"]
    actions_detail = ["release"]
    actions_row = ["release"]
    state_badge = badge(CLAIM_COLOURS)

    @display(description=_("hall"), ordering="booth__hall")
    def hall(self, claim: BoothClaim) -> str:
        return str(claim.booth.hall)

    @act_button(
        _("Take the booth back"),
        when=lambda claim: Claim.RELEASED in CLAIM[Claim(claim.state)],
        warning=_("The company is told, and the booth is free for others at once."),
        icon="undo",
        variant=ActionVariant.DANGER,
    )
    def release(self, request: HttpRequest, claim: BoothClaim, data: dict[str, Any]) -> str:
        acts.release(claim, actor=request.user)
        return _("Booth %(booth)s is free again.") % {"booth": claim.booth}

    @admin.action(description=_("Take the booths back"), permissions=["act"])
    def release_all(self, request: HttpRequest, rows: QuerySet) -> None:
        act_on_many(
            self,
            request,
            rows,
            lambda row: acts.release(row, actor=request.user),
            _("Free again: %(count)s."),
        )


TAKEN_COLOURS: dict[str, str] = {"free": "default", **CLAIM_COLOURS}


class Taken(RadioFilter):
    """Whether somebody has the booth."""

    title = _("state")
    parameter_name = "taken"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("free", _("Free")),
            *((state, state.label) for state in (Claim.HELD, Claim.OFFERED, Claim.LET)),
        ]

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        live = BoothClaim.objects.live()
        if self.value() == "free":
            return rows.exclude(pk__in=live.values("booth"))
        if self.value() in ACTIVE_CLAIMS:
            return rows.filter(pk__in=live.filter(state=self.value()).values("booth"))
        return rows


@admin.register(Booth)
class TakenBoothAdmin(BoothAdmin):
    """Booths, with who has them."""

    list_display = [*BoothAdmin.list_display, "taken_badge", "holder"]
    list_filter = [Taken, *BoothAdmin.list_filter]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        claims = BoothClaim.objects.filter(state__in=ACTIVE_CLAIMS).select_related("exhibitor__company")
        return super().get_queryset(request).prefetch_related(Prefetch("claims", claims, to_attr="active"))

    @display(description=_("state"), label=TAKEN_COLOURS)
    def taken_badge(self, booth: Booth) -> tuple[str, Any]:
        claim = _first(booth)
        return (claim.state, claim.get_state_display()) if claim else ("free", _("Free"))

    @display(description=_("exhibitor"))
    def holder(self, booth: Booth) -> str:
        return listed(str(claim.exhibitor) for claim in booth.active)  # type: ignore[attr-defined]

    def get_readonly_fields(self, request: HttpRequest, obj: Booth | None = None) -> list[str]:
        """A let booth's area counts in its pavilion's: neither changes while somebody has it."""
        if obj is None:
            return []
        return ["edition", "area", "pavilion"] if _first(obj) else ["edition"]

    def has_delete_permission(self, request: HttpRequest, obj: Booth | None = None) -> bool:
        return bool(obj and not _first(obj)) and super().has_delete_permission(request, obj)


def _first(booth: Booth) -> Any:
    # Where a booth is only listed with the hall or zone that somebody would delete, its claims are not fetched:
    # the database itself keeps a booth that has any.
    return next(iter(getattr(booth, "active", ())), None)
