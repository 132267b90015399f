"""Matches: recommended pairs, from the buyer's side and from the exhibitor's."""

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Greatest
from django.shortcuts import get_object_or_404
from django.utils.functional import SimpleLazyObject
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from buyers.acts import requests
from buyers.api.requests import RequestSerializer, requests_with_all
from buyers.api.shapes import HostSerializer, NeedInShortSerializer, ProductInShortSerializer
from buyers.models import Match, MeetingRequest, SourcingNeed
from buyers.reasons import Names, why_matched
from buyers.recommended import current_matches, of_the_pair
from exhibitors.models import Exhibitor
from expo.access.fields import Body
from expo.access.filters import Filters, KeyFilter, edition_filter
from expo.access.views import Rows


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

    need = NeedInShortSerializer(read_only=True)
    exhibitor = HostSerializer(read_only=True)
    product = ProductInShortSerializer(read_only=True)
    reasons = ReasonSerializer(source="reasons_now", many=True, read_only=True)
    sentences = serializers.SerializerMethodField()
    modified_at = serializers.DateTimeField(read_only=True, help_text="Since when it counts.")

    class Meta:
        model = Match
        fields = [
            "id",
            "need",
            "rank",
            "score",
            "exhibitor",
            "product",
            "reasons",
            "sentences",
            "modified_at",
        ]
        read_only_fields = fields

    @extend_schema_field(SentenceSerializer(many=True))
    def get_sentences(self, match: Match) -> Any:
        """Say the reasons, strongest first."""
        to_exhibitor = match.exhibitor_id in self.context.get("own_exhibitors", ())
        return why_matched(match.reasons_now, self.context["names"], to_exhibitor=to_exhibitor)


def with_dates(rows: QuerySet[Match]) -> Any:
    """Say of each match since when it counts: since its run has ended, or its need, which is matched anew, has changed.

    When it was written says nothing: a run writes for minutes what counts from its end on.
    """
    return rows.annotate(modified_at=Greatest("run__finished_at", "need__modified_at"))


class MatchFilter(Filters):
    """Matches by either side."""

    edition = edition_filter("exhibitor__edition__slug")
    exhibitor = KeyFilter("exhibitor", help_text="Buyers who look for what this exhibitor shows.")
    need = KeyFilter("need")

    class Meta:
        model = Match
        fields: list[str] = []


class WishSerializer(Body[MeetingRequest]):
    """How much one wishes to meet, and a few words."""

    class Meta:
        model = MeetingRequest
        fields = ["priority", "message"]


class MatchView(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows[Match]):
    """The pairs that one may bring together: of the needs that one manages, and of one's own exhibitors.

    Matches don't change: a run of the matching replaces all of an edition, a changed need its own, by others with keys
    of their own. Those that count no more are not told; asking by one asks for the pair while that is recommended.
    """

    serializer_class = MatchSerializer
    filterset_class = MatchFilter
    permission_classes = [IsAuthenticated]
    queryset = Match.objects.all()
    ordering = ("-score", "pk")

    def get_queryset(self) -> Any:
        """The current ones that concern the user."""
        needs = SourcingNeed.objects.managed_by(self.user).values("pk")
        exhibitors = Exhibitor.objects.of_company_of(self.user).values("pk")
        return with_dates(current_matches().filter(Q(need__in=needs) | Q(exhibitor__in=exhibitors)))

    def get_serializer_context(self) -> dict[str, Any]:
        """Know the names that sentences need, and whom they speak to, loaded when the first is said."""
        own = SimpleLazyObject(
            lambda: set(Exhibitor.objects.of_company_of(self.user).values_list("pk", flat=True))
        )
        return {**super().get_serializer_context(), "names": SimpleLazyObject(Names), "own_exhibitors": own}

    @extend_schema(request=WishSerializer, responses={201: RequestSerializer})
    @action(methods=["post"], detail=True)
    def ask(self, request: Request, pk: str) -> Response:
        """Ask the other side for a meeting because of a match."""
        match = get_object_or_404(self.get_queryset().filter(of_the_pair(int(pk))))
        row = requests.ask(
            match.need.delegate,
            match.exhibitor,
            need=match.need,
            side=self._side(match),
            actor=self.user,
            **self.body(WishSerializer),
        )
        shown = RequestSerializer(requests_with_all().get(pk=row.pk), context=self.get_serializer_context())
        return Response(shown.data, status=201)

    def _side(self, match: Match) -> MeetingRequest.Side:
        """The buyer's where the user manages the need, else the exhibitor's."""
        is_buyers = SourcingNeed.objects.managed_by(self.user).filter(pk=match.need_id).exists()
        return MeetingRequest.Side.BUYER if is_buyers else MeetingRequest.Side.EXHIBITOR
