"""What bodies may hold, exactly as the schema says it: a text is no number, a number is no text.

What the schema can't say (that a shell booth has a multiple of 9 m²) is for acts to refuse, with 409.
"""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.utils.translation import gettext as _
from rest_framework import serializers

M = TypeVar("M", bound=models.Model)
Narrow = Callable[[Any, Any], Any]  # (rows, user) -> rows
LARGEST_KEY = 2**63 - 1


class Text(serializers.CharField):
    """A text."""

    def to_internal_value(self, data: Any) -> str:
        """Return the text without space around it."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Whole(serializers.IntegerField):
    """A whole number."""

    def to_internal_value(self, data: Any) -> int:
        """Return the number; 9.0 is one, too, in JSON."""
        if isinstance(data, float) and data.is_integer():
            data = int(data)
        if type(data) is not int:
            self.fail("invalid")
        return super().to_internal_value(data)


class Number(serializers.FloatField):
    """A number."""

    def to_internal_value(self, data: Any) -> float:
        """Return the number."""
        if type(data) not in (int, float):
            self.fail("invalid")
        return super().to_internal_value(data)


class Flag(serializers.BooleanField):
    """Yes or no."""

    def to_internal_value(self, data: Any) -> bool:
        """Return it."""
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Choice(serializers.ChoiceField):
    """One of a few."""

    def to_internal_value(self, data: Any) -> Any:
        """Return it; "3" is not 3."""
        if not any(type(data) is type(known) and data == known for known in self.choices):
            self.fail("invalid_choice", input=data)
        return data


def key_field() -> Whole:
    """Make the shape of a row's key."""
    return Whole(min_value=1, max_value=LARGEST_KEY)


class Known(serializers.PrimaryKeyRelatedField[M]):
    """A key in a body. Those that `narrow(rows, user)` leaves out don't exist for the user: 404, as in addresses."""

    def __init__(self, *, narrow: Narrow | None = None, **options: Any) -> None:
        self.narrow = narrow
        options.setdefault("pk_field", key_field())
        super().__init__(**options)

    def get_queryset(self) -> Any:
        """Return the rows that the user may name."""
        rows = super().get_queryset()
        return self.narrow(rows, self.context["request"].user) if self.narrow else rows

    def to_internal_value(self, data: Any) -> Any:
        """Return the row of this key; what can't be one never reaches the database."""
        key = self.pk_field.run_validation(data) if self.pk_field else data
        row = self.get_queryset().filter(pk=key).first()
        if row is None:
            self.fail("does_not_exist", pk_value=key)
        return row


class Codes(serializers.ListField):
    """A list of keys of one table with short codes, such as sectors: found in one query, shown as codes.

    What is shown are rows that were prefetched, or the codes themselves: see `codes_of`.
    """

    def __init__(self, *, model: type[models.Model], **options: Any) -> None:
        self.model = model
        super().__init__(child=Text(max_length=40), max_length=50, **options)

    def to_internal_value(self, data: Any) -> Any:
        """Return the rows of these codes; an unknown one is an error that names it."""
        codes = super().to_internal_value(data)
        rows = self.model._default_manager.in_bulk(codes)
        unknown = [code for code in codes if code not in rows]
        if unknown:
            told = _("Unknown: %(codes)s.") % {"codes": ", ".join(unknown)}
            raise serializers.ValidationError(told, code="does_not_exist")
        return list(rows.values())

    def to_representation(self, data: Any) -> Any:
        """Return the codes."""
        return data if isinstance(data, list) else sorted(row.pk for row in data.all())


def codes_of(links: type[models.Model], row: str, code: str) -> ArraySubquery:
    """Return the sorted codes that a table of links has for each row: far cheaper in a list than rows prefetched."""
    own = links._default_manager.filter(**{row: models.OuterRef("pk")})
    return ArraySubquery(own.order_by(code).values(code))


class Body(serializers.ModelSerializer[M]):
    """Fields of a model in a body; the model's own validators speak where an act checks the whole row."""

    serializer_choice_field = Choice
    serializer_field_mapping: ClassVar[dict[Any, Any]] = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.CharField: Text,
        models.TextField: Text,
        models.URLField: Text,
        models.EmailField: Text,
        models.IntegerField: Whole,
        models.PositiveIntegerField: Whole,
        models.PositiveSmallIntegerField: Whole,
        models.BooleanField: Flag,
    }

    def build_standard_field(self, field_name: str, model_field: Any) -> Any:
        """Leave out the model's validators."""
        field, options = super().build_standard_field(field_name, model_field)
        options.pop("validators", None)
        return field, options

    def get_validators(self) -> list[Any]:
        """Leave out the model's constraints, which acts check, too."""
        return []
