"""What lists can be narrowed by. A value that makes no sense is an error that names it, never left out in silence."""

import re
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field

from expo.access.fields import LARGEST_KEY

SLUG = r"^[-a-zA-Z0-9_]{1,50}$"
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)


# Beside a shape of our own, a schema does not look at a filter's `help_text`: the shape says it, too.
OF_KEY = {"type": "integer", "minimum": 1, "maximum": LARGEST_KEY}
OF_DAY = {"type": "string", "format": "date"}
OF_MOMENT = {
    "type": "string",
    "format": "date-time",
    "examples": ["2026-09-24T08:00:00Z"],
    "description": "Only what changed at this time or later, the oldest change first. To follow on, take the last "
    "`modified_at` and go back a minute, since changes become visible in their own order. Rows that were removed "
    "are not told.",
}


class KeyFilter(filters.NumberFilter):  # type: ignore[misc]
    """Rows that belong to the row of this key."""

    field_class = forms.IntegerField

    def __init__(
        self, *args: Any, help_text: str = "Only what belongs to the row of this `id`.", **options: Any
    ) -> None:
        super().__init__(*args, **{"min_value": 1, "max_value": LARGEST_KEY, **options})
        extend_schema_field({**OF_KEY, "description": help_text})(self)

    def get_max_validator(self) -> None:
        """The field has its limits already."""


class CodeFilter(filters.CharFilter):  # type: ignore[misc]
    """Rows by a code of a known form; one that nothing has finds nothing."""

    def __init__(self, *args: Any, pattern: str = SLUG, help_text: str = "", **options: Any) -> None:
        validators = [RegexValidator(pattern.removesuffix("$") + r"\Z")]
        super().__init__(*args, validators=validators, strip=False, help_text=help_text, **options)
        extend_schema_field({"type": "string", "pattern": pattern, "description": help_text})(self)


def edition_filter(path: str) -> CodeFilter:
    """Make the filter by edition, which rows have by `path`."""
    return CodeFilter(path, help_text="The edition's short name, for example `2024`.")


def economy_filter(path: str) -> CodeFilter:
    """Make the filter by economy, which rows have by `path`."""
    return CodeFilter(path, pattern="^[A-Z]{2}$", help_text="ISO 3166-1, two letters, for example `TH`.")


class MomentField(forms.Field):
    """A time of RFC 3339."""

    def to_python(self, value: Any) -> datetime | None:
        """Return the time."""
        if not value:
            return None
        if not MOMENT.fullmatch(value):
            raise ValidationError(_("Give a time with its offset, for example 2026-09-24T08:00:00Z."))
        try:
            return _in_utc(datetime.fromisoformat(value.upper()))
        except ValueError as error:
            raise ValidationError(_("There is no such time.")) from error


def _in_utc(moment: datetime) -> datetime:
    """Return the time as PostgreSQL takes it, which knows no offset of 16 hours or more."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # in the calendar's first hours or its last
        return moment.replace(tzinfo=UTC)


@extend_schema_field(OF_MOMENT)
class ModifiedSince(filters.Filter):  # type: ignore[misc]
    """Rows that changed at that time or later."""

    field_class = MomentField


class DayFilter(filters.DateFilter):  # type: ignore[misc]
    """Rows of one day."""

    def __init__(self, *args: Any, help_text: str, **options: Any) -> None:
        super().__init__(*args, input_formats=["%Y-%m-%d"], **options)
        extend_schema_field({**OF_DAY, "description": help_text})(self)


class Filters(filters.FilterSet):  # type: ignore[misc]
    """What every list can be narrowed by: all rows say when they changed."""

    modified_since = ModifiedSince("modified_at", "gte")

    def is_valid(self) -> bool:
        """Refuse empty values: whoever sends one has lost what was meant."""
        for name in self.filters:
            if name in self.data and not self.data[name].strip():
                self.form.add_error(name, _("Give a value, or leave this out."))
        return super().is_valid()
