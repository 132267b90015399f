"""Companies: as everybody knows them, and one's own."""

from typing import Any

from rest_framework import mixins, serializers
from rest_framework.permissions import IsAuthenticated

from exhibitors.models import Company
from expo.access.fields import Body
from expo.access.filters import Filters, economy_filter
from expo.access.views import Rows
from expo.fair.api.shapes import EconomyCode, EconomyInShort


class CompanySerializer(serializers.ModelSerializer[Company]):
    """A company as everybody may know it."""

    economy = EconomyInShort(read_only=True)
    website = serializers.CharField(read_only=True)

    class Meta:
        model = Company
        fields = ["id", "name", "name_en", "economy", "city", "website"]
        read_only_fields = fields


class OwnCompanySerializer(CompanySerializer):
    """A company as its own people know it."""

    class Meta:
        model = Company
        fields = [*CompanySerializer.Meta.fields, "registration_number", "modified_at"]
        read_only_fields = fields


class NewCompanySerializer(Body[Company]):
    """A company that is not known yet."""

    economy = EconomyCode()

    class Meta:
        model = Company
        fields = ["economy", "name", "name_en", "registration_number", "city", "website"]


class CompanyFilter(Filters):
    """Companies by economy."""

    economy = economy_filter("economy")

    class Meta:
        model = Company
        fields: list[str] = []


class CompanyView(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows[Company]):
    """The companies that one acts for."""

    queryset = Company.objects.select_related("economy")
    serializer_class = OwnCompanySerializer
    filterset_class = CompanyFilter
    permission_classes = [IsAuthenticated]

    def get_queryset(self) -> Any:
        """The user's own."""
        return self.rows().filter(members=self.user)
