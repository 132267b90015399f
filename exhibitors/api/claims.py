"""Booth claims: offers to answer, and booths to give back."""

from collections.abc import Callable
from typing import Any

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from exhibitors.acts import booths
from exhibitors.models import BoothClaim, Exhibitor
from exhibitors.states import Claim
from expo.access.filters import Filters, KeyFilter, edition_filter
from expo.access.views import Rows
from expo.fair.models import Booth
from expo.fair.visible import editions_organised_by


class BoothInShortSerializer(serializers.ModelSerializer[Booth]):
    """Where to find an exhibitor."""

    hall = serializers.CharField(source="hall.code", read_only=True)

    class Meta:
        model = Booth
        fields = ["id", "number", "hall"]
        read_only_fields = fields


class ClaimInShortSerializer(serializers.ModelSerializer[BoothClaim]):
    """A hold on a booth."""

    booth = BoothInShortSerializer(read_only=True)

    class Meta:
        model = BoothClaim
        fields = ["id", "booth", "part", "state", "answer_by"]
        read_only_fields = fields


class ClaimSerializer(serializers.ModelSerializer[BoothClaim]):
    """An exhibitor's hold on a booth: held, offered (to be answered by a date), let, or over.

    Claims of one `stand` are offered together: to accept or decline one answers for all of them.
    """

    exhibitor = serializers.PrimaryKeyRelatedField[Exhibitor](read_only=True)
    booth = BoothInShortSerializer(read_only=True)

    class Meta:
        model = BoothClaim
        fields = [
            "id",
            "exhibitor",
            "booth",
            "part",
            "stand",
            "state",
            "answer_by",
            "created_at",
            "version",
            "modified_at",
        ]
        read_only_fields = fields


class ClaimFilter(Filters):
    """Claims by exhibitor and how they stand."""

    edition = edition_filter("booth__edition__slug")
    exhibitor = KeyFilter("exhibitor")
    state = filters.ChoiceFilter(choices=Claim.choices)

    class Meta:
        model = BoothClaim
        fields: list[str] = []


class ClaimView(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows[BoothClaim]):
    """The booths that one's exhibitors have, had or are offered."""

    queryset = BoothClaim.objects.select_related("booth__hall")
    serializer_class = ClaimSerializer
    filterset_class = ClaimFilter
    permission_classes = [IsAuthenticated]

    def seen(self) -> Any:
        """Those of exhibitors that the user manages."""
        return self.rows().filter(exhibitor__in=Exhibitor.objects.managed_by(self.user).values("pk"))

    @extend_schema(request=None, responses=ClaimSerializer)
    @action(methods=["post"], detail=True)
    def accept(self, request: Request, pk: str) -> Response:
        """Take up an offer, in time, as the exhibitor's company."""
        return self._step(self._own(), booths.accept)

    @extend_schema(request=None, responses=ClaimSerializer)
    @action(methods=["post"], detail=True)
    def decline(self, request: Request, pk: str) -> Response:
        """Turn an offer down, as the exhibitor's company."""
        return self._step(self._own(), booths.decline)

    @extend_schema(request=None, responses=ClaimSerializer)
    @action(methods=["post"], detail=True)
    def release(self, request: Request, pk: str) -> Response:
        """Take a booth back (organisers)."""
        return self._step(
            BoothClaim.objects.filter(booth__edition__in=editions_organised_by(self.user)), booths.release
        )

    def _own(self) -> Any:
        own = Exhibitor.objects.of_company_of(self.user)
        return BoothClaim.objects.filter(exhibitor__in=own.values("pk"))

    def _step(self, rows: Any, act: Callable[..., None]) -> Response:
        row = self.one(rows)
        act(row, actor=self.user)
        return self.answer(row)
