"""What all API views share: whose rows they show and change, how bodies name rows, and their schema."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar, cast

from django.db import models
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction, OpenApiResponse
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

M = TypeVar("M", bound=models.Model)
Narrow = Callable[[Any, Any], Any]  # (rows, user) -> rows


class Known(serializers.PrimaryKeyRelatedField[M]):
    """A key in a body. Those that `narrow(rows, user)` leaves out don't exist for the user."""

    def __init__(self, *, narrow: Narrow | None = None, **options: Any) -> None:
        self.narrow = narrow
        super().__init__(**options)

    def get_queryset(self) -> Any:
        """Return the rows that the user may name."""
        rows = super().get_queryset()
        return self.narrow(rows, self.context["request"].user) if self.narrow else rows

    def to_internal_value(self, data: Any) -> Any:
        """Return the row of this key; what can't be one never reaches the database."""
        return super().to_internal_value(self.pk_field.run_validation(data) if self.pk_field else data)


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
    alternatives = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="What is free instead."
    )


class InvalidSerializer(ProblemSerializer):
    """What is wrong with a request, by field."""

    def get_fields(self) -> Any:
        """Add the errors; a class attribute of this name would hide the serializer's own."""
        return {**super().get_fields(), "errors": serializers.DictField()}


class Schema(AutoSchema):
    """A view's part of the schema, with the problems that it may answer with."""

    def _get_response_bodies(self, direction: Direction = "response") -> Any:
        answers = super()._get_response_bodies(direction)
        problems = {str(status): self._problem(status) for status in self._problems()}
        return {**answers, **problems}

    def _problems(self) -> list[int]:
        if self.method == "GET":
            return [400] if self._is_list_view() else [404]
        return [400, 401, 404, 409]

    def _problem(self, status: int) -> Any:
        shape = InvalidSerializer if status == 400 else ProblemSerializer
        told = OpenApiResponse(shape, description=HTTPStatus(status).phrase)
        media_types = ["application/problem+json"]
        return self._get_response_for_code(told, str(status), media_types)  # type: ignore[no-untyped-call]


class Rows(GenericViewSet[M]):
    """Views on rows of one model: what the user sees to read, what the user manages to write, 404 beyond.

    Its querysets have `visible_to(user)`, and `managed_by(user)` where something can be written.
    """

    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    lookup_value_regex = "[0-9]+"
    schema = Schema()

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
        return Response(self.get_serializer(self.seen().get(pk=row.pk)).data, status=status)
