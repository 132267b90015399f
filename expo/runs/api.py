"""Runs: how far long work is, and calling it off."""

from typing import Any

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from expo.access.filters import Filters
from expo.access.views import Rows
from expo.runs import acts
from expo.runs.models import Run
from expo.runs.visible import runs_visible_to


class RunSerializer(serializers.ModelSerializer[Run]):
    """One piece of long work: `done` of `total` steps (0: not known yet), and what came of it."""

    title = serializers.CharField(read_only=True, help_text="In the reader's language.")
    outcome = serializers.DictField(read_only=True)

    class Meta:
        model = Run
        fields = [
            "id",
            "kind",
            "title",
            "about",
            "state",
            "done",
            "total",
            "cancel_asked",
            "outcome",
            "error",
            "created_at",
            "started_at",
            "finished_at",
            "modified_at",
        ]
        read_only_fields = fields


class RunFilter(Filters):
    """Runs by what they are about and how they stand."""

    about = filters.CharFilter("about", max_length=100, help_text="For example `fair.edition:1`.")
    kind = filters.CharFilter("kind", max_length=60, help_text="The kind of work, for example `matching`.")
    state = filters.ChoiceFilter(choices=Run.State.choices)

    class Meta:
        model = Run
        fields: list[str] = []


class RunView(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows[Run]):
    """The runs that one started, and those about editions that one steers."""

    queryset = Run.objects.all()
    serializer_class = RunSerializer
    filterset_class = RunFilter
    permission_classes = [IsAuthenticated]

    def get_queryset(self) -> Any:
        """Those that the user sees."""
        return runs_visible_to(self.user)

    def seen(self) -> Any:
        """The same: who sees a run may call it off."""
        return self.get_queryset()

    @extend_schema(request=None, responses=RunSerializer)
    @action(methods=["post"], detail=True)
    def cancel(self, request: Request, pk: str) -> Response:
        """Ask a run to stop."""
        row = self.get_object()
        acts.cancel(row, actor=self.user)
        return self.answer(row)
