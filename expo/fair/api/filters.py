"""What lists of the fair's objects can be narrowed by: HS codes as people write them."""

import re
from typing import Any

from django.core.validators import RegexValidator
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field

from buyers.matching.codes import normal
from expo.fair.api.shapes import HS_PARTS, HS_WRITTEN, HSPattern
from expo.fair.forms import HSCodeField

BEGINNING = "^[0-9]{1,6}$"
_ODD = "[0-9]( +[0-9]{2}){1,2}|[0-9]{3} +[0-9]{2}"  # pairs behind half a pair
BEGINNING_WRITTEN = f"^([0-9]{{1,6}}|{_ODD}|[0-9]{{2}}{HS_PARTS})$"
AS_WRITTEN = "With or without dots and spaces; of a national code the first 6 digits count."


class _Code(HSCodeField):
    """A code that may be asked for, whether anything has it or not."""

    default_validators = [HSPattern()]

    def clean(self, value: Any) -> str:
        """Return it without the 00 of a heading that is undivided: 0409.00 is 0409."""
        return normal(super().clean(value))


class _Beginning(HSCodeField):
    """The first digits of codes."""

    default_validators = [RegexValidator(re.compile(BEGINNING.replace("$", r"\Z")))]


class HSFilter(filters.CharFilter):  # type: ignore[misc]
    """Rows under an HS code, with dots, spaces or national digits; see `buyers.matching.codes.written`."""

    field_class: type[HSCodeField] = _Code
    pattern = HS_WRITTEN

    def __init__(self, *args: Any, help_text: str, **options: Any) -> None:
        super().__init__(*args, help_text=help_text, **options)
        told = f"{help_text} {AS_WRITTEN}"
        extend_schema_field({"type": "string", "pattern": self.pattern, "description": told})(self)


class HSBeginningFilter(HSFilter):
    """Rows whose codes begin with some digits, which need not be a whole code."""

    field_class = _Beginning
    pattern = BEGINNING_WRITTEN
