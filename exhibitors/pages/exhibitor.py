"""An exhibitor for everybody: who it is, what it shows, where it stands, and how one comes to meet it."""

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from exhibitors.models import Exhibitor
from exhibitors.places import together
from exhibitors.plan.excerpt import mini_plan
from exhibitors.states import Claim, Registration
from expo.common.pages import page_of
from expo.fair.models import Edition
from expo.fair.nomenclature import words_of


@require_safe
def exhibitor(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an exhibitor with its products and its booths."""
    rows = Exhibitor.objects.visible_to(request.user).select_related(
        "company__economy", "edition", "pavilion"
    )
    found = get_object_or_404(rows, pk=pk)
    page = page_of(request, found.products.all())
    is_own = Exhibitor.objects.of_company_of(request.user).filter(pk=pk).exists()
    context = {
        "exhibitor": found,
        "page": page,
        "products": _with_words(page),
        "sectors": found.sectors.all(),
        "is_own": is_own,
        "may_be_asked": found.state == Registration.APPROVED and found.edition.published and not is_own,
        **places_of(found),
    }
    return render(request, "exhibitors/exhibitor.html", context)


def places_of(exhibitor: Exhibitor) -> dict[str, Any]:
    """Return where an exhibitor stands: its let booths, and the plan around the first.

    The plan, and the pages of zones and pavilions, are those of the current edition: of others there are words alone.
    """
    edition = Edition.objects.current()
    claims = exhibitor.claims.filter(state=Claim.LET)
    places = together(claims.select_related("booth__edition", "booth__hall__venue", "booth__zone"))
    is_current = edition is not None and edition.pk == exhibitor.edition_id
    return {
        "edition": edition,
        "is_current": is_current,
        "places": places,
        "excerpt": mini_plan(places[0].first) if is_current and places else None,
    }


def _with_words(page: Page[Any]) -> list[dict[str, Any]]:
    """The products, each with what its HS code means."""
    words = words_of({product.hs_code for product in page})
    return [{"product": product, "hs_words": _last(words[product.hs_code])} for product in page]


def _last(levels: list[tuple[str, str]]) -> str:
    return levels[-1][1] if levels else ""
