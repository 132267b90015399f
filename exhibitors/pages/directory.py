"""The directory: who shows what, found by words and facets."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Prefetch, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exhibitors.directory import Answer, Wanted, ask, shown
from exhibitors.directory.answer import SIZE
from exhibitors.directory.facets import Kind
from exhibitors.directory.nearest import nearest_rows
from exhibitors.directory.one import is_for_one
from exhibitors.listing import for_cards
from exhibitors.models import BoothClaim, Company, Exhibitor, Product
from exhibitors.states import Claim
from expo.fair.models import Edition

MOST_PAGES = 10**6


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """List the current edition's exhibitors or products, by what somebody looks for."""
    edition = Edition.objects.current()
    wanted = Wanted.asked(request.GET)
    if edition is None:
        return render(request, "exhibitors/directory.html", {"wanted": wanted})
    answer = ask(edition, wanted, _page_asked_for(request))
    labels = shown.Labels(answer)
    page = _page(request, answer)
    context = {
        "wanted": wanted,
        "page": page,
        "facets": shown.facets(answer, labels),
        "chosen": shown.chosen(answer, labels),
        "left_out": [] if answer.total else shown.left_out(answer, labels),
        "nearest": _nearest(edition, answer, list(page.object_list)),
        "tabs": shown.tabs(answer),
        "mended": answer.mended(),
        "literally": shown.address(wanted, literal="1"),
        "is_products": wanted.kind == Kind.PRODUCTS,
    }
    response = render(request, "exhibitors/directory.html", context)
    if request.htmx:  # type: ignore[attr-defined]
        response["HX-Push-Url"] = request.path + shown.address(wanted)
    return response


def _page_asked_for(request: HttpRequest) -> int:
    """The number of the page, from 0; below the first is the last, as Django's paginator has it."""
    try:
        number = int(request.GET.get("page", "1"))
    except ValueError:
        number = 1
    return min(number - 1 if number > 0 else MOST_PAGES, MOST_PAGES)


def _page(request: HttpRequest, answer: Answer) -> Page[Any]:
    """Return the page of which the answer has the rows' keys, with the rows in their order."""
    page = Paginator(range(answer.total), SIZE).get_page(request.GET.get("page"))
    page.object_list = _rows(answer.wanted.kind, answer.shown, answer.fitting)
    return page


def _nearest(edition: Edition, answer: Answer, found: Sequence[Any]) -> list[Any]:
    """What comes nearest where there is room below what was found, each row with its reason."""
    if answer.total >= SIZE or is_for_one(answer, map(_company, found)):
        return []
    near = {each.key: each for each in nearest_rows(edition, answer)}
    if not near:
        return []
    rows = _rows(answer.wanted.kind, list(near), [each.product for each in near.values()])
    for row in rows:
        row.why = near[row.pk].why
    return rows


def _company(row: Exhibitor | Product) -> Company:
    return (row.exhibitor if isinstance(row, Product) else row).company


def _rows(kind: Kind, keys: Sequence[int], fitting: Sequence[int]) -> list[Any]:
    """The rows with these keys, in their order, with what their cards show."""
    rows = _products(keys) if kind == Kind.PRODUCTS else _exhibitors(keys, fitting)
    found = {row.pk: row for row in rows}
    return [found[key] for key in keys if key in found]


def _exhibitors(keys: Sequence[int], fitting: Sequence[int]) -> Any:
    """The exhibitors, those products first by which they were found."""
    fits = Case(When(pk__in=fitting, then=Value(0)), default=Value(1))
    return for_cards(Exhibitor.objects.filter(pk__in=keys), Product.objects.order_by(fits, "pk"))


def _products(keys: Sequence[int]) -> Any:
    let = BoothClaim.objects.filter(state=Claim.LET).select_related("booth").order_by("booth__number")
    rows = Product.objects.filter(pk__in=keys).select_related("exhibitor__company__economy")
    return rows.prefetch_related(Prefetch("exhibitor__claims", let, "let_claims"))
