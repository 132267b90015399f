"""Proposed timetables: what the scheduler would change, for organisers to accept or to take back."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from buyers.acts import proposals
from buyers.models import BuyerGroup, Proposal, ProposedChange
from expo.access.fields import Known
from expo.access.filters import Filters, edition_filter
from expo.access.views import Rows
from expo.fair.api.shapes import EditionSlug
from expo.fair.visible import editions_organised_by


class ProposalSerializer(serializers.ModelSerializer[Proposal]):
    """A proposed timetable; values are sums of the priorities of meetings."""

    edition = EditionSlug()

    class Meta:
        model = Proposal
        fields = [
            "id",
            "edition",
            "run",
            "state",
            "value_before",
            "value",
            "bound",
            "bound_method",
            "unplaced",
            "idle",
            "walks",
            "created_at",
            "version",
            "modified_at",
        ]
        read_only_fields = fields


class ChangeSerializer(serializers.ModelSerializer[ProposedChange]):
    """A meeting that comes, moves or goes (`because`); `taken` is null while it waits, false where it was overtaken."""

    class Meta:
        model = ProposedChange
        fields = [
            "id",
            "change",
            "request",
            "meeting",
            "slot",
            "point",
            "representative",
            "interpreter",
            "because",
            "taken",
            "modified_at",
        ]
        read_only_fields = fields


class GroupSerializer(serializers.Serializer[Any]):
    """Whose part to accept; without a group all of it."""

    group: Known[BuyerGroup] = Known(
        queryset=BuyerGroup.objects.all(), narrow=lambda rows, user: rows.managed_by(user), required=False
    )


class AcceptedSerializer(serializers.Serializer[Any]):
    """How many changes were made, and how many left out because somebody or a place was taken meanwhile."""

    accepted = serializers.IntegerField()
    overtaken = serializers.IntegerField()


class ProposalFilter(Filters):
    """Proposals by edition."""

    edition = edition_filter("edition__slug")

    class Meta:
        model = Proposal
        fields: list[str] = []


class ProposalView(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows[Proposal]):
    """The timetables proposed for the editions that one organises."""

    queryset = Proposal.objects.select_related("edition")
    serializer_class = ProposalSerializer
    filterset_class = ProposalFilter
    permission_classes = [IsAuthenticated]
    ordering = ("-pk",)

    def seen(self) -> Any:
        """Those of the editions that the user steers."""
        return self.rows().filter(edition__in=editions_organised_by(self.user).values("pk"))

    @extend_schema(responses=ChangeSerializer(many=True))
    @action(detail=True, filterset_class=Filters)
    def changes(self, request: Request, pk: str) -> Response:
        """List what it would change."""
        return self.page(self.one(self.seen()).changes.all(), ChangeSerializer, ordering=("pk",))

    @extend_schema(request=GroupSerializer, responses=AcceptedSerializer)
    @action(methods=["post"], detail=True)
    def accept(self, request: Request, pk: str) -> Response:
        """Make it so, whole or for one group; everybody concerned is told."""
        row = self.one(self.seen())
        counts = proposals.accept(row, actor=self.user, **self.body(GroupSerializer))
        return Response(AcceptedSerializer(counts).data)

    @extend_schema(request=None, responses=ProposalSerializer)
    @action(methods=["post"], detail=True, url_path="take-back")
    def take_back(self, request: Request, pk: str) -> Response:
        """Drop what of it was not accepted yet."""
        row = self.one(self.seen())
        proposals.take_back(row, actor=self.user)
        return self.answer(row)
