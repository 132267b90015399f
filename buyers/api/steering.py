"""Steering an edition: starting allocation of booths, matching and scheduling, and what the matching goes by."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from buyers.models.weights import usual_weights, weights_of
from buyers.repair_timetable import MOST_MOVES
from buyers.signal_rates import Rate, signal_rates
from buyers.tasks import MATCHING, REPAIR, SCHEDULING, start
from exhibitors.tasks import ALLOCATION
from expo.access.fields import Flag
from expo.access.filters import SLUG
from expo.access.views import Rows
from expo.fair.models import Edition
from expo.fair.visible import editions_organised_by
from expo.runs.api import RunSerializer


class AllocateSerializer(serializers.Serializer[Any]):
    """How to allocate: with `freed_only` what is free goes at once to who waits, but for those who refused an offer."""

    freed_only = Flag(required=False)


class RepairSerializer(serializers.Serializer[Any]):
    """How to repair: for each request that waits, at most so many meetings that stand may move."""

    moves_for_waiting = serializers.IntegerField(required=False, min_value=0, max_value=MOST_MOVES)


class SignalSerializer(serializers.Serializer[Any]):
    """How much a signal of the matching counts, and what coordinators say of the matches that it brought."""

    signal = serializers.CharField()
    weight = serializers.FloatField(help_text="The weight in use.")
    usual = serializers.FloatField(help_text="The weight where nobody chose others.")
    judged = serializers.IntegerField(help_text="Judged matches to which it added something.")
    good = serializers.IntegerField(help_text="How many of these were called good.")


class WeightsSerializer(serializers.Serializer[Any]):
    """What the matching of an edition goes by."""

    signals = SignalSerializer(many=True)


class SteeringView(Rows[Edition]):
    """What organisers start for their editions, and what the matching goes by."""

    queryset = Edition.objects.all()
    permission_classes = [IsAuthenticated]
    http_method_names = ["get", "post", "head"]
    lookup_field = "slug"
    lookup_value_regex = SLUG.strip("^$")

    def get_queryset(self) -> Any:
        """The editions that the user steers."""
        return editions_organised_by(self.user)

    @extend_schema(responses=WeightsSerializer)
    @action(detail=True)
    def weights(self, request: Request, slug: str) -> Response:
        """Tell how much each signal of the matching counts, and how often its matches are called good."""
        edition = self.one(self.get_queryset())
        usual, rates = usual_weights(), signal_rates(edition)
        signals = [
            {
                "signal": name,
                "weight": weight,
                "usual": usual[name],
                "judged": (rate := rates.get(name, Rate(0, 0))).judged,
                "good": rate.good,
            }
            for name, weight in weights_of(edition).table().items()
        ]
        return Response(WeightsSerializer({"signals": signals}).data)

    @extend_schema(request=None, responses={202: RunSerializer})
    @action(methods=["post"], detail=True)
    def match(self, request: Request, slug: str) -> Response:
        """Match all needs of an edition anew; 409 while that is at work."""
        return self._start(MATCHING)

    @extend_schema(request=None, responses={202: RunSerializer})
    @action(methods=["post"], detail=True)
    def schedule(self, request: Request, slug: str) -> Response:
        """Find times and places for accepted requests; 409 while that is at work."""
        return self._start(SCHEDULING)

    @extend_schema(request=RepairSerializer, responses={202: RunSerializer})
    @action(methods=["post"], detail=True)
    def repair(self, request: Request, slug: str) -> Response:
        """Propose other times and places for meetings that can't be held as they are; 409 while that is at work."""
        return self._start(REPAIR, **self.body(RepairSerializer))

    @extend_schema(request=AllocateSerializer, responses={202: RunSerializer})
    @action(methods=["post"], detail=True)
    def allocate(self, request: Request, slug: str) -> Response:
        """Propose booths for those who have none; 409 while that is at work."""
        return self._start(ALLOCATION, **self.body(AllocateSerializer))

    def _start(self, kind: str, **params: Any) -> Response:
        run = start(kind, self.one(self.get_queryset()), actor=self.user, **params)
        return Response(RunSerializer(run).data, status=202)
