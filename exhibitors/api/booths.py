"""Booths: where they are, and which are free."""

from typing import Any

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django_filters import rest_framework as filters
from rest_framework import serializers

from exhibitors.models import BoothClaim
from exhibitors.states import ACTIVE_CLAIMS
from expo.access.filters import CodeFilter, Filters, KeyFilter, edition_filter
from expo.fair.api.shapes import EditionSlug, OfAnEdition
from expo.fair.models import Booth, Pavilion

FREE = "free"
STATES = [(FREE, "Free"), *((claim.value, claim.label) for claim in ACTIVE_CLAIMS)]


class BoothSerializer(serializers.ModelSerializer[Booth]):
    """A booth with its place on the hall's plan (centimetres from the top left)."""

    edition = EditionSlug()
    hall = serializers.CharField(source="hall.code", read_only=True)
    zone = serializers.CharField(source="zone.code", read_only=True)
    pavilion = serializers.PrimaryKeyRelatedField[Pavilion](read_only=True, allow_null=True)
    outline = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField()), read_only=True
    )
    state = serializers.ChoiceField(choices=STATES, read_only=True)

    class Meta:
        model = Booth
        fields = [
            "id",
            "edition",
            "number",
            "hall",
            "zone",
            "pavilion",
            "kind",
            "area",
            "open_sides",
            "outline",
            "state",
            "modified_at",
        ]
        read_only_fields = fields


class BoothFilter(Filters):
    """Booths by place, kind and whether they are free."""

    edition = edition_filter("edition__slug")
    hall = CodeFilter("hall__code", pattern="^[^\\u0000]{1,10}$", help_text="The hall's code.")
    zone = CodeFilter("zone__code", help_text="The zone's code.")
    pavilion = KeyFilter("pavilion")
    kind = filters.ChoiceFilter(choices=Booth.Kind.choices)
    state = filters.ChoiceFilter(choices=STATES)

    class Meta:
        model = Booth
        fields: list[str] = []


class BoothView(OfAnEdition[Booth]):
    """The booths of editions on the public site, and of those that one steers."""

    queryset = Booth.objects.select_related("edition", "hall", "zone")
    serializer_class = BoothSerializer
    filterset_class = BoothFilter

    def rows(self) -> Any:
        """All booths, each with its state."""
        return _with_state(super().rows())


def _with_state(rows: QuerySet[Booth]) -> QuerySet[Booth]:
    """Say how firmly somebody has each booth; an offer that was not answered in time holds nothing."""
    live = BoothClaim.objects.live().filter(booth=OuterRef("pk"), part="holder")
    state = Coalesce(Subquery(live.values("state")[:1]), Value(FREE), output_field=CharField())
    return rows.annotate(state=state)
