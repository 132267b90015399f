"""The rows in question, each with its score and the bits of what it lacks of what is wanted."""

from collections.abc import Sequence
from typing import Any

from exhibitors.directory import hits
from exhibitors.directory.facets import BY_NAME, TABLES, Kind
from exhibitors.directory.names import Name
from exhibitors.directory.question import Word
from exhibitors.directory.statement import Part, of_queryset
from exhibitors.directory.wanted import Wanted

_ALL = {
    Kind.EXHIBITORS: "SELECT id, NULL AS product, id AS exhibitor, 0 AS score, 0::bigint AS missing FROM seen",
    Kind.PRODUCTS: """
        SELECT it.id, it.id AS product, it.exhibitor_id AS exhibitor, 0 AS score, 0::bigint AS missing
        FROM exhibitors_product it JOIN seen ON seen.id = it.exhibitor_id""",
}
_WITH_WORDS = {
    Kind.EXHIBITORS: "SELECT id, NULL AS product, id AS exhibitor, score, missing FROM ({scored}) _",
    Kind.PRODUCTS: """
        SELECT it.id, it.id AS product, it.exhibitor_id AS exhibitor, score, missing
        FROM ({scored}) _ JOIN exhibitors_product it USING (id)""",
}


def tables(
    seen: Any, wanted: Wanted, words: Sequence[Word], names: Sequence[Name], kinds: Sequence[Kind]
) -> dict[str, Part]:
    """Return a table for each kind with the columns id, product, exhibitor, score and missing, and all that it needs.

    `seen` are the exhibitors among which is searched. A row is found where `missing` is 0.
    """
    columns = ("pk", "edition", "company", "company__economy")
    exhibitors = of_queryset(seen.order_by().values_list(*columns))
    before = {"seen(id, edition_id, company_id, economy_id)": exhibitors, **TABLES}
    if words:
        before |= hits.tables(words, names)
    return before | {kind.value: _rows(kind, wanted, is_search=bool(words)) for kind in kinds}


def _rows(kind: Kind, wanted: Wanted, *, is_search: bool) -> Part:
    scored = hits.scored(f"words_of_{kind}")
    rows = _WITH_WORDS[kind].format(scored=scored) if is_search else _ALL[kind]
    lacks = [BY_NAME[name].missing(kind, values) for name, values in wanted.chosen.items()]
    missing = " + ".join(["missing", *(lack.sql for lack in lacks)])
    return Part(
        f"SELECT id, product, exhibitor, score, {missing} AS missing FROM ({rows}) _",  # noqa: S608
        tuple(value for lack in lacks for value in lack.params),
    )
