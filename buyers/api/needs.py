"""Sourcing needs, and the exhibitors that fit each."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from buyers.acts import needs, verdicts
from buyers.api.matches import MatchSerializer, with_dates
from buyers.match_needs import match_one
from buyers.models import Delegate, SourcingNeed
from buyers.reasons import Names
from buyers.recommended import matches_of
from exhibitors.api.products import UNITS, Certificates, OrderSize
from exhibitors.models import Exhibitor
from expo.access.fields import Body, Choice, Codes, Known
from expo.access.filters import Filters, KeyFilter, edition_filter
from expo.access.views import Rows
from expo.fair.api.shapes import HSCodes
from expo.fair.models import Sector


class NeedSerializer(serializers.ModelSerializer[SourcingNeed]):
    """What a delegate wants to buy."""

    delegate = serializers.PrimaryKeyRelatedField[Delegate](read_only=True)
    sectors = Codes(model=Sector, read_only=True)
    certificates_required = Certificates(read_only=True)
    certificates_welcome = Certificates(read_only=True)
    order_unit = Choice(UNITS, read_only=True)

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
            "order_size",
            "order_unit",
            "version",
            "modified_at",
        ]
        read_only_fields = fields


class NeedChangesSerializer(Body[SourcingNeed]):
    """What there is to say of a need."""

    hs_codes = HSCodes(required=False)
    sectors = Codes(model=Sector, required=False)
    certificates_required = Certificates(required=False)
    certificates_welcome = Certificates(required=False)
    order_size = OrderSize(required=False)
    order_unit = Choice(UNITS, required=False)

    class Meta:
        model = SourcingNeed
        fields = [
            "text",
            "hs_codes",
            "sectors",
            "certificates_required",
            "certificates_welcome",
            "quantity",
            "order_size",
            "order_unit",
        ]


class NewNeedSerializer(NeedChangesSerializer):
    """What a delegate of one's own group wants to buy."""

    delegate: Known[Delegate] = Known(
        queryset=Delegate.objects.all(), narrow=lambda rows, user: rows.managed_by(user)
    )

    class Meta:
        model = SourcingNeed
        fields = ["delegate", *NeedChangesSerializer.Meta.fields]


class VerdictSerializer(serializers.Serializer[Any]):
    """What a coordinator thinks of an exhibitor for a need; `none` takes back what was said."""

    exhibitor: Known[Exhibitor] = Known(queryset=Exhibitor.objects.public())
    verdict = Choice(choices=["good", "not-for-us", "none"])


class NeedFilter(Filters):
    """Needs by whose they are."""

    edition = edition_filter("delegate__group__edition__slug")
    group = KeyFilter("delegate__group")
    delegate = KeyFilter("delegate")

    class Meta:
        model = SourcingNeed
        fields: list[str] = []


class NeedView(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows[SourcingNeed]):
    """The needs of one's own buyer groups; a new or changed one is matched at once."""

    queryset = SourcingNeed.objects.select_related("delegate__group__edition").prefetch_related("sectors")
    serializer_class = NeedSerializer
    filterset_class = NeedFilter
    permission_classes = [IsAuthenticated]

    def seen(self) -> Any:
        """The needs that the user manages: nobody else sees them."""
        return self.rows().managed_by(self.user)

    @extend_schema(request=NewNeedSerializer, responses={201: NeedSerializer})
    def create(self, request: Request) -> Response:
        """State what a delegate of one's own group wants to buy."""
        given = self.body(NewNeedSerializer)
        delegate, sectors = given.pop("delegate"), given.pop("sectors", [])
        row = needs.state(delegate, given, sectors=sectors, actor=self.user)
        match_one(row, actor=self.user)
        return self.answer(row, status=201)

    @extend_schema(request=NeedChangesSerializer, responses=NeedSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change what is wanted; a need stays with its delegate."""
        row = self.get_object()
        given = self.body(NeedChangesSerializer, partial=True)
        sectors = given.pop("sectors", None)
        needs.change(row, given, sectors=sectors, actor=self.user)
        match_one(row, actor=self.user)
        return self.answer(row)

    def destroy(self, request: Request, pk: str) -> Response:
        """Remove a need; requests made because of it stay."""
        needs.remove(self.get_object(), actor=self.user)
        return Response(status=204)

    @extend_schema(request=VerdictSerializer, responses={204: None})
    @action(methods=["post"], detail=True)
    def judge(self, request: Request, pk: str) -> Response:
        """Say whether an exhibitor fits a need: one that is not for you leaves its matches for good."""
        need, given = self.get_object(), self.body(VerdictSerializer)
        if given["verdict"] == "none":
            if verdicts.take_back(need, given["exhibitor"], actor=self.user):
                match_one(need, actor=self.user)
        else:
            verdicts.judge(need, given["exhibitor"], is_good=given["verdict"] == "good", actor=self.user)
        return Response(status=204)

    @extend_schema(responses=MatchSerializer(many=True))
    @action(detail=True, filterset_class=Filters)
    def matches(self, request: Request, pk: str) -> Response:
        """List the exhibitors that fit a need, best first, with reasons."""
        rows = with_dates(matches_of(self.one(self.seen())))
        return self.page(rows, MatchSerializer, ordering=("rank", "pk"), names=Names())
