"""From rows to the matching core: what exhibitors show and what delegates want, as the core takes it."""

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max, Prefetch

from buyers import matching
from buyers.models import MatchVerdict
from exhibitors.models import Product
from exhibitors.models.orders import in_small_units
from expo.fair.models import Bloc, Edition, Nomenclature


def catalogue_of(edition: Edition) -> matching.Catalogue:
    """Return what the edition's approved exhibitors show, indexed; made anew only where something has changed."""
    return _catalogue(edition, _stamp(edition))


@lru_cache(maxsize=2)
def _catalogue(edition: Edition, stamp: tuple[Any, ...]) -> matching.Catalogue:
    products = Product.objects.public().filter(exhibitor__edition=edition)
    wishes = ("exhibitor__wanted_economies", "exhibitor__wanted_sectors", "exhibitor__markets")
    rows = products.select_related("exhibitor__company").prefetch_related("sectors", *wishes).order_by("pk")
    return matching.Catalogue([_product(row) for row in rows], market=_market(edition))


def _stamp(edition: Edition) -> tuple[Any, ...]:
    """Return what differs as soon as the catalogue would."""
    products = Product.objects.public().filter(exhibitor__edition=edition)
    latest = [Max("modified_at"), Max("exhibitor__modified_at"), Max("exhibitor__company__modified_at")]
    words = Nomenclature.objects.aggregate(Count("pk"), Max("pk"), Max("modified_at"))
    blocs = Bloc.objects.aggregate(Count("pk"), Max("modified_at"))  # changed with its memberships
    return (
        *products.aggregate(Count("pk"), *latest).values(),
        *words.values(),
        *blocs.values(),
        edition.opens_on,
    )


def _product(row: Product) -> matching.Product:
    least, most, unit = _orders(row)
    return matching.Product(
        id=row.pk,
        exhibitor=row.exhibitor_id,
        text=f"{row.name} {row.name_en} {row.description}",
        hs_codes=(row.hs_code,),
        sectors=_keys(row.sectors),
        certificates=frozenset(row.certificates),
        economy=row.exhibitor.company.economy_id,
        languages=frozenset(row.exhibitor.languages),
        markets=_keys(row.exhibitor.markets),
        least=least,
        most=most,
        unit=unit,
        wants_economies=_keys(row.exhibitor.wanted_economies),
        wants_sectors=_keys(row.exhibitor.wanted_sectors),
    )


def _orders(row: Product) -> tuple[float, float, str]:
    """The smallest and the largest order that is taken, and their unit."""
    if not row.order_unit:
        return 0, math.inf, ""
    least, unit = in_small_units(row.least_order or 0, row.order_unit)
    most = in_small_units(row.most_order, row.order_unit)[0] if row.most_order else math.inf
    return least, most, unit


def _keys(rows: Any) -> frozenset[str]:
    return frozenset(row.pk for row in rows.all())


def needs_of(rows: Any) -> Iterable[matching.Need]:
    """Yield needs as the matching takes them, by key, each without the exhibitors that its coordinator turned down."""
    turned_down = Prefetch("verdicts", MatchVerdict.objects.filter(is_good=False), to_attr="turned_down")
    known = rows.select_related("delegate__group", "delegate__person").prefetch_related(
        "sectors", turned_down
    )
    for row in known.order_by("pk"):
        size, unit = in_small_units(row.order_size, row.order_unit) if row.order_size else (0, "")
        yield matching.Need(
            id=row.pk,
            text=row.text,
            hs_codes=tuple(row.hs_codes),
            sectors=_keys(row.sectors),
            certificates_required=frozenset(row.certificates_required),
            certificates_welcome=frozenset(row.certificates_welcome),
            economy=row.delegate.group.economy_id,
            languages=frozenset(row.delegate.person.languages),
            markets=frozenset([row.delegate.group.economy_id]),
            quantity=size,
            unit=unit,
            without=frozenset(verdict.exhibitor_id for verdict in row.turned_down),
        )


def _market(edition: Edition) -> matching.Market:
    agreements: dict[str, set[str]] = {}
    for economy, blocs in Bloc.objects.by_economy(edition.opens_on).items():
        for bloc in blocs:
            if bloc.is_agreement:
                agreements.setdefault(bloc.pk, set()).add(economy)
    words: dict[str, dict[str, str]] = {}
    for code, language, description in Nomenclature.objects.values_list("code", "language", "description"):
        words.setdefault(code, {})[language] = description
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
