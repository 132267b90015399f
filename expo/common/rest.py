"""What all API views share: whose rows they show and change, pages of a list, and refusals as problem details.

Problem details are RFC 9457's: `title`, `status`, `detail`, then `errors` by field or `alternatives`.
"""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any, ClassVar, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist
from django.core.exceptions import ValidationError as ModelValidationError
from django.db import IntegrityError, models
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse
from psycopg.errors import ExclusionViolation, UniqueViolation
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler
from rest_framework.viewsets import GenericViewSet

from expo.common.acts import Refused

M = TypeVar("M", bound=models.Model)
Narrow = Callable[[Any, Any], Any]  # (rows, user) -> rows

RACES = (UniqueViolation, ExclusionViolation)


class Pages(CursorPagination):
    """Pages that stay true while rows are added: newest first, 50 to a page, 200 at the most."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    ordering = "-pk"


class Known(serializers.PrimaryKeyRelatedField[M]):
    """A key in a body: of a row that the user may name there, as `narrow(rows, user)` says; others don't exist."""

    def __init__(self, *, narrow: Narrow | None = None, **options: Any) -> None:
        self.narrow = narrow
        super().__init__(**options)

    def get_queryset(self) -> Any:
        """Return the rows that the user may name."""
        rows = super().get_queryset()
        return self.narrow(rows, self.context["request"].user) if self.narrow else rows


class Codes(serializers.ListField):
    """A list of keys of one table with short codes, such as sectors: found in one query, shown as codes."""

    def __init__(self, *, model: type[models.Model], **options: Any) -> None:
        self.model = model
        child = serializers.CharField(max_length=40)
        super().__init__(child=child, max_length=50, **options)

    def to_internal_value(self, data: Any) -> Any:
        """Return the rows of these codes; an unknown one is an error that names it."""
        codes = super().to_internal_value(data)
        rows = self.model._default_manager.in_bulk(codes)
        unknown = [code for code in codes if code not in rows]
        if unknown:
            raise serializers.ValidationError(_("Unknown: %(codes)s.") % {"codes": ", ".join(unknown)})
        return list(rows.values())

    def to_representation(self, data: Any) -> Any:
        """Return the codes of rows that were prefetched."""
        return sorted(row.pk for row in data.all())


class ProblemSerializer(serializers.Serializer[Any]):
    """Why a request was not done."""

    type = serializers.CharField(default="about:blank")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = serializers.DictField(required=False, help_text="What is wrong, by field.")
    alternatives = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="What is free instead."
    )


class Schema(AutoSchema):
    """A view's part of the schema, with the problems that it may answer with."""

    def get_response_serializers(self) -> Any:
        """Add problems to the answers."""
        answers = super().get_response_serializers()
        if not isinstance(answers, dict):
            answers = {self._success(): answers or OpenApiResponse(description="Done")}
        return {**answers, **{status: _problem_response(status) for status in self._problems()}}

    def _success(self) -> int:
        return {"POST": 201, "DELETE": 204}.get(self.method, 200)

    def _problems(self) -> list[int]:
        if self.method == "GET":
            return [400] if self._is_list_view() else [404]
        return [400, 401, 404, 409]


class Rows(GenericViewSet[M]):
    """Views on rows of one model: what the user sees to read, what the user manages to write, 404 beyond.

    Its querysets have `visible_to(user)`, and `managed_by(user)` where something can be written.
    """

    http_method_names: ClassVar[Sequence[str]] = ["get", "post", "patch", "delete", "head", "options"]
    lookup_value_regex = "[0-9]+"
    schema = Schema()

    @property
    def user(self) -> Any:
        """Who asks."""
        return self.request.user

    def get_queryset(self) -> Any:
        """The rows that the user sees, or manages where this is a write."""
        rows: Any = super().get_queryset()
        return rows.visible_to(self.user) if self.reads else rows.managed_by(self.user)

    @property
    def reads(self) -> bool:
        """Whether nothing is to be changed."""
        return self.request.method in {"GET", "HEAD", "OPTIONS"}

    def one(self, rows: Any) -> Any:
        """Return the row that the address names, among these; 404 where it is not there."""
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def body(self, shape: type[serializers.BaseSerializer[Any]], **options: Any) -> dict[str, Any]:
        """Return the request's body, valid in this shape; 400 where it is not."""
        given = shape(data=self.request.data, context=self.get_serializer_context(), **options)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)

    def answer(self, row: models.Model, status: int = 200) -> Response:
        """Show the row as it stands now."""
        rows: Any = super().get_queryset()
        shown = rows.visible_to(self.user).get(pk=row.pk)
        return Response(self.get_serializer(shown).data, status=status)


def problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn a refusal into an answer with `title`, `status`, `detail`, and `errors` by field."""
    if isinstance(error, Refused):
        return _answer(409, detail=error.message, alternatives=error.alternatives)
    if isinstance(error, IntegrityError) and isinstance(error.__cause__, RACES):
        return _answer(409, detail=_("Somebody else was a moment faster. Ask again to see how it stands."))
    response = exception_handler(_as_rest_error(error), context)
    if response is None:
        return None
    details = _invalid(response.data) if response.status_code == 400 else {"detail": response.data["detail"]}
    answer = _answer(response.status_code, **details)
    for name, value in response.items():
        if name.lower() in {"www-authenticate", "retry-after", "allow"}:
            answer[name] = value
    return answer


def _as_rest_error(error: Exception) -> Exception:
    if isinstance(error, ObjectDoesNotExist):  # it was there when the request came, and is gone
        return NotFound()
    if not isinstance(error, ModelValidationError):
        return error
    if not hasattr(error, "error_dict"):
        return ValidationError({api_settings.NON_FIELD_ERRORS_KEY: error.messages})
    names = {NON_FIELD_ERRORS: api_settings.NON_FIELD_ERRORS_KEY}
    return ValidationError({names.get(name, name): texts for name, texts in error.message_dict.items()})


def _invalid(data: Any) -> dict[str, Any]:
    if isinstance(data, dict) and set(data) == {"detail"}:
        return {"detail": data["detail"]}
    errors = data if isinstance(data, dict) else {api_settings.NON_FIELD_ERRORS_KEY: data}
    return {"detail": _("Some fields are not right."), "errors": errors}


def _answer(status: int, **members: Any) -> Response:
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, **members}
    return Response(body, status=status, content_type="application/problem+json")


def _problem_response(status: int) -> OpenApiResponse:
    return OpenApiResponse(ProblemSerializer, description=HTTPStatus(status).phrase)
