"""Meeting requests: one side asks, the other answers."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from buyers.acts import companions, requests
from buyers.api.shapes import DelegateInShortSerializer, HostSerializer, NeedInShortSerializer
from buyers.models import Delegate, MeetingRequest, SourcingNeed
from buyers.reasons import why_unplaced
from buyers.states import Request as State
from exhibitors.models import Exhibitor
from expo.access.fields import Body, Known, Text
from expo.access.filters import Filters, KeyFilter, edition_filter
from expo.access.views import Rows

Side = MeetingRequest.Side


class RequestSerializer(serializers.ModelSerializer[MeetingRequest]):
    """A meeting request as both sides see it."""

    delegate = DelegateInShortSerializer(read_only=True)
    exhibitor = HostSerializer(read_only=True)
    companions = DelegateInShortSerializer(many=True, read_only=True)
    need = NeedInShortSerializer(read_only=True, allow_null=True)
    unplaced_because = serializers.SerializerMethodField()

    class Meta:
        model = MeetingRequest
        fields = [
            "id",
            "side",
            "delegate",
            "exhibitor",
            "companions",
            "need",
            "priority",
            "message",
            "answer",
            "state",
            "unplaced_because",
            "created_at",
            "version",
            "modified_at",
        ]
        read_only_fields = fields

    def get_unplaced_because(self, request: MeetingRequest) -> str:
        """Why the scheduler found no time, in the reader's language; empty where it did or has not tried."""
        return why_unplaced(request.unplaced_because)


MOST_COMPANIONS = 20


def companions_field(**options: Any) -> Any:
    """Make the shape of who comes along: delegates whom the user manages."""
    one: Known[Delegate] = Known(
        queryset=Delegate.objects.all(), narrow=lambda rows, user: rows.managed_by(user)
    )
    return serializers.ListField(child=one, max_length=MOST_COMPANIONS, **options)


class NewRequestSerializer(Body[MeetingRequest]):
    """A wish to meet. Who asks decides the side: the delegate's coordinator, or the exhibitor's company."""

    delegate: Known[Delegate] = Known(
        queryset=Delegate.objects.select_related("group"), narrow=lambda rows, user: rows.askable_by(user)
    )
    exhibitor: Known[Exhibitor] = Known(
        queryset=Exhibitor.objects.all(), narrow=lambda rows, user: rows.visible_to(user)
    )
    need: Known[SourcingNeed] = Known(
        queryset=SourcingNeed.objects.all(),
        narrow=lambda rows, user: rows.managed_by(user),
        allow_null=True,
        required=False,
    )

    companions = companions_field(required=False)

    class Meta:
        model = MeetingRequest
        fields = ["delegate", "exhibitor", "companions", "need", "priority", "message"]

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        """Find the side that asks."""
        return {**given, "side": self._side(given["delegate"], given["exhibitor"])}

    def _side(self, delegate: Delegate, exhibitor: Exhibitor) -> MeetingRequest.Side:
        user = self.context["request"].user
        if Delegate.objects.managed_by(user).filter(pk=delegate.pk).exists():
            return Side.BUYER
        if not Exhibitor.objects.of_company_of(user).filter(pk=exhibitor.pk).exists():
            told = _("You can ask in your own company's name only.")
            raise serializers.ValidationError({"exhibitor": told}, code="does_not_exist")
        return Side.EXHIBITOR


class CompanionsSerializer(serializers.Serializer[Any]):
    """Who of the group comes along to a delegate's meeting."""

    companions = companions_field()


class AnswerSerializer(serializers.Serializer[Any]):
    """A few words with a yes or a no."""

    answer = Text(max_length=1000, required=False, allow_blank=True)


class RequestFilter(Filters):
    """Requests by who asked whom and how they stand."""

    edition = edition_filter("exhibitor__edition__slug")
    exhibitor = KeyFilter("exhibitor")
    delegate = KeyFilter("delegate")
    side = filters.ChoiceFilter(choices=Side.choices)
    state = filters.ChoiceFilter(choices=State.choices)

    class Meta:
        model = MeetingRequest
        fields: list[str] = []


def requests_with_all() -> QuerySet[MeetingRequest]:
    """All requests, with what showing them needs."""
    rows = MeetingRequest.objects.select_related(
        "delegate__person", "delegate__group", "exhibitor__company", "need"
    )
    return rows.prefetch_related("companions__person", "companions__group")


class RequestView(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows[MeetingRequest]):
    """The requests from and to one's own buyer groups and companies."""

    queryset = requests_with_all()
    serializer_class = RequestSerializer
    filterset_class = RequestFilter
    permission_classes = [IsAuthenticated]

    @extend_schema(request=NewRequestSerializer, responses={201: RequestSerializer})
    def create(self, request: Request) -> Response:
        """Ask for a meeting; the other side is told."""
        row = requests.ask(**self.body(NewRequestSerializer), actor=self.user)
        return self.answer(row, status=201)

    @extend_schema(request=AnswerSerializer, responses=RequestSerializer)
    @action(methods=["post"], detail=True)
    def accept(self, request: Request, pk: str) -> Response:
        """Say yes, as the side that was asked; the scheduler will find a time."""
        return self._reply(requests.accept)

    @extend_schema(request=AnswerSerializer, responses=RequestSerializer)
    @action(methods=["post"], detail=True)
    def decline(self, request: Request, pk: str) -> Response:
        """Say no, as the side that was asked."""
        return self._reply(requests.decline)

    @extend_schema(request=None, responses=RequestSerializer)
    @action(methods=["post"], detail=True)
    def withdraw(self, request: Request, pk: str) -> Response:
        """Take a request back, as the side that asked; a meeting that came of it is cancelled."""
        row = self.one(MeetingRequest.objects.asked_by(self.user))
        requests.withdraw(row, actor=self.user)
        return self.answer(row)

    @extend_schema(request=CompanionsSerializer, responses=RequestSerializer)
    @action(methods=["post"], detail=True)
    def companions(self, request: Request, pk: str) -> Response:
        """Say who of the group comes along; 409 where the meeting is fixed and one of them is taken then."""
        row = self.one(MeetingRequest.objects.of_groups_of(self.user))
        companions.choose(row, self.body(CompanionsSerializer)["companions"], actor=self.user)
        return self.answer(row)

    def _reply(self, act: Callable[..., None]) -> Response:
        row = self.one(MeetingRequest.objects.answered_by(self.user))
        act(row, **self.body(AnswerSerializer), actor=self.user)
        return self.answer(row)
