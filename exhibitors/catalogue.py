"""From rows to the matching core: what an edition's exhibitors show, as the core takes it."""

import math
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max, QuerySet

from buyers import matching
from exhibitors.models import Exhibitor, Product
from exhibitors.models.orders import in_small_units
from expo.common.dated import summed
from expo.fair.models import Bloc, Edition, Nomenclature

COLUMNS = (
    "pk",
    "exhibitor",
    "name",
    "name_en",
    "description",
    "hs_code",
    "certificates",
    "least_order",
    "most_order",
    "order_unit",
    "exhibitor__company__economy",
    "exhibitor__languages",
)


def catalogue_of(edition: Edition) -> matching.Catalogue:
    """Return what the edition's approved exhibitors show, indexed; made anew only where something has changed."""
    return _catalogue(edition, stamp(edition))


@lru_cache(maxsize=2)
def _catalogue(edition: Edition, stamp: tuple[Any, ...]) -> matching.Catalogue:
    return matching.Catalogue(list(_products(edition)), market=_market(edition))


def stamp(edition: Edition) -> tuple[Any, ...]:
    """Return what differs as soon as the catalogue would."""
    products = Product.objects.public().filter(exhibitor__edition=edition)
    shown = ("modified_at", "exhibitor__modified_at", "exhibitor__company__modified_at")
    words = Nomenclature.objects.aggregate(Count("pk"), Max("pk"), changed=summed("modified_at"))
    blocs = Bloc.objects.aggregate(Count("pk"), changed=summed("modified_at"))  # changed with its memberships
    return (
        *products.aggregate(Count("pk"), **{name: summed(name) for name in shown}).values(),
        *words.values(),
        *blocs.values(),
        edition.opens_on,
    )


def _products(edition: Edition) -> Iterator[matching.Product]:
    """Yield what is shown, from few plain rows: a fair's products as objects took several seconds."""
    shown = Product.objects.public().filter(exhibitor__edition=edition)
    sectors = _keys_by_row(shown, "sectors")
    exhibitors = Exhibitor.objects.filter(edition=edition)
    markets = _keys_by_row(exhibitors, "markets")
    wants_economies = _keys_by_row(exhibitors, "wanted_economies")
    wants_sectors = _keys_by_row(exhibitors, "wanted_sectors")
    for row in shown.order_by("pk").values_list(*COLUMNS, named=True):
        least, most, unit = _orders(row)
        yield matching.Product(
            id=row.pk,
            exhibitor=row.exhibitor,
            text=f"{row.name} {row.name_en} {row.description}",
            hs_codes=(row.hs_code,),
            sectors=sectors[row.pk],
            certificates=frozenset(row.certificates),
            economy=row.exhibitor__company__economy,
            languages=frozenset(row.exhibitor__languages),
            markets=markets[row.exhibitor],
            least=least,
            most=most,
            unit=unit,
            wants_economies=wants_economies[row.exhibitor],
            wants_sectors=wants_sectors[row.exhibitor],
        )


def _keys_by_row(rows: QuerySet[Any], field: str) -> dict[int, frozenset[str]]:
    """Return what rows have in a field of many, by key."""
    found: dict[int, frozenset[str]] = defaultdict(frozenset)
    for row, key in rows.order_by().values_list("pk", field):
        if key is not None:
            found[row] |= {key}
    return found


def _orders(row: Any) -> tuple[float, float, str]:
    """The smallest and the largest order that is taken, and their unit."""
    if not row.order_unit:
        return 0, math.inf, ""
    least, unit = in_small_units(row.least_order or 0, row.order_unit)
    most = in_small_units(row.most_order, row.order_unit)[0] if row.most_order else math.inf
    return least, most, unit


def _market(edition: Edition) -> matching.Market:
    agreements: dict[str, set[str]] = {}
    for economy, blocs in Bloc.objects.by_economy(edition.opens_on).items():
        for bloc in blocs:
            if bloc.is_agreement:
                agreements.setdefault(bloc.pk, set()).add(economy)
    words: dict[str, dict[str, str]] = {}
    columns = "code", "language", "description", "trade_words"
    for code, language, description, trade_words in Nomenclature.objects.values_list(*columns):
        words.setdefault(code, {})[language] = f"{description} {trade_words}".strip()
    return matching.Market(
        agreements={name: frozenset(members) for name, members in agreements.items()},
        nomenclature={code: " ".join(said.values()) for code, said in words.items()},
        lexicon=_lexicon(words),
    )


def _lexicon(words: dict[str, dict[str, str]]) -> matching.Lexicon | None:
    """Learn from the codes that have words in several languages; kept until the nomenclature changes."""
    lines = tuple(tuple(sorted(said.items())) for said in words.values() if len(said) > 1)
    return _learnt(lines) if lines else None


@lru_cache(maxsize=1)
def _learnt(lines: tuple[tuple[tuple[str, str], ...], ...]) -> matching.Lexicon:
    return matching.Lexicon([dict(line) for line in lines])
