"""Sections, zones and pavilions for everybody: where each lies, and who exhibits there."""

from typing import Any, NamedTuple, TypeVar

from django.db.models import Count, Model, Q, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from exhibitors.listing import for_cards
from exhibitors.models import BoothClaim, Exhibitor
from exhibitors.states import Claim
from expo.common.pages import page_of
from expo.fair.changes import kept_until_changed
from expo.fair.models import Booth, Edition, Hall, Pavilion, Section, Zone

M = TypeVar("M", bound=Model)


@require_safe
def section(request: HttpRequest, code: str) -> HttpResponse:
    """Show a section with its zones."""
    found = _of_this_edition(Section.objects.all(), code=code)
    booths = Booth.objects.filter(edition=found.edition, zone__section=found)
    return _show(request, found, booths, {"zones": found.zones.all()})


@require_safe
def zone(request: HttpRequest, code: str) -> HttpResponse:
    """Show a zone."""
    found = _of_this_edition(Zone.objects.select_related("section"), code=code)
    booths = Booth.objects.filter(edition=found.edition, zone=found)
    return _show(request, found, booths, {"section": found.section, "plan_query": f"zone={found.pk}"})


@require_safe
def pavilion(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a pavilion."""
    found = _of_this_edition(Pavilion.objects.select_related("economy"), pk=pk)
    booths = Booth.objects.filter(edition=found.edition, pavilion=found)
    return _show(
        request, found, booths, {"economy": found.economy, "area_booked": found.area}, Q(pavilion=found)
    )


def _of_this_edition(rows: "QuerySet[M]", **which: Any) -> M:
    edition = Edition.objects.current()
    if edition is None:
        raise Http404
    found = get_object_or_404(rows.filter(edition=edition), **which)
    found.edition = edition  # type: ignore[attr-defined]
    return found


class _Counted(NamedTuple):
    """What an area's page tells of all that is there: exhibitors by name, hall → booths, and the booths' area in m²."""

    exhibitors: list[int]
    booths: dict[int, int]
    area: int


def _show(
    request: HttpRequest,
    area: Section | Zone | Pavilion,
    booths: "QuerySet[Booth]",
    more: dict[str, Any],
    also: Q | None = None,
) -> HttpResponse:
    """Show an area: its halls with its booths there, and who has these booths (or is in it for another reason)."""
    what = f"{area._meta.model_name}:{area.pk}"
    counted = kept_until_changed(area.edition, what, lambda: _counted(area.edition, booths, also))
    halls = Hall.objects.filter(pk__in=counted.booths).select_related("venue")
    page = page_of(request, counted.exhibitors)
    page.object_list = list(for_cards(Exhibitor.objects.public().filter(pk__in=page.object_list)))
    context = {
        "edition": area.edition,
        "area": area,
        "totals": {"number": sum(counted.booths.values()), "area": counted.area},
        "halls": [(hall, counted.booths[hall.pk]) for hall in halls],
        "page": page,
        **more,
    }
    return render(request, "exhibitors/area.html", context)


def _counted(edition: Edition, booths: "QuerySet[Booth]", also: Q | None) -> _Counted:
    there = Q(pk__in=BoothClaim.objects.filter(state=Claim.LET, booth__in=booths).values("exhibitor"))
    exhibitors = Exhibitor.objects.public().filter(there | also if also else there, edition=edition)
    by_hall = booths.order_by().values_list("hall").annotate(number=Count("pk"), area=Sum("area"))
    rows = list(by_hall)
    return _Counted(
        list(exhibitors.order_by("company__sort_name", "pk").values_list("pk", flat=True)),
        {hall: number for hall, number, _ in rows},
        sum(area for _, _, area in rows),
    )
