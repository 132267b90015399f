"""Representatives: who stands at the booth and hosts meetings."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from exhibitors.acts import registrations
from exhibitors.models import Exhibitor, Representative
from expo.access.fields import Known, Text
from expo.access.filters import Filters, KeyFilter, edition_filter
from expo.access.views import Rows
from expo.people.api import NewPersonSerializer, PersonSerializer


class RepresentativeSerializer(serializers.ModelSerializer[Representative]):
    """Somebody who stands at an exhibitor's booth."""

    exhibitor = serializers.PrimaryKeyRelatedField[Exhibitor](read_only=True)
    person = PersonSerializer(read_only=True)

    class Meta:
        model = Representative
        fields = ["id", "exhibitor", "person", "job", "modified_at"]
        read_only_fields = fields


class NewRepresentativeSerializer(serializers.Serializer[Any]):
    """Somebody who will stand at the booth of an exhibitor that the user manages."""

    exhibitor: Known[Exhibitor] = Known(
        queryset=Exhibitor.objects.all(), narrow=lambda rows, user: rows.managed_by(user)
    )
    person = NewPersonSerializer()
    job = Text(max_length=100, required=False, allow_blank=True, default="")


class RepresentativeFilter(Filters):
    """Representatives by exhibitor."""

    edition = edition_filter("exhibitor__edition__slug")
    exhibitor = KeyFilter("exhibitor")

    class Meta:
        model = Representative
        fields: list[str] = []


class RepresentativeView(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows[Representative]):
    """The people at the booths of one's exhibitors."""

    queryset = Representative.objects.select_related("person")
    serializer_class = RepresentativeSerializer
    filterset_class = RepresentativeFilter
    permission_classes = [IsAuthenticated]

    def get_queryset(self) -> Any:
        """Those of exhibitors that the user manages."""
        return self.rows().filter(exhibitor__in=Exhibitor.objects.managed_by(self.user).values("pk"))

    def seen(self) -> Any:
        """The same: nobody else sees them."""
        return self.get_queryset()

    @extend_schema(request=NewRepresentativeSerializer, responses={201: RepresentativeSerializer})
    def create(self, request: Request) -> Response:
        """Name somebody who will stand at the booth."""
        given = self.body(NewRepresentativeSerializer)
        person = dict(given["person"])
        row = registrations.name_representative(given["exhibitor"], person, given["job"], actor=self.user)
        return self.answer(row, status=201)
