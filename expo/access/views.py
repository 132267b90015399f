"""What all API views share: whose rows they show and change, how often one may ask, and doing a write once."""

from typing import Any, TypeVar, cast

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from expo.access import once
from expo.access.authentication import SAFE
from expo.access.filters import Filters
from expo.access.limits import Limited
from expo.access.models import KeptAnswer

PAGING = {"cursor", "page_size"}

M = TypeVar("M", bound=models.Model)


class OneForm(BaseContentNegotiation):
    """Answers in the view's one form, whatever a caller would have liked."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        """Return the parser that reads this body, or None where none does."""
        kind = (request.content_type or "").partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == kind), None)

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        """Return the first renderer."""
        return renderers[0], renderers[0].media_type


class Answered(Exception):  # noqa: N818 - not an error: the answer is there already
    """The same request was answered before."""

    def __init__(self, row: KeptAnswer) -> None:
        self.row = row


class Rows(Limited, GenericViewSet[M]):
    """Views on rows of one model: what the user sees to read, what the user manages to write, 404 beyond.

    Its querysets have `visible_to(user)`, and `managed_by(user)` where something can be written. `ordering` ends with
    a unique column.
    """

    http_method_names = ["get", "post", "patch", "delete", "head"]
    content_negotiation_class = OneForm
    lookup_value_regex = "[0-9]+"
    filterset_class = Filters
    ordering: tuple[str, ...] = ("-pk",)
    claimed: KeptAnswer | None = None

    @property
    def user(self) -> Any:
        """Who asks."""
        return self.request.user

    def rows(self) -> Any:
        """All rows, with what showing them needs."""
        return cast(Any, self).queryset.all()

    def get_queryset(self) -> Any:
        """The rows that the user sees, or manages where this is a write."""
        return self.seen() if self.reads else self.rows().managed_by(self.user)

    def seen(self) -> Any:
        """The rows that the user sees."""
        return self.rows().visible_to(self.user)

    @property
    def reads(self) -> bool:
        """Whether nothing is to be changed."""
        return self.request.method in SAFE

    def one(self, rows: Any) -> Any:
        """Return the row that the address names, among these; 404 where it is not there."""
        return get_object_or_404(rows, **{self.lookup_field: self.kwargs[self.lookup_field]})

    def body(self, shape: type[serializers.BaseSerializer[Any]], **options: Any) -> dict[str, Any]:
        """Return the request's body, valid in this shape; 400 where it is not."""
        given = shape(data=self.request.data, context=self.get_serializer_context(), **options)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)

    def answer(self, row: models.Model, status: int = 200) -> Response:
        """Show the row as it stands now."""
        return Response(self.get_serializer(self.seen().get(pk=row.pk)).data, status=status)

    def page(
        self,
        rows: Any,
        shape: type[serializers.BaseSerializer[Any]],
        ordering: tuple[str, ...],
        **context: Any,
    ) -> Response:
        """Show a page of rows other than the view's own, in an order of their own; the action brings their filters."""
        self.ordering = ordering
        page: Any = self.paginate_queryset(self.filter_queryset(rows))
        known = {**self.get_serializer_context(), **context}
        return self.get_paginated_response(shape(page, many=True, context=known).data)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer; where a mistake of ours prevents it, free the key so that the request can be sent again."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except Exception:
            if self.claimed:
                once.let_go(self.claimed)
            raise

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """See who asks and whether they may; a write that was done before is not done again."""
        super().initial(request, *args, **kwargs)
        if self.reads:
            self.refuse_senseless_questions(request)
        row = None if self.reads else once.claim(request)
        if row and row.status is not None:
            raise Answered(row)
        self.claimed = row

    def refuse_senseless_questions(self, request: Request) -> None:
        """Say so where somebody narrows by what there is not, or twice by one thing: any rows would be wrong."""
        # an action has filters of its own where it lists other rows
        is_list = self.action == "list" or "filterset_class" in vars(self)
        known = PAGING | {*(self.filterset_class.base_filters if is_list else ())}
        if unknown := sorted(request.query_params.keys() - known):
            raise ValidationError({name: _("This list can't be narrowed by that.") for name in unknown})
        if repeated := [name for name, values in request.query_params.lists() if len(values) > 1]:
            raise ValidationError({name: _("Give this once.") for name in repeated})

    def handle_exception(self, exc: Exception) -> Response:
        """Give a kept answer again, or say what is wrong."""
        return once.replay(exc.row) if isinstance(exc, Answered) else super().handle_exception(exc)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        """Keep the answer where the request has a key."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        row = self.claimed
        if row:
            answer.add_post_render_callback(lambda rendered: once.keep(row, rendered))
        return answer


class Nothing(Limited):
    """What is at addresses where nothing is."""

    schema = None
    content_negotiation_class = OneForm
    permission_classes = []
    default_response_headers: dict[str, str] = {}  # nothing is allowed here

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Say so, whatever is asked."""
        super().initial(request, *args, **kwargs)
        raise NotFound(_("There is nothing at this address. Addresses end with a slash."))
