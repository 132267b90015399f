"""Proposed allocations: which booths a run would give to whom, for organisers to change, offer or take back."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from exhibitors.acts import allocations
from exhibitors.api.claims import BoothInShortSerializer
from exhibitors.api.registrations import before_the_fair_ends
from exhibitors.booth_reasons import Names, why_no_booth
from exhibitors.models import Allocation, Exhibitor, ProposedStand
from expo.access.fields import Known
from expo.access.filters import Filters, edition_filter
from expo.access.views import Rows
from expo.fair.api.shapes import EditionSlug
from expo.fair.models import Booth, Hall
from expo.fair.visible import editions_organised_by

MOST_BOOTHS = 50  # of a stand


class AllocationSerializer(serializers.ModelSerializer[Allocation]):
    """A proposed allocation; `value` counts all stands, those that stood before included."""

    edition = EditionSlug()

    class Meta:
        model = Allocation
        fields = [
            "id",
            "edition",
            "run",
            "state",
            "value",
            "bound",
            "bound_method",
            "created_at",
            "version",
            "modified_at",
        ]
        read_only_fields = fields


class ProposedStandSerializer(serializers.ModelSerializer[ProposedStand]):
    """The booths proposed for an exhibitor, or `because`: why there are none, in the reader's language.

    `taken` is null while it waits, true where it was offered, and false where it was overtaken.
    """

    exhibitor = serializers.PrimaryKeyRelatedField[Exhibitor](read_only=True)
    booths = BoothInShortSerializer(many=True, read_only=True)
    because = serializers.SerializerMethodField()

    class Meta:
        model = ProposedStand
        fields = ["id", "exhibitor", "booths", "is_smaller", "because", "taken", "modified_at"]
        read_only_fields = fields

    def get_because(self, stand: ProposedStand) -> str:
        """Return why there is no booth, or an empty text."""
        names: Names = self.context["names"]
        return why_no_booth(stand.because, names)


def _of_own(rows: Any, user: Any) -> Any:
    return rows.filter(allocation__edition__in=editions_organised_by(user).values("pk"))


class OfferAllSerializer(serializers.Serializer[Any]):
    """Until when companies may answer; with a hall or a stand only that is offered."""

    answer_by = serializers.DateTimeField()
    hall: Known[Hall] = Known(queryset=Hall.objects.all(), required=False)
    stand: Known[ProposedStand] = Known(queryset=ProposedStand.objects.all(), narrow=_of_own, required=False)


class OfferedSerializer(serializers.Serializer[Any]):
    """How many stands were offered, and how many left out because somebody or a booth was taken meanwhile."""

    offered = serializers.IntegerField()
    overtaken = serializers.IntegerField()


class OtherBoothsSerializer(serializers.Serializer[Any]):
    """Other booths for a proposed stand."""

    stand: Known[ProposedStand] = Known(queryset=ProposedStand.objects.all(), narrow=_of_own)
    booths = serializers.ListField(
        child=Known(queryset=Booth.objects.all()), min_length=1, max_length=MOST_BOOTHS
    )


class ValuesSerializer(serializers.Serializer[Any]):
    """The proposal's value before and after a change."""

    before = serializers.IntegerField()
    after = serializers.IntegerField()


class AllocationFilter(Filters):
    """Proposals by edition."""

    edition = edition_filter("edition__slug")

    class Meta:
        model = Allocation
        fields: list[str] = []


class AllocationView(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows[Allocation]):
    """The allocations proposed for the editions that one organises."""

    queryset = Allocation.objects.select_related("edition")
    serializer_class = AllocationSerializer
    filterset_class = AllocationFilter
    permission_classes = [IsAuthenticated]
    ordering = ("-pk",)

    def seen(self) -> Any:
        """Those of the editions that the user steers."""
        return self.rows().filter(edition__in=editions_organised_by(self.user).values("pk"))

    @extend_schema(responses=ProposedStandSerializer(many=True))
    @action(detail=True, filterset_class=Filters)
    def stands(self, request: Request, pk: str) -> Response:
        """List what it proposes for whom."""
        row = self.one(self.seen())
        reasons = row.stands.exclude(because=None).values_list("because", flat=True)
        rows = row.stands.prefetch_related("booths__hall")
        return self.page(rows, ProposedStandSerializer, ordering=("pk",), names=Names(reasons))

    @extend_schema(request=OfferAllSerializer, responses=OfferedSerializer)
    @action(methods=["post"], detail=True)
    def offer(self, request: Request, pk: str) -> Response:
        """Offer it to the companies, whole, in one hall, or one stand; everybody concerned is told."""
        row, given = self.one(self.seen()), self.body(OfferAllSerializer)
        before_the_fair_ends(given["answer_by"], row.edition)
        return Response(OfferedSerializer(allocations.accept(row, actor=self.user, **given)).data)

    @extend_schema(request=OtherBoothsSerializer, responses=ValuesSerializer)
    @action(methods=["post"], detail=True, url_path="propose-other")
    def propose_other(self, request: Request, pk: str) -> Response:
        """Propose other booths for one of its stands; nobody is told before they are offered."""
        row, given = self.one(self.seen()), self.body(OtherBoothsSerializer)
        stand = get_object_or_404(row.stands.select_related("allocation"), pk=given["stand"].pk)
        before, after = allocations.propose_other(stand, given["booths"], actor=self.user)
        return Response(ValuesSerializer({"before": before, "after": after}).data)

    @extend_schema(request=None, responses=AllocationSerializer)
    @action(methods=["post"], detail=True, url_path="take-back")
    def take_back(self, request: Request, pk: str) -> Response:
        """Drop it with all offers made from it; 409 as soon as a company has answered."""
        row = self.one(self.seen())
        allocations.take_back(row, actor=self.user)
        return self.answer(row)
