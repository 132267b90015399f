"""Filters of the admin's lists that the theme has otherwise."""

from datetime import datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import DateField
from django.http import HttpRequest
from django.utils.timezone import make_aware
from unfold.contrib.filters.admin import RangeDateFilter


class DaysFilter(RangeDateFilter):
    """Filters moments by the days from one to another, both included; what is no date counts as none."""

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        first, last = self._midnight("from", 0), self._midnight("to", 1)
        if first:
            rows = rows.filter(**{f"{self.field_path}__gte": first})
        return rows.filter(**{f"{self.field_path}__lt": last}) if last else rows

    def _midnight(self, end: str, days: int) -> datetime | None:
        """Return when the day begins that stands at one end, or so many days later."""
        value: Any = self.used_parameters.get(f"{self.parameter_name}_{end}")
        try:
            day = DateField(required=False).clean(value)
            return make_aware(datetime.combine(day + timedelta(days), time.min)) if day else None
        except (ValidationError, OverflowError):
            return None
