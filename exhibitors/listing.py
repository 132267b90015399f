"""Exhibitors as templates/exhibitors/cards.html shows them: what a card needs, in a fixed number of queries."""

from django.db.models import Prefetch

from exhibitors.models import BoothClaim, Product
from exhibitors.states import Claim
from exhibitors.visible import ExhibitorQuerySet, ProductQuerySet


def for_cards(rows: ExhibitorQuerySet, products: ProductQuerySet | None = None) -> ExhibitorQuerySet:
    """Return the exhibitors by name, each with what its card shows; `products` says in which order those are."""
    let = BoothClaim.objects.filter(state=Claim.LET).select_related("booth").order_by("booth__number")
    rows = rows.select_related("company__economy").order_by("company__sort_name", "pk")
    shown = Product.objects.all() if products is None else products
    return rows.prefetch_related(Prefetch("products", shown), Prefetch("claims", let, "let_claims"))
