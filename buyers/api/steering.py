"""Steering an edition: starting allocation of booths, matching and scheduling, and what the matching goes by."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from buyers.acts import weights as acts
from buyers.models.weights import usual_weights, weights_of
from buyers.repair_timetable import MOST_MOVES
from buyers.signal_rates import Rate, signal_rates
from buyers.tasks import MATCHING, REPAIR, SCHEDULING, start
from exhibitors.tasks import ALLOCATION
from expo.access.fields import Flag, Number
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


class WeightChangesSerializer(serializers.Serializer[Any]):
    """Signals that are to count otherwise, by name; those that are left out count as before. 0 turns one off."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Take a weight for each signal."""
        return {
            name: Number(required=False, min_value=0, max_value=1, help_text=f"Usually {usual:g}.")
            for name, usual in usual_weights().items()
        }


class SteeringView(Rows[Edition]):
    """What organisers start for their editions, and what the matching goes by."""

    queryset = Edition.objects.all()
    permission_classes = [IsAuthenticated]
    http_method_names = ["get", "post", "patch", "delete", "head"]
    lookup_field = "slug"
    lookup_value_regex = SLUG.strip("^$")

    def get_queryset(self) -> Any:
        """The editions that the user steers."""
        return editions_organised_by(self.user)

    @extend_schema(responses=WeightsSerializer)
    @action(detail=True)
    def weights(self, request: Request, slug: str) -> Response:
        """Tell how much each signal of the matching counts, and how often its matches are called good."""
        return self._weights(self.one(self.get_queryset()))

    @extend_schema(request=WeightChangesSerializer(partial=True), responses=WeightsSerializer)
    @weights.mapping.patch
    def change_weights(self, request: Request, slug: str) -> Response:
        """Let some signals count otherwise, from the next matching on; 409 where all that tell what fits are 0."""
        edition, given = self.one(self.get_queryset()), self.body(WeightChangesSerializer)
        if given:
            acts.change(edition, given, actor=self.user)
        return self._weights(edition)

    @extend_schema(responses={204: None})
    @weights.mapping.delete
    def use_usual_weights(self, request: Request, slug: str) -> Response:
        """Let the usual weights count again, from the next matching on."""
        acts.use_usual(self.one(self.get_queryset()), actor=self.user)
        return Response(status=204)

    def _weights(self, edition: Edition) -> Response:
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
