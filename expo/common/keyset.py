"""Lists in pages that stay true while rows come and go: each page begins behind the last row of the one before."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core import signing
from django.db.models import Model, Q
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

CHANGES = ("modified_at", "pk")
PARAMETERS = [
    {
        "name": "cursor",
        "in": "query",
        "required": False,
        "description": "Where the page begins: take `next` as it is.",
        "schema": {"type": "string", "maxLength": 1000},
    },
    {
        "name": "page_size",
        "in": "query",
        "required": False,
        "description": "Rows in a page.",
        "schema": {"type": "integer", "minimum": 1, "maximum": 200, "default": 50},
    },
]


class Pages(BasePagination):
    """Pages by the view's `ordering`, or oldest change first where the request says `modified_since`.

    The ordering ends with a unique column, so that rows alike in the others are neither lost nor told twice. Nothing
    is counted. A cursor is signed: it can't be made up, and serves for the order it was made for alone.
    """

    size = 50
    most = 200
    next: str | None = None

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """Return the page's rows."""
        ordering = CHANGES if "modified_since" in request.query_params else tuple(view.ordering)
        size = self._size(request)
        cursor = request.query_params.get("cursor")
        behind = queryset if cursor is None else queryset.filter(_behind(ordering, _read(cursor, ordering)))
        rows = list(behind.order_by(*ordering)[: size + 1])
        if len(rows) > size:
            address = request.build_absolute_uri()
            self.next = replace_query_param(address, "cursor", _write(rows[size - 1], ordering))
        return rows[:size]

    def get_paginated_response(self, data: Any) -> Response:
        """Return the page and where the next begins."""
        return Response({"next": self.next, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe a page."""
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {
                "next": {
                    "type": ["string", "null"],
                    "format": "uri",
                    "description": "The next page's address; null on the last one.",
                },
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Describe what a request may say about pages."""
        return PARAMETERS

    def _size(self, request: Request) -> int:
        field = serializers.IntegerField(min_value=1, max_value=self.most)
        try:
            return field.run_validation(request.query_params.get("page_size", self.size))
        except ValidationError as error:
            raise ValidationError({"page_size": error.detail}) from error


def _write(row: Model, ordering: Sequence[str]) -> str:
    values = [_plain(getattr(row, name.lstrip("-"))) for name in ordering]
    return signing.dumps([list(ordering), values], salt="cursor", compress=True)


def _read(cursor: str, ordering: Sequence[str]) -> list[Any]:
    try:
        made_for, values = signing.loads(cursor, salt="cursor")
    except signing.BadSignature:
        made_for = None
    if made_for != list(ordering):
        raise NotFound(_("There is no such page. Take the cursor from `next` as it is."))
    return values


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _behind(ordering: Sequence[str], values: Sequence[Any]) -> Q:
    """Which rows come behind these values: (a, b) > (x, y) is a ≥ x and (a > x or b > y), which an index on a helps."""
    name, value = ordering[0].lstrip("-"), values[0]
    beyond = Q(**{f"{name}__{'lt' if ordering[0].startswith('-') else 'gt'}": value})
    if len(ordering) == 1:
        return beyond
    from_here = Q(**{f"{name}__{'lte' if ordering[0].startswith('-') else 'gte'}": value})
    return from_here & (beyond | _behind(ordering[1:], values[1:]))
