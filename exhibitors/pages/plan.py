"""The plan of the fair: venues with their halls, and a hall with its booths."""

from collections import Counter

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from exhibitors.plan.areas import grounds_of, lands_of, name_areas
from exhibitors.plan.controls import controls
from exhibitors.plan.finding import Finding
from exhibitors.plan.folding import folded
from exhibitors.plan.markup import drawn, listed
from exhibitors.plan.site import counts_of, sites_of
from exhibitors.plan.stands import Stand, stands_of
from exhibitors.plan.view import asked_for, whole
from expo.common.pages import page_of
from expo.fair.models import Booth, Edition, Hall

HALLS = 60  # on a page
ROWS = 50  # of the list on a page: on a phone that is far to scroll already


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """Show the current edition's venues with their halls, and in which of them is what somebody looks for."""
    edition = Edition.objects.current()
    finding = Finding(request, edition)
    counts = counts_of(edition, finding.by_hall() if finding else None) if edition else {}
    halls = page_of(request, _halls(edition), HALLS)
    context = {
        "form": finding.form,
        "page": halls,
        "sites": sites_of(halls, counts),
        "found": finding.number() if finding else None,
        "typed": finding.booth(),
    }
    return render(request, "exhibitors/plan.html", context)


@require_safe
def hall(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw a hall, with the same as a list below; light what somebody looks for."""
    edition = Edition.objects.current()
    found = get_object_or_404(_halls(edition), pk=pk)
    finding = Finding(request, edition)
    by_hall, lit = finding.in_hall(found) if finding else ({}, set())
    stands = stands_of(edition, found) if edition else []
    sought = _light(stands, lit, {request.GET.get("lit", "").casefold(), finding.text.casefold()})
    grounds, lands = grounds_of(stands), lands_of(stands)
    name_areas(stands, grounds, lands)
    view = asked_for(request.GET, whole(found.width, found.depth), sought.centre if sought else None)
    shown = [stand for stand in stands if stand.is_lit] if finding else stands
    page = page_of(request, folded(shown), ROWS)
    context = {
        "hall": found,
        "drawing": drawn(stands),
        "sought": sought,
        "counts": Counter(stand.state for stand in stands for _place in stand.places),
        "grounds": grounds,
        "lands": lands,
        "view": view,
        "controls": controls(view, sought),
        "form": finding.form,
        "is_search": bool(finding),
        "found": by_hall.pop(found.pk, 0),
        "elsewhere": [(hall, by_hall[hall.pk]) for hall in Hall.objects.filter(pk__in=by_hall)],
        "page": page,
        "rows": listed(page, with_pavilions=bool(lands)),
    }
    return render(request, "exhibitors/hall.html", context)


def _halls(edition: Edition | None) -> QuerySet[Hall]:
    """The halls in which the edition has booths."""
    return Hall.objects.filter(pk__in=Booth.objects.filter(edition=edition).values("hall")).select_related(
        "venue"
    )


def _light(stands: list[Stand], found: set[int], names: set[str]) -> Stand | None:
    """Light the stands of booths that were found, and the one with a number that was asked for; return that one."""
    sought = None
    for stand in stands:
        is_named = any(place.number.casefold() in names for place in stand.places)
        stand.is_lit = is_named or any(place.pk in found for place in stand.places)
        sought = stand if is_named and sought is None else sought
    return sought
