"""Economies, what each is in an edition, and the blocs that they belong to."""

from typing import Any

from django.db.models import Prefetch
from rest_framework import serializers

from expo.access.filters import CodeFilter, Filters, economy_filter
from expo.fair.api.shapes import EditionSlug, NamesField, Public
from expo.fair.models import Bloc, BlocMembership, Designation, Economy
from expo.fair.visible import seen_with_edition


class DesignationSerializer(serializers.ModelSerializer[Designation]):
    """What an economy is in one edition."""

    edition = EditionSlug()
    notes = NamesField(read_only=True)
    sources = NamesField(read_only=True)

    class Meta:
        model = Designation
        fields = ["edition", "kind", "note", "notes", "source", "sources"]
        read_only_fields = fields


class MembershipSerializer(serializers.ModelSerializer[BlocMembership]):
    """An economy's time in a bloc; `until` is null while it goes on."""

    bloc = serializers.CharField(source="bloc_id", read_only=True)
    economy = serializers.CharField(source="economy_id", read_only=True)
    sources = NamesField(read_only=True)

    class Meta:
        model = BlocMembership
        fields = ["bloc", "economy", "since", "until", "source", "sources"]
        read_only_fields = fields


class EconomySerializer(serializers.ModelSerializer[Economy]):
    """A country or customs territory, by its ISO 3166-1 code."""

    names = NamesField(read_only=True)
    memberships = MembershipSerializer(many=True, read_only=True)
    designations = DesignationSerializer(source="seen_designations", many=True, read_only=True)

    class Meta:
        model = Economy
        fields = ["code", "name", "names", "memberships", "designations", "modified_at"]
        read_only_fields = fields


class EconomyFilter(Filters):
    """Economies by bloc."""

    bloc = CodeFilter("blocs", distinct=True, help_text="Was or is a member of it, whenever.")

    class Meta:
        model = Economy
        fields: list[str] = []


class EconomyView(Public[Economy]):
    """The economies of the world, with their blocs and what they are in each edition."""

    queryset = Economy.objects.prefetch_related("memberships")
    serializer_class = EconomySerializer
    filterset_class = EconomyFilter
    lookup_value_regex = "[A-Z]{2}"
    ordering = ("code",)

    def rows(self) -> Any:
        """All economies, with the designations of editions that the user sees."""
        seen = seen_with_edition(Designation.objects.select_related("edition"), self.user)
        return super().rows().prefetch_related(Prefetch("designations", seen, to_attr="seen_designations"))


class BlocSerializer(serializers.ModelSerializer[Bloc]):
    """A group of economies, with who is in it since when."""

    names = NamesField(read_only=True)
    memberships = MembershipSerializer(many=True, read_only=True)

    class Meta:
        model = Bloc
        fields = ["code", "name", "names", "is_agreement", "memberships", "modified_at"]
        read_only_fields = fields


class BlocFilter(Filters):
    """Blocs by economy."""

    economy = economy_filter("memberships__economy")

    class Meta:
        model = Bloc
        fields: list[str] = []


class BlocView(Public[Bloc]):
    """Groups of economies: ASEAN, the GCC, the SCO, RCEP, the Belt and Road."""

    queryset = Bloc.objects.prefetch_related("memberships")
    serializer_class = BlocSerializer
    filterset_class = BlocFilter
    lookup_value_regex = "[-a-zA-Z0-9_]+"
    ordering = ("code",)
