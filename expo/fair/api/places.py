"""Places: venues, halls and the walks between them, sections and zones, and meeting points."""

from typing import Any

from django_filters import rest_framework as filters
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated

from expo.access.filters import CodeFilter, Filters, KeyFilter, edition_filter
from expo.fair.api.shapes import EditionSlug, NamesField, OfAnEdition, Public
from expo.fair.models import Hall, MeetingPoint, Section, Venue, Walk, Zone
from expo.fair.visible import editions_organised_by


class VenueSerializer(serializers.ModelSerializer[Venue]):
    """A site where the fair takes place."""

    names = NamesField(read_only=True)
    addresses = NamesField(read_only=True)

    class Meta:
        model = Venue
        fields = ["id", "name", "names", "address", "addresses", "modified_at"]
        read_only_fields = fields


class VenueView(Public[Venue]):
    """The sites of the fair."""

    queryset = Venue.objects.all()
    serializer_class = VenueSerializer
    ordering = ("pk",)


class HallSerializer(serializers.ModelSerializer[Hall]):
    """A floor of a building, or an outdoor area: lengths in cm from the top left, floor load in kg/m²."""

    names = NamesField(read_only=True)
    sources = NamesField(read_only=True)
    venue = serializers.PrimaryKeyRelatedField[Venue](read_only=True)

    class Meta:
        model = Hall
        fields = [
            "id",
            "venue",
            "code",
            "name",
            "names",
            "position",
            "is_outdoor",
            "left",
            "top",
            "width",
            "depth",
            "floor_load",
            "height_limit",
            "source",
            "sources",
            "modified_at",
        ]
        read_only_fields = fields


class HallFilter(Filters):
    """Halls by where they are."""

    venue = KeyFilter("venue")
    code = CodeFilter("code", pattern="^[^\\u0000]{1,10}$", help_text="For example `D2`.")

    class Meta:
        model = Hall
        fields: list[str] = []


class HallView(Public[Hall]):
    """The halls of the venues."""

    queryset = Hall.objects.all()
    serializer_class = HallSerializer
    filterset_class = HallFilter
    ordering = ("venue_id", "position", "pk")


class WalkSerializer(serializers.ModelSerializer[Walk]):
    """How many minutes one walks between two halls, the same both ways."""

    halls = serializers.SerializerMethodField()

    class Meta:
        model = Walk
        fields = ["id", "halls", "minutes", "modified_at"]
        read_only_fields = fields

    def get_halls(self, walk: Walk) -> list[int]:
        """The two halls, lower key first."""
        return [walk.one_id, walk.other_id]


class WalkFilter(Filters):
    """Walks by hall."""

    hall = KeyFilter(method="between", help_text="From or to this hall.")

    class Meta:
        model = Walk
        fields: list[str] = []

    def between(self, rows: Any, name: str, hall: int) -> Any:
        """Keep those that begin or end there."""
        return rows.filter(one=hall) | rows.filter(other=hall)


class WalkView(Public[Walk]):
    """The ways between halls."""

    queryset = Walk.objects.all()
    serializer_class = WalkSerializer
    filterset_class = WalkFilter
    ordering = ("pk",)


class SectionSerializer(serializers.ModelSerializer[Section]):
    """A part of what the fair is about."""

    edition = EditionSlug()
    names = NamesField(read_only=True)
    sources = NamesField(read_only=True)

    class Meta:
        model = Section
        fields = ["id", "edition", "code", "name", "names", "source", "sources", "modified_at"]
        read_only_fields = fields


class SectionFilter(Filters):
    """Sections by edition."""

    edition = edition_filter("edition__slug")

    class Meta:
        model = Section
        fields: list[str] = []


class SectionView(OfAnEdition[Section]):
    """What the fair is about, part by part."""

    queryset = Section.objects.select_related("edition")
    serializer_class = SectionSerializer
    filterset_class = SectionFilter
    ordering = ("pk",)


class ZoneSerializer(serializers.ModelSerializer[Zone]):
    """An exhibition area inside halls; raw space in it begins at `raw_minimum` m²."""

    edition = EditionSlug()
    section = serializers.SlugRelatedField[Section](slug_field="code", read_only=True, allow_null=True)
    names = NamesField(read_only=True)
    sources = NamesField(read_only=True)

    class Meta:
        model = Zone
        fields = [
            "id",
            "edition",
            "section",
            "code",
            "name",
            "names",
            "raw_minimum",
            "source",
            "sources",
            "modified_at",
        ]
        read_only_fields = fields


class ZoneFilter(Filters):
    """Zones by edition and section."""

    edition = edition_filter("edition__slug")
    section = CodeFilter("section__code", help_text="The section's code.")

    class Meta:
        model = Zone
        fields: list[str] = []


class ZoneView(OfAnEdition[Zone]):
    """The exhibition areas."""

    queryset = Zone.objects.select_related("edition", "section")
    serializer_class = ZoneSerializer
    filterset_class = ZoneFilter
    ordering = ("pk",)


class PointSerializer(serializers.ModelSerializer[MeetingPoint]):
    """Where one meeting at a time can be held: a table, or a link."""

    edition = EditionSlug()
    booth = serializers.CharField(source="booth.number", read_only=True, allow_null=True, default=None)
    hall = serializers.CharField(source="hall.code", read_only=True, allow_null=True, default=None)
    link = serializers.CharField(read_only=True)

    class Meta:
        model = MeetingPoint
        fields = ["id", "edition", "kind", "label", "booth", "hall", "link", "modified_at"]
        read_only_fields = fields


class PointFilter(Filters):
    """Meeting points by edition and kind."""

    edition = edition_filter("edition__slug")
    kind = filters.ChoiceFilter(choices=MeetingPoint.Kind.choices)

    class Meta:
        model = MeetingPoint
        fields: list[str] = []


class PointView(OfAnEdition[MeetingPoint]):
    """The meeting points of editions that one steers."""

    queryset = MeetingPoint.objects.select_related("edition", "booth", "hall")
    serializer_class = PointSerializer
    filterset_class = PointFilter
    permission_classes = [IsAuthenticated]
    ordering = ("pk",)

    def seen(self) -> Any:
        """Those of editions that the user steers."""
        return self.rows().filter(edition__in=editions_organised_by(self.user))
