"""Booths: where they are, and which are free."""

from typing import Any

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django_filters import rest_framework as filters
from rest_framework import mixins, serializers

from exhibitors.models import BoothClaim
from exhibitors.states import ACTIVE_CLAIMS, Claim
from expo.common.views import Rows
from expo.fair.models import Booth, Edition
from expo.fair.visible import editions_organised_by

FREE = "free"
STATES = [(FREE, "Free"), *((claim.value, claim.label) for claim in ACTIVE_CLAIMS)]


class BoothSerializer(serializers.ModelSerializer[Booth]):
    """A booth with its place on the hall's plan (centimetres from the top left)."""

    edition = serializers.SlugRelatedField[Edition](slug_field="slug", read_only=True)
    hall = serializers.CharField(source="hall.code", read_only=True)
    zone = serializers.CharField(source="zone.code", read_only=True)
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
            "kind",
            "area",
            "open_sides",
            "outline",
            "state",
        ]
        read_only_fields = fields


class BoothFilter(filters.FilterSet):  # type: ignore[misc]
    """Booths by place, kind and whether they are free."""

    edition = filters.CharFilter("edition__slug", help_text="The edition's short name.")
    hall = filters.CharFilter("hall__code")
    zone = filters.CharFilter("zone__code")
    kind = filters.ChoiceFilter(choices=Booth.Kind.choices)
    state = filters.ChoiceFilter(choices=STATES)

    class Meta:
        model = Booth
        fields: list[str] = []


class BoothView(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows[Booth]):
    """The booths of editions on the public site, and of those that the user organises."""

    queryset = Booth.objects.select_related("edition", "hall", "zone")
    serializer_class = BoothSerializer
    filterset_class = BoothFilter

    def get_queryset(self) -> Any:
        """The booths that the user sees, each with its state."""
        seen = Q(edition__published=True) | Q(edition__in=editions_organised_by(self.user))
        return _with_state(self.rows().filter(seen))


def _with_state(rows: QuerySet[Booth]) -> QuerySet[Booth]:
    """Say how firmly somebody has each booth; an offer that was not answered in time holds nothing."""
    holds = BoothClaim.objects.filter(booth=OuterRef("pk"), part="holder", state__in=ACTIVE_CLAIMS)
    live = holds.exclude(state=Claim.OFFERED, answer_by__lte=timezone.now())
    state = Coalesce(Subquery(live.values("state")[:1]), Value(FREE), output_field=CharField())
    return rows.annotate(state=state)
