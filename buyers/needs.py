"""From rows to the matching core: what delegates want to buy, as the core takes it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch

from buyers import matching
from buyers.models import MatchVerdict
from exhibitors.models.orders import in_small_units


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
