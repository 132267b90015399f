"""Narrowing querysets: for the hall plan, the API and whoever else has a list of exhibitors or products."""

from collections.abc import Mapping
from typing import Any

from django.db.models.expressions import RawSQL

from exhibitors.directory.answer import question
from exhibitors.directory.facets import Kind
from exhibitors.directory.names import names
from exhibitors.directory.rows import tables
from exhibitors.directory.statement import Part, with_tables
from exhibitors.directory.wanted import Wanted
from exhibitors.models import Exhibitor, Product
from exhibitors.visible import ExhibitorQuerySet, ProductQuerySet
from expo.fair.models import Edition


def search(
    edition: Edition | None, wanted: Mapping[str, Any], *, among: ExhibitorQuerySet | None = None
) -> ExhibitorQuerySet:
    """Return the exhibitors that fit `wanted`: public ones, or those `among` others; without edition those of all.

    `wanted` has `q` and the facets' names (bloc, economy, section, zone, sector, chapter, certificate), each with
    a row, its code, or a list of them.
    """
    rows = Exhibitor.objects.public() if among is None else among
    rows = rows.filter(edition=edition) if edition else rows
    return rows.filter(pk__in=found) if (found := _found(edition, wanted, rows, Kind.EXHIBITORS)) else rows


def search_products(
    edition: Edition | None, wanted: Mapping[str, Any], *, among: ProductQuerySet | None = None
) -> ProductQuerySet:
    """Return the products that fit `wanted`, as `search` does for exhibitors."""
    rows = Product.objects.public() if among is None else among
    rows = rows.filter(exhibitor__edition=edition) if edition else rows
    seen = Exhibitor.objects.filter(pk__in=rows.order_by().values("exhibitor"))
    return rows.filter(pk__in=found) if (found := _found(edition, wanted, seen, Kind.PRODUCTS)) else rows


def _found(edition: Edition | None, wanted: Mapping[str, Any], seen: Any, kind: Kind) -> RawSQL | None:
    """The keys of what fits as SQL, or None where nothing is wanted."""
    looked_for = Wanted.of(wanted, kind)
    if not looked_for:
        return None
    known = names(edition) if looked_for.text else []
    words = question(edition, looked_for, known)
    before = tables(seen, looked_for, words, known, [kind])
    return RawSQL(*with_tables(before, Part(f"SELECT id FROM {kind} WHERE missing < 1")))  # noqa: S608, S611
