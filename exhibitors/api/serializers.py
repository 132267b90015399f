"""Exhibitors as the API shows them, and what it takes from a body."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from exhibitors.acts.registrations import OWN_FIELDS
from exhibitors.models import BoothClaim, Company, Exhibitor, Product
from exhibitors.states import Claim
from expo.common.views import Codes, Known
from expo.fair.models import Booth, Economy, Edition, Sector, Zone
from expo.fair.visible import editions_organised_by


class EconomySerializer(serializers.ModelSerializer[Economy]):
    """An economy by its ISO code, with its name in the reader's language."""

    name = serializers.CharField(source="name_here", read_only=True)

    class Meta:
        model = Economy
        fields = ["code", "name"]


class CompanySerializer(serializers.ModelSerializer[Company]):
    """A company as everybody may know it."""

    economy = EconomySerializer(read_only=True)

    class Meta:
        model = Company
        fields = ["id", "name", "name_en", "economy", "city", "website"]


class ProductSerializer(serializers.ModelSerializer[Product]):
    """A product, to be read and written."""

    exhibitor: Known[Exhibitor] = Known(
        queryset=Exhibitor.objects.all(), narrow=lambda rows, user: rows.managed_by(user)
    )
    sectors = Codes(model=Sector, required=False)
    picture = serializers.SerializerMethodField()

    class Meta:
        model = Product
        fields = [
            "id",
            "exhibitor",
            "name",
            "name_en",
            "description",
            "hs_code",
            "sectors",
            "certificates",
            "picture",
        ]

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_picture(self, product: Product) -> str | None:
        """Where to get the picture; shown to those who see the product."""
        if not product.picture:
            return None
        address: str = self.context["request"].build_absolute_uri(
            reverse("product-picture", args=[product.pk])
        )
        return address


class BoothOfExhibitorSerializer(serializers.ModelSerializer[Booth]):
    """Where to find an exhibitor."""

    hall = serializers.CharField(source="hall.code", read_only=True)

    class Meta:
        model = Booth
        fields = ["id", "number", "hall"]


class ClaimSerializer(serializers.ModelSerializer[BoothClaim]):
    """A hold on a booth."""

    booth = BoothOfExhibitorSerializer(read_only=True)

    class Meta:
        model = BoothClaim
        fields = ["id", "booth", "state", "answer_by"]


class RegistrationSerializer(serializers.ModelSerializer[Exhibitor]):
    """What an exhibitor's company and the organisers alone see."""

    registration_number = serializers.CharField(source="company.registration_number", read_only=True)
    claims = ClaimSerializer(source="active_claims", many=True, read_only=True)

    class Meta:
        model = Exhibitor
        fields = [
            "registration_number",
            "booth_kind",
            "booth_area",
            "zone",
            "wishes",
            "remark",
            "submitted_at",
            "decided_at",
            "version",
            "claims",
        ]


class ExhibitorSerializer(serializers.ModelSerializer[Exhibitor]):
    """An exhibitor; `registration` is null for those who don't manage it."""

    edition = serializers.SlugRelatedField[Edition](slug_field="slug", read_only=True)
    company = CompanySerializer(read_only=True)
    sectors = Codes(model=Sector, read_only=True)
    products = ProductSerializer(many=True, read_only=True)
    booths = serializers.SerializerMethodField()
    registration = serializers.SerializerMethodField()

    class Meta:
        model = Exhibitor
        fields = [
            "id",
            "edition",
            "company",
            "state",
            "about",
            "about_en",
            "languages",
            "sectors",
            "products",
            "booths",
            "registration",
        ]
        read_only_fields = fields

    @extend_schema_field(BoothOfExhibitorSerializer(many=True))
    def get_booths(self, exhibitor: Exhibitor) -> Any:
        """The booths that it has for sure."""
        claims: list[BoothClaim] = exhibitor.active_claims  # type: ignore[attr-defined]
        let = [claim.booth for claim in claims if claim.state == Claim.LET]
        return BoothOfExhibitorSerializer(let, many=True, context=self.context).data

    @extend_schema_field(RegistrationSerializer(allow_null=True))
    def get_registration(self, exhibitor: Exhibitor) -> Any:
        """What is not public."""
        is_managed: bool = exhibitor.is_managed  # type: ignore[attr-defined]
        return RegistrationSerializer(exhibitor, context=self.context).data if is_managed else None


class NewCompanySerializer(serializers.ModelSerializer[Company]):
    """A company that is not known yet."""

    economy: Known[Economy] = Known(
        queryset=Economy.objects.all(), pk_field=serializers.CharField(max_length=2)
    )

    class Meta:
        model = Company
        fields = ["economy", "name", "name_en", "registration_number", "city", "website"]
        validators: list[Any] = []  # the model's constraints say it better


class NewRegistrationSerializer(serializers.Serializer[Any]):
    """A new company's registration for an edition."""

    edition = serializers.SlugField()
    company = NewCompanySerializer()

    def validate_edition(self, slug: str) -> Edition:
        """Find the edition, if it is on the public site."""
        edition = Edition.objects.filter(slug=slug, published=True).first()
        if edition is None:
            raise serializers.ValidationError(_("There is no edition of this name."))
        return edition


class RegistrationChangesSerializer(serializers.ModelSerializer[Exhibitor]):
    """What a company tells and wishes for; each field may be left out. `instance` is the registration."""

    sectors = Codes(model=Sector, required=False)
    zone: Known[Zone] = Known(queryset=Zone.objects.all(), allow_null=True, required=False)

    class Meta:
        model = Exhibitor
        fields = [*OWN_FIELDS, "sectors"]

    def validate_zone(self, zone: Zone | None) -> Zone | None:
        """Refuse another edition's zone."""
        exhibitor = self.instance
        assert isinstance(exhibitor, Exhibitor)
        if zone and zone.edition_id != exhibitor.edition_id:
            raise serializers.ValidationError(_("This zone belongs to another edition."))
        return zone


class RemarkSerializer(serializers.Serializer[Any]):
    """What the company is told."""

    remark = serializers.CharField(max_length=1000)


def _of_own_editions(rows: Any, user: Any) -> Any:
    return rows.filter(edition__in=editions_organised_by(user))


class BoothChoiceSerializer(serializers.Serializer[Any]):
    """A booth of an edition that the user organises."""

    booth: Known[Booth] = Known(queryset=Booth.objects.all(), narrow=_of_own_editions)


class BoothOfferSerializer(BoothChoiceSerializer):
    """A booth, and until when the exhibitor may answer."""

    answer_by = serializers.DateTimeField()

    def validate_answer_by(self, answer_by: datetime) -> datetime:
        """Refuse a date that has passed."""
        if answer_by <= timezone.now():
            raise serializers.ValidationError(_("This date has passed already."))
        return answer_by

    def validate(self, given: Any) -> Any:
        """Refuse a date after the fair."""
        edition = given["booth"].edition
        if given["answer_by"].astimezone(edition.zone).date() > edition.closes_on:
            ends = {"last": edition.closes_on.isoformat()}
            raise serializers.ValidationError({"answer_by": _("The fair ends on %(last)s.") % ends})
        return given
