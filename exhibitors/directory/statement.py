"""Pieces of SQL with their parameters, in the order in which they stand."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import models


class Part(NamedTuple):
    """Some SQL and the values of its placeholders; what users typed is only ever among the values."""

    sql: str
    params: tuple[Any, ...] = ()


def of_queryset(rows: "models.QuerySet[Any]") -> Part:
    """Return a queryset as SQL."""
    sql, params = rows.query.sql_with_params()
    return Part(sql, tuple(params))


def columns(**lists: Sequence[Any]) -> Part:
    """Return lists as the columns of a table: `type_name=[…]` for a column `name`."""
    types = ", ".join(f"%s::{key.split('_', 1)[0]}[]" for key in lists)
    names = ", ".join(key.split("_", 1)[1] for key in lists)
    return Part(f"SELECT * FROM unnest({types}) AS _({names})", tuple(list(each) for each in lists.values()))  # noqa: S608


def union(parts: Sequence[Part]) -> Part:
    """Return the rows of all parts, one below the other."""
    return Part(
        "\nUNION ALL\n".join(f"({part.sql})" for part in parts),
        tuple(value for part in parts for value in part.params),
    )


def with_tables(tables: dict[str, Part], body: Part) -> Part:
    """Return the body with these tables before it."""
    named = ",\n".join(f"{name} AS ({part.sql})" for name, part in tables.items())
    before = tuple(value for part in tables.values() for value in part.params)
    return Part(f"WITH {named}\n{body.sql}", before + body.params)
