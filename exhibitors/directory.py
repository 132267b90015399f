"""Looking for exhibitors: which of them fit what somebody typed and chose."""

from typing import Any

from django.db.models import Q

from exhibitors.models import Exhibitor, Product
from exhibitors.visible import ExhibitorQuerySet
from expo.fair.models import BlocMembership, Edition


def search(edition: Edition, wanted: dict[str, Any]) -> ExhibitorQuerySet:
    """Return the edition's public exhibitors that fit `wanted` (the directory form's cleaned data)."""
    rows = Exhibitor.objects.public().filter(edition=edition)
    for name, fits in _FILTERS.items():
        if wanted.get(name):
            rows = rows.filter(fits(edition, wanted[name]))
    return rows.select_related("company__economy").prefetch_related("products", "sectors", "claims__booth")


def _text(edition: Edition, text: str) -> Q:
    digits = text.replace(".", "").replace(" ", "")
    product = Q(name__icontains=text) | Q(name_en__icontains=text) | Q(description__icontains=text)
    if digits.isdigit():
        product |= Q(hs_code__startswith=digits)
    shown = Product.objects.filter(product, exhibitor__edition=edition).values("exhibitor")
    return Q(company__name__icontains=text) | Q(company__name_en__icontains=text) | Q(pk__in=shown)


def _bloc(edition: Edition, bloc: Any) -> Q:
    members = BlocMembership.objects.on(edition.opens_on).filter(bloc=bloc)
    return Q(company__economy__in=members.values("economy"))


def _certificate(edition: Edition, certificate: str) -> Q:
    shown = Product.objects.filter(certificates__contains=[certificate], exhibitor__edition=edition)
    return Q(pk__in=shown.values("exhibitor"))


_FILTERS = {
    "q": _text,
    "economy": lambda edition, economy: Q(company__economy=economy),
    "bloc": _bloc,
    "sector": lambda edition, sector: Q(sectors=sector),
    "certificate": _certificate,
}
