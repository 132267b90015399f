"""Sourcing needs, and the exhibitors that fit them."""

from typing import Any

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from buyers.acts import needs
from buyers.api.serializers import HostSerializer, ProductInShortSerializer
from buyers.match_needs import match_one, matches_of
from buyers.models import Delegate, Match, SourcingNeed
from buyers.reasons import Names, why_matched
from expo.common.rest import Pages
from expo.common.views import Codes, Known, Rows
from expo.fair.models import Sector


class NeedSerializer(serializers.ModelSerializer[SourcingNeed]):
    """A sourcing need, to be read and written."""

    delegate: Known[Delegate] = Known(
        queryset=Delegate.objects.all(), narrow=lambda rows, user: rows.managed_by(user)
    )
    sectors = Codes(model=Sector, required=False)

    class Meta:
        model = SourcingNeed
        fields = [
            "id",
            "delegate",
            "text",
            "hs_codes",
            "sectors",
            "certificates_required",
            "certificates_welcome",
            "quantity",
            "version",
        ]
        read_only_fields = ["version"]


class NeedFilter(filters.FilterSet):  # type: ignore[misc]
    """Needs by whose they are."""

    edition = filters.CharFilter("delegate__group__edition__slug", help_text="The edition's short name.")
    group = filters.NumberFilter("delegate__group")
    delegate = filters.NumberFilter("delegate")

    class Meta:
        model = SourcingNeed
        fields: list[str] = []


class ReasonSerializer(serializers.Serializer[Any]):
    """A reason as data."""

    signal = serializers.CharField()
    share = serializers.FloatField(help_text="Its share of the score.")
    values = serializers.DictField()


class SentenceSerializer(serializers.Serializer[Any]):
    """The same for people, in the reader's language."""

    text = serializers.CharField()
    share = serializers.IntegerField(help_text="Its share of the score, in per cent.")


class MatchSerializer(serializers.ModelSerializer[Match]):
    """An exhibitor that fits a need, with its best product, and why."""

    exhibitor = HostSerializer(read_only=True)
    product = ProductInShortSerializer(read_only=True)
    reasons = ReasonSerializer(many=True, read_only=True)
    sentences = serializers.SerializerMethodField()

    class Meta:
        model = Match
        fields = ["rank", "score", "exhibitor", "product", "reasons", "sentences"]
        read_only_fields = fields

    @extend_schema_field(SentenceSerializer(many=True))
    def get_sentences(self, match: Match) -> Any:
        """Say the reasons, strongest first."""
        return why_matched(match.reasons, self.context["names"])


class BestFirst(Pages):
    """Pages of matches."""

    ordering = "rank"


class NeedView(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows[SourcingNeed]):
    """The needs of one's own buyer groups; a new or changed one is matched at once."""

    queryset = SourcingNeed.objects.select_related("delegate").prefetch_related("sectors")
    serializer_class = NeedSerializer
    filterset_class = NeedFilter
    permission_classes = [IsAuthenticated]

    def seen(self) -> Any:
        """The needs that the user manages: nobody else sees them."""
        return self.rows().managed_by(self.user)

    @extend_schema(request=NeedSerializer, responses={201: NeedSerializer})
    def create(self, request: Request) -> Response:
        """State what a delegate of one's own group wants to buy."""
        given = self.body(NeedSerializer)
        delegate, sectors = given.pop("delegate"), given.pop("sectors", [])
        row = needs.state(delegate, given, sectors=sectors, actor=self.user)
        match_one(row)
        return self.answer(row, status=201)

    @extend_schema(request=NeedSerializer, responses=NeedSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change what is wanted; a need stays with its delegate."""
        row = self.get_object()
        given = self.body(NeedSerializer, partial=True)
        sectors = given.pop("sectors", None)
        needs.change(row, given, sectors=sectors, actor=self.user)
        match_one(row)
        return self.answer(row)

    def destroy(self, request: Request, pk: str) -> Response:
        """Remove a need; requests made because of it stay."""
        needs.remove(self.get_object(), actor=self.user)
        return Response(status=204)

    @extend_schema(responses=MatchSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=BestFirst, filter_backends=[])
    def matches(self, request: Request, pk: str) -> Response:
        """List the exhibitors that fit a need, best first, with reasons."""
        rows: Any = matches_of(self.get_object())
        page: Any = self.paginate_queryset(rows)
        context = {**self.get_serializer_context(), "names": Names()}
        return self.get_paginated_response(MatchSerializer(page, many=True, context=context).data)
