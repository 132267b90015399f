"""Pages that everybody sees: the directory, an exhibitor, the hall plan."""

from collections import Counter
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from exhibitors.directory import search
from exhibitors.forms import DirectoryForm
from exhibitors.models import BoothClaim, Exhibitor, Product
from exhibitors.states import ACTIVE_CLAIMS, Claim
from expo.common.files import picture_type
from expo.common.pages import page_of
from expo.fair.models import Booth, Edition, Hall


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """List the exhibitors of the current edition, by what somebody looks for."""
    edition = Edition.objects.current()
    form = DirectoryForm(request.GET or None, edition=edition)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = search(edition, wanted) if edition else Exhibitor.objects.none()
    return render(request, "exhibitors/directory.html", {"form": form, "page": page_of(request, rows)})


@require_safe
def exhibitor(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an exhibitor with its products and its booth."""
    rows = Exhibitor.objects.visible_to(request.user).select_related("company__economy", "edition")
    found = get_object_or_404(rows, pk=pk)
    context = {
        "exhibitor": found,
        "products": page_of(request, found.products.all()),
        "claims": found.claims.filter(state=Claim.LET).select_related("booth__hall", "booth__zone"),
        "sectors": found.sectors.all(),
    }
    return render(request, "exhibitors/exhibitor.html", context)


@require_safe
def product_picture(request: HttpRequest, pk: int) -> FileResponse:
    """Send a product's picture to those who see the product."""
    product = get_object_or_404(Product.objects.visible_to(request.user), pk=pk)
    if not product.picture:
        raise Http404
    return FileResponse(product.picture.open(), content_type=picture_type(str(product.picture.name)))


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """List the halls of the current edition."""
    edition = Edition.objects.current()
    count = Count("booths", filter=Q(booths__edition=edition))
    halls = Hall.objects.filter(booths__edition=edition).select_related("venue").annotate(booth_count=count)
    return render(request, "exhibitors/plan.html", {"halls": halls})


@require_safe
def hall(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw a hall, with the same as a list beside."""
    edition = Edition.objects.current()
    found = get_object_or_404(Hall.objects.filter(booths__edition=edition).distinct(), pk=pk)
    places = [_place(booth, request.GET.get("lit", "")) for booth in _booths(edition, found)]
    context = {
        "hall": found,
        "places": places,
        "counts": Counter(place["state"] for place in places),
        "text_size": min(found.width, found.depth) // 45,
    }
    return render(request, "exhibitors/hall.html", context)


def _booths(edition: Edition | None, hall: Hall) -> Any:
    """The hall's booths, each with its active claims: a fixed number of queries."""
    active = BoothClaim.objects.filter(state__in=ACTIVE_CLAIMS).select_related("exhibitor__company")
    booths = Booth.objects.filter(edition=edition, hall=hall).select_related("zone")
    return booths.prefetch_related(Prefetch("claims", active, "active_claims")).order_by("number")


def _place(booth: Any, lit: str) -> dict[str, Any]:
    """What the plan shows of a booth; who is offered one is nobody's business until it is let."""
    let = [claim for claim in booth.active_claims if claim.state == Claim.LET]
    state = "let" if let else "held" if booth.active_claims else "free"
    return {
        "booth": booth,
        "exhibitors": [claim.exhibitor for claim in let],
        "state": state,
        "is_lit": booth.number == lit,
    }
