"""Meetings: what was fixed, by the scheduler or by hand."""

from typing import Any

from django.http import Http404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from buyers.acts import meetings
from buyers.api.shapes import DelegateInShortSerializer, HostSerializer, RepresentativeInShortSerializer
from buyers.models import Meeting, MeetingRequest
from buyers.states import MeetingState
from exhibitors.models import Representative
from expo.access.fields import Known, Narrow
from expo.access.filters import DayFilter, Filters, KeyFilter, edition_filter
from expo.access.views import Rows
from expo.fair.models import MeetingPoint, Slot
from expo.fair.visible import editions_organised_by


class MeetingSerializer(serializers.ModelSerializer[Meeting]):
    """A meeting with its time, its place and who meets."""

    delegate = DelegateInShortSerializer(source="request.delegate", read_only=True)
    companions = DelegateInShortSerializer(source="request.companions", many=True, read_only=True)
    exhibitor = HostSerializer(source="request.exhibitor", read_only=True)
    representative = RepresentativeInShortSerializer(read_only=True)
    interpreter = serializers.CharField(
        source="interpreter.person.name_with_latin", default=None, allow_null=True, read_only=True
    )
    starts_at = serializers.DateTimeField(source="slot.starts_at", read_only=True)
    ends_at = serializers.DateTimeField(source="slot.ends_at", read_only=True)
    point = serializers.CharField(source="point.label", read_only=True)
    link = serializers.CharField(source="point.link", read_only=True)

    class Meta:
        model = Meeting
        fields = [
            "id",
            "request",
            "delegate",
            "companions",
            "exhibitor",
            "representative",
            "interpreter",
            "starts_at",
            "ends_at",
            "point",
            "link",
            "state",
            "version",
            "modified_at",
        ]
        read_only_fields = fields


def _of_organised(edition: str) -> Narrow:
    """Narrow to rows of editions (reached by `edition`) that the user organises."""
    return lambda rows, user: rows.filter(**{f"{edition}__in": editions_organised_by(user)})


class NewMeetingSerializer(serializers.Serializer[Any]):
    """When, where and with whom an accepted request becomes a meeting."""

    request: Known[MeetingRequest] = Known(
        queryset=MeetingRequest.objects.all(), narrow=_of_organised("exhibitor__edition")
    )
    slot: Known[Slot] = Known(
        queryset=Slot.objects.select_related("day"), narrow=_of_organised("day__edition")
    )
    point: Known[MeetingPoint] = Known(queryset=MeetingPoint.objects.all(), narrow=_of_organised("edition"))
    representative: Known[Representative] = Known(
        queryset=Representative.objects.select_related("person"), narrow=_of_organised("exhibitor__edition")
    )


class MeetingFilter(Filters):
    """Meetings by when, who and how they stand."""

    edition = edition_filter("slot__day__edition__slug")
    date = DayFilter("slot__day__date", help_text="One day of the fair.")
    exhibitor = KeyFilter("request__exhibitor")
    delegate = KeyFilter("request__delegate")
    state = filters.ChoiceFilter(choices=MeetingState.choices)

    class Meta:
        model = Meeting
        fields: list[str] = []


class MeetingView(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows[Meeting]):
    """The meetings of one's own buyer groups and companies, and one's own."""

    queryset = Meeting.objects.select_related(
        "slot",
        "point",
        "representative__person",
        "interpreter__person",
        "request__delegate__person",
        "request__delegate__group",
        "request__exhibitor__company",
    ).prefetch_related("request__companions__person", "request__companions__group")
    serializer_class = MeetingSerializer
    filterset_class = MeetingFilter
    permission_classes = [IsAuthenticated]

    @extend_schema(request=NewMeetingSerializer, responses={201: MeetingSerializer})
    def create(self, request: Request) -> Response:
        """Fix a meeting by hand (organisers); 409 names free times where somebody or the place is taken."""
        if not editions_organised_by(self.user).exists():
            raise Http404
        row = meetings.arrange(**self.body(NewMeetingSerializer), actor=self.user)
        return self.answer(row, status=201)

    @extend_schema(request=None, responses=MeetingSerializer)
    @action(methods=["post"], detail=True)
    def cancel(self, request: Request, pk: str) -> Response:
        """Call a meeting off; both sides are told."""
        row = self.get_object()
        meetings.cancel(row, actor=self.user)
        return self.answer(row)
