"""Exhibitors as the API shows them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from exhibitors.api.claims import BoothInShortSerializer, ClaimInShortSerializer
from exhibitors.api.companies import CompanySerializer
from exhibitors.api.products import ProductSerializer
from exhibitors.models import Exhibitor
from expo.access.fields import Codes
from expo.fair.api.shapes import EditionSlug
from expo.fair.models import Pavilion, Sector


class RegistrationSerializer(serializers.ModelSerializer[Exhibitor]):
    """What an exhibitor's company and the organisers alone see."""

    registration_number = serializers.CharField(source="company.registration_number", read_only=True)
    claims = ClaimInShortSerializer(source="active_claims", many=True, read_only=True)

    class Meta:
        model = Exhibitor
        fields = [
            "registration_number",
            "booth_kind",
            "booth_area",
            "accepts_smaller",
            "zone",
            "hall",
            "open_sides",
            "exhibit_weight",
            "exhibit_height",
            "wishes",
            "remark",
            "submitted_at",
            "decided_at",
            "version",
            "claims",
        ]
        read_only_fields = fields


class ExhibitorSerializer(serializers.ModelSerializer[Exhibitor]):
    """An exhibitor.

    `registration` is null for those who don't manage it, `products` in lists without `include=products`.
    """

    edition = EditionSlug()
    company = CompanySerializer(read_only=True)
    pavilion = serializers.PrimaryKeyRelatedField[Pavilion](read_only=True, allow_null=True)
    sectors = Codes(model=Sector, source="sector_codes", read_only=True)
    products = ProductSerializer(source="shown_products", many=True, read_only=True, allow_null=True)
    booths = BoothInShortSerializer(source="let_booths", many=True, read_only=True)
    registration = serializers.SerializerMethodField()

    class Meta:
        model = Exhibitor
        fields = [
            "id",
            "edition",
            "company",
            "pavilion",
            "state",
            "about",
            "about_en",
            "languages",
            "sectors",
            "products",
            "booths",
            "registration",
            "modified_at",
        ]
        read_only_fields = fields

    @extend_schema_field(RegistrationSerializer(allow_null=True))
    def get_registration(self, exhibitor: Exhibitor) -> Any:
        """What is not public."""
        is_managed: bool = exhibitor.is_managed  # type: ignore[attr-defined]
        return RegistrationSerializer(exhibitor, context=self.context).data if is_managed else None
