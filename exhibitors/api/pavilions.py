"""Pavilions: what everybody sees of them, and what their organisers do."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from exhibitors.acts import booths
from exhibitors.api.claims import ClaimInShortSerializer
from exhibitors.api.exhibitors import CLAIMS
from exhibitors.models import Exhibitor
from exhibitors.visible import pavilions_managed_by
from expo.access.fields import Known
from expo.access.filters import Filters, economy_filter, edition_filter
from expo.fair.api.shapes import EditionSlug, NamesField, OfAnEdition
from expo.fair.models import Booth, Pavilion


class PavilionSerializer(serializers.ModelSerializer[Pavilion]):
    """Area that a pavilion organiser shares out among its own exhibitors, in m²."""

    edition = EditionSlug()
    names = NamesField(read_only=True)
    economy = serializers.CharField(source="economy_id", read_only=True, allow_null=True)

    class Meta:
        model = Pavilion
        fields = ["id", "edition", "name", "names", "economy", "area", "area_let", "modified_at"]
        read_only_fields = fields


class PavilionFilter(Filters):
    """Pavilions by edition and economy."""

    edition = edition_filter("edition__slug")
    economy = economy_filter("economy")

    class Meta:
        model = Pavilion
        fields: list[str] = []


class ExhibitorOfPavilionSerializer(serializers.ModelSerializer[Exhibitor]):
    """How an exhibitor of a pavilion stands."""

    company = serializers.CharField(source="company.name_with_english", read_only=True)
    claims = ClaimInShortSerializer(source="active_claims", many=True, read_only=True)

    class Meta:
        model = Exhibitor
        fields = ["id", "company", "state", "booth_kind", "booth_area", "claims", "modified_at"]
        read_only_fields = fields


def _of_managed_pavilions(rows: Any, user: Any) -> Any:
    return rows.filter(pavilion__in=pavilions_managed_by(user).values("pk"))


class GivingSerializer(serializers.Serializer[Any]):
    """A booth of the pavilion, and who gets it."""

    booth: Known[Booth] = Known(queryset=Booth.objects.all(), narrow=_of_managed_pavilions)
    exhibitor: Known[Exhibitor] = Known(queryset=Exhibitor.objects.all(), narrow=_of_managed_pavilions)


class PavilionView(OfAnEdition[Pavilion]):
    """The pavilions; their organisers see how each exhibitor stands, and give booths."""

    queryset = Pavilion.objects.select_related("edition")
    serializer_class = PavilionSerializer
    filterset_class = PavilionFilter
    http_method_names = ["get", "post", "head"]
    ordering = ("pk",)

    @extend_schema(responses=ExhibitorOfPavilionSerializer(many=True))
    @action(detail=True, filterset_class=Filters, permission_classes=[IsAuthenticated])
    def exhibitors(self, request: Request, pk: str) -> Response:
        """List the pavilion's exhibitors, drafts among them, with their booths (its organisers)."""
        pavilion = self.one(pavilions_managed_by(self.user))
        rows = Exhibitor.objects.filter(pavilion=pavilion).select_related("company").prefetch_related(CLAIMS)
        return self.page(rows, ExhibitorOfPavilionSerializer, ordering=("pk",))

    @extend_schema(request=GivingSerializer, responses=PavilionSerializer)
    @action(methods=["post"], detail=True, url_path="give-booth")
    def give_booth(self, request: Request, pk: str) -> Response:
        """Give one of the pavilion's booths to one of its exhibitors; 409 names free ones where it is taken."""
        pavilion = self.one(pavilions_managed_by(self.user))
        given = self.body(GivingSerializer)
        if any(row.pavilion_id != pavilion.pk for row in given.values()):
            raise NotFound
        booths.give(**given, actor=self.user)
        return self.answer(pavilion)
