"""Buyer groups: delegates who come together, with coordinators who act for them."""

from typing import Any

from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from buyers.acts import groups, news
from buyers.models import BuyerGroup, Coordinator
from buyers.visible import GroupQuerySet
from exhibitors.api.registrations import OfAnEditionSerializer
from expo.access.fields import Body, Choice
from expo.access.filters import Filters, economy_filter, edition_filter
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


class NewsSerializer(serializers.Serializer[Any]):
    """When a coordinator hears of new matches."""

    news = Choice(choices=Coordinator.News.choices)


class GroupFilter(Filters):
    """Groups by edition and economy."""

    edition = edition_filter("edition__slug")
    economy = economy_filter("economy")
    managed = filters.ChoiceFilter(
        choices=[("true", "true")],
        method="by_oneself",
        help_text="Only those that one coordinates or steers.",
    )

    class Meta:
        model = BuyerGroup
        fields: list[str] = []

    def by_oneself(self, rows: GroupQuerySet, name: str, value: str) -> GroupQuerySet:
        """Keep those that the user manages."""
        return rows.managed_by(self.request.user)


class GroupView(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows[BuyerGroup]):
    """The groups that come are public; who comes with them is not."""

    queryset = BuyerGroup.objects.select_related("edition", "economy")
    serializer_class = GroupSerializer
    filterset_class = GroupFilter

    @extend_schema(request=NewGroupSerializer, responses={201: GroupSerializer})
    def create(self, request: Request) -> Response:
        """Enter a group, with oneself as its first coordinator (invited coordinators)."""
        given = self.body(NewGroupSerializer)
        row = groups.found(given.pop("edition"), given, actor=self.user)
        return self.answer(row, status=201)

    @extend_schema(responses=NewsSerializer)
    @action(detail=True, permission_classes=[IsAuthenticated])
    def news(self, request: Request, pk: str) -> Response:
        """Tell when one hears of new matches for a group that one coordinates."""
        return Response(NewsSerializer(self._own()).data)

    @extend_schema(request=NewsSerializer, responses=NewsSerializer)
    @news.mapping.post
    def choose_news(self, request: Request, pk: str) -> Response:
        """Choose when to hear of new matches for a group that one coordinates."""
        own, given = self._own(), self.body(NewsSerializer)
        news.choose(own.group, Coordinator.News(given["news"]), actor=self.user)
        return Response(NewsSerializer(self._own()).data)

    def _own(self) -> Coordinator:
        """Return how the user coordinates the group; 404 for all others, organisers too: each hears for themself."""
        rows = Coordinator.objects.filter(user=self.user).select_related("group")
        return get_object_or_404(rows, group=self.kwargs["pk"])
