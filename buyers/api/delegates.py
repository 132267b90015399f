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
from expo.access.filters import DatedFilters, KeyFilter, edition_filter
from expo.access.views import Rows
from expo.people.api import NewPersonSerializer, PersonSerializer


class DelegateSerializer(serializers.ModelSerializer[Delegate]):
    """Somebody who comes with a group to buy."""

    group = serializers.PrimaryKeyRelatedField[BuyerGroup](read_only=True)
    person = PersonSerializer(read_only=True)

    class Meta:
        model = Delegate
        fields = ["id", "group", "person", "company", "job", "arrives_on", "leaves_on", "modified_at"]
        read_only_fields = fields


@extend_schema_field({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]})
class DayOrNone(serializers.DateField):
    """A day, or none where it is not known."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_null=True, required=False, **options)


class NewDelegateSerializer(Body[Delegate]):
    """Somebody who will come with a group that the user manages."""

    group: Known[BuyerGroup] = Known(
        queryset=BuyerGroup.objects.select_related("edition"), narrow=lambda rows, user: rows.managed_by(user)
    )
    person = NewPersonSerializer()
    arrives_on = DayOrNone()
    leaves_on = DayOrNone()

    class Meta:
        model = Delegate
        fields = ["group", "person", "company", "job", "arrives_on", "leaves_on"]


class DelegateFilter(DatedFilters):
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

    def destroy(self, request: Request, pk: str) -> Response:
        """Take a delegate out of the group, while nobody expects to meet them."""
        groups.remove_delegate(self.get_object(), actor=self.user)
        return Response(status=204)
