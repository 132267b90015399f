"""Buyer groups: delegates who come together, with coordinators who act for them."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from buyers.acts import groups
from buyers.models import BuyerGroup
from exhibitors.api.registrations import OfAnEditionSerializer
from expo.access.fields import Body
from expo.access.filters import DatedFilters, economy_filter, edition_filter
from expo.access.views import Rows
from expo.fair.api.shapes import EconomyCode, EconomyInShort, EditionSlug


class GroupSerializer(serializers.ModelSerializer[BuyerGroup]):
    """A buying mission."""

    edition = EditionSlug()
    economy = EconomyInShort(read_only=True)

    class Meta:
        model = BuyerGroup
        fields = ["id", "edition", "economy", "name", "organised_by", "modified_at"]
        read_only_fields = fields


class NewGroupSerializer(OfAnEditionSerializer, Body[BuyerGroup]):
    """A group that comes to an edition."""

    economy = EconomyCode()

    class Meta:
        model = BuyerGroup
        fields = ["edition", "economy", "name", "organised_by"]


class GroupFilter(DatedFilters):
    """Groups by edition and economy."""

    edition = edition_filter("edition__slug")
    economy = economy_filter("economy")

    class Meta:
        model = BuyerGroup
        fields: list[str] = []


class GroupView(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows[BuyerGroup]):
    """The groups that one coordinates, and those of editions that one steers."""

    queryset = BuyerGroup.objects.select_related("edition", "economy")
    serializer_class = GroupSerializer
    filterset_class = GroupFilter
    permission_classes = [IsAuthenticated]

    def seen(self) -> Any:
        """Those that the user manages: nobody else sees them."""
        return self.rows().managed_by(self.user)

    @extend_schema(request=NewGroupSerializer, responses={201: GroupSerializer})
    def create(self, request: Request) -> Response:
        """Enter a group, with oneself as its first coordinator (invited coordinators)."""
        given = self.body(NewGroupSerializer)
        row = groups.found(given.pop("edition"), given, actor=self.user)
        return self.answer(row, status=201)
