"""Delegates: who comes with a buyer group to buy."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from buyers.acts import groups
from buyers.models import BuyerGroup, Delegate
from expo.access.fields import Body, Known
from expo.access.filters import Filters, KeyFilter, edition_filter
from expo.access.views import Rows
from expo.people.api import NewPersonSerializer, PersonSerializer

STAY = ["arrives_on", "leaves_on", "online_from", "most_meetings_a_day", "break_from", "break_until"]


@extend_schema_field({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]})
class DayOrNone(serializers.DateField):
    """A day, or none where it is not known."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_null=True, required=False, **options)


@extend_schema_field(
    {"anyOf": [{"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}, {"type": "null"}]}
)
class HourOrNone(serializers.TimeField):
    """A time of day in the fair's zone, as 13:30, or none."""

    def __init__(self, **options: Any) -> None:
        if not options.get("read_only"):
            options["required"] = False
        super().__init__(allow_null=True, format="%H:%M", input_formats=["%H:%M"], **options)


class DelegateSerializer(serializers.ModelSerializer[Delegate]):
    """Somebody who comes with a group to buy."""

    group = serializers.PrimaryKeyRelatedField[BuyerGroup](read_only=True)
    person = PersonSerializer(read_only=True)
    break_from = HourOrNone(read_only=True)
    break_until = HourOrNone(read_only=True)

    class Meta:
        model = Delegate
        fields = ["id", "group", "person", "company", "job", *STAY, "modified_at"]
        read_only_fields = fields


class NewDelegateSerializer(Body[Delegate]):
    """Somebody who will come with a group that the user manages."""

    group: Known[BuyerGroup] = Known(
        queryset=BuyerGroup.objects.select_related("edition"), narrow=lambda rows, user: rows.managed_by(user)
    )
    person = NewPersonSerializer()
    arrives_on = DayOrNone()
    leaves_on = DayOrNone()
    break_from = HourOrNone()
    break_until = HourOrNone()

    class Meta:
        model = Delegate
        fields = ["group", "person", "company", "job", *STAY]


class DelegateChangesSerializer(Body[Delegate]):
    """What changes of a delegate; each field may be left out."""

    arrives_on = DayOrNone()
    leaves_on = DayOrNone()
    break_from = HourOrNone()
    break_until = HourOrNone()

    class Meta:
        model = Delegate
        fields = ["company", "job", *STAY]


class DelegateFilter(Filters):
    """Delegates by group."""

    edition = edition_filter("group__edition__slug")
    group = KeyFilter("group")

    class Meta:
        model = Delegate
        fields: list[str] = []


class DelegateView(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows[Delegate]):
    """The delegates of groups that one manages."""

    queryset = Delegate.objects.select_related("person")
    serializer_class = DelegateSerializer
    filterset_class = DelegateFilter
    permission_classes = [IsAuthenticated]

    def seen(self) -> Any:
        """Those that the user manages: nobody else sees them all."""
        return self.rows().managed_by(self.user)

    @extend_schema(request=NewDelegateSerializer, responses={201: DelegateSerializer})
    def create(self, request: Request) -> Response:
        """Add a delegate to a group."""
        given = self.body(NewDelegateSerializer)
        group, person = given.pop("group"), dict(given.pop("person"))
        row = groups.name_delegate(group, person, given, actor=self.user)
        return self.answer(row, status=201)

    @extend_schema(request=DelegateChangesSerializer, responses=DelegateSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change when a delegate is there; meetings that can't be held then stand until the timetable is repaired."""
        row = self.get_object()
        groups.change_delegate(row, self.body(DelegateChangesSerializer, partial=True), actor=self.user)
        return self.answer(row)

    def destroy(self, request: Request, pk: str) -> Response:
        """Take a delegate out of the group, while nobody expects to meet them."""
        groups.remove_delegate(self.get_object(), actor=self.user)
        return Response(status=204)
