"""Editions, their days, and the slots in which meetings are held."""

from typing import Any

from django.db.models import Q
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from expo.access.filters import SLUG, DayFilter, Filters, edition_filter
from expo.fair.api.shapes import EditionSlug, NamesField, OfAnEdition, Public
from expo.fair.models import Day, Edition, Slot
from expo.fair.visible import editions_organised_by


class EditionSerializer(serializers.ModelSerializer[Edition]):
    """One year's fair."""

    names = NamesField(read_only=True)
    themes = NamesField(read_only=True)
    cities = NamesField(read_only=True)
    sources = NamesField(read_only=True)

    class Meta:
        model = Edition
        fields = [
            "slug",
            "number",
            "name",
            "names",
            "theme",
            "themes",
            "city",
            "cities",
            "opens_on",
            "closes_on",
            "registration_opens_on",
            "registration_closes_on",
            "takes_registrations",
            "time_zone",
            "source",
            "sources",
            "modified_at",
        ]
        read_only_fields = fields

    takes_registrations = serializers.BooleanField(
        read_only=True, help_text="Whether exhibitors may register today."
    )


class EditionView(Public[Edition]):
    """The editions on the public site, and those that one steers."""

    queryset = Edition.objects.all()
    serializer_class = EditionSerializer
    lookup_field = "slug"
    lookup_value_regex = SLUG.strip("^$")

    def seen(self) -> Any:
        """Those that the user sees."""
        return self.rows().filter(Q(published=True) | Q(pk__in=editions_organised_by(self.user).values("pk")))


@extend_schema_field({"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}:[0-9]{2}$", "examples": ["09:00:00"]})
class ClockField(serializers.TimeField):
    """A time of day at the fair."""


class DaySerializer(serializers.ModelSerializer[Day]):
    """One day of an edition; times are the fair's."""

    edition = EditionSlug()
    opens_at = ClockField(read_only=True)
    closes_at = ClockField(read_only=True)

    class Meta:
        model = Day
        fields = ["id", "edition", "date", "kind", "opens_at", "closes_at", "modified_at"]
        read_only_fields = fields


class DayFilters(Filters):
    """Days by edition and kind."""

    edition = edition_filter("edition__slug")
    kind = filters.ChoiceFilter(choices=Day.Kind.choices)

    class Meta:
        model = Day
        fields: list[str] = []


class DayView(OfAnEdition[Day]):
    """The days of the fair, for the trade or for everybody."""

    queryset = Day.objects.select_related("edition")
    serializer_class = DaySerializer
    filterset_class = DayFilters
    ordering = ("date", "pk")


class SlotSerializer(serializers.ModelSerializer[Slot]):
    """A time in which one meeting can be held."""

    edition = EditionSlug(source="day.edition")
    day = serializers.PrimaryKeyRelatedField[Day](read_only=True)

    class Meta:
        model = Slot
        fields = ["id", "edition", "day", "starts_at", "ends_at", "modified_at"]
        read_only_fields = fields


class SlotFilter(Filters):
    """Slots by edition and day."""

    edition = edition_filter("day__edition__slug")
    date = DayFilter("day__date", help_text="One day of the fair.")

    class Meta:
        model = Slot
        fields: list[str] = []


class SlotView(OfAnEdition[Slot]):
    """The grid of times for meetings."""

    queryset = Slot.objects.select_related("day__edition")
    serializer_class = SlotSerializer
    filterset_class = SlotFilter
    edition_path = "day__edition"
    ordering = ("starts_at", "pk")
