"""Products: what exhibitors show."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from exhibitors import directory
from exhibitors.acts import products
from exhibitors.api.filters import let, member_of
from exhibitors.models import Certificate, Exhibitor, OrderUnit, Product
from exhibitors.visible import ProductQuerySet
from expo.access.fields import Body, Choice, Codes, Known, Whole, codes_of
from expo.access.filters import CodeFilter, Filters, KeyFilter, economy_filter, edition_filter
from expo.access.views import Rows
from expo.fair.api.filters import HSFilter
from expo.fair.api.shapes import HSCode
from expo.fair.models import Sector

UNITS = [("", "–"), *OrderUnit.choices]
LARGEST_SIZE = 2**31 - 1


class OrderSize(Whole):
    """How much at a time, in the order's unit."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=1, max_value=LARGEST_SIZE, allow_null=True, **options)


class Certificates(serializers.ListField):
    """Certificates by their codes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(child=Choice(Certificate.choices), max_length=len(Certificate.choices), **options)


SHOWN = Product.objects.annotate(sector_codes=codes_of(Product.sectors.through, "product", "sector"))


class ProductSerializer(serializers.ModelSerializer[Product]):
    """A product."""

    exhibitor = serializers.PrimaryKeyRelatedField[Exhibitor](read_only=True)
    sectors = Codes(model=Sector, source="sector_codes", read_only=True)
    certificates = Certificates(read_only=True)
    order_unit = Choice(UNITS, read_only=True)
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
            "least_order",
            "most_order",
            "order_unit",
            "picture",
            "modified_at",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_picture(self, product: Product) -> str | None:
        """Where to get the picture; shown to those who see the product."""
        if not product.picture:
            return None
        address: str = self.context["request"].build_absolute_uri(
            reverse("product-picture", args=[product.pk])
        )
        return address


class ProductChangesSerializer(Body[Product]):
    """What there is to say of a product."""

    hs_code = HSCode()
    sectors = Codes(model=Sector, required=False)
    certificates = Certificates(required=False)
    least_order = OrderSize(required=False)
    most_order = OrderSize(required=False)
    order_unit = Choice(UNITS, required=False)

    class Meta:
        model = Product
        fields = [
            "name",
            "name_en",
            "description",
            "hs_code",
            "sectors",
            "certificates",
            "least_order",
            "most_order",
            "order_unit",
        ]


class NewProductSerializer(ProductChangesSerializer):
    """A product of an exhibitor that the user manages."""

    exhibitor: Known[Exhibitor] = Known(
        queryset=Exhibitor.objects.all(), narrow=lambda rows, user: rows.managed_by(user)
    )

    class Meta(ProductChangesSerializer.Meta):
        fields = ["exhibitor", *ProductChangesSerializer.Meta.fields]


class PictureSerializer(serializers.Serializer[Any]):
    """A JPEG, PNG or WebP picture."""

    picture = serializers.FileField(max_length=100)


class ProductFilter(Filters):
    """Products by who shows them and what they are."""

    edition = edition_filter("exhibitor__edition__slug")
    exhibitor = KeyFilter("exhibitor")
    economy = economy_filter("exhibitor__company__economy")
    bloc = CodeFilter(
        method="in_bloc", help_text="Of an exhibitor from a member of it when the edition opens."
    )
    zone = CodeFilter(method="in_zone", help_text="Of an exhibitor with a booth in the zone of this code.")
    section = CodeFilter(
        method="in_section", help_text="Of an exhibitor with a booth in a zone of the section of this code."
    )
    pavilion = KeyFilter("exhibitor__pavilion")
    sector = CodeFilter("sectors", help_text="The sector's code.")
    hs = HSFilter("hs_code", "startswith", help_text="Under this HS code.")
    certificate = filters.ChoiceFilter(choices=Certificate.choices, method="with_certificate")
    q = filters.CharFilter(
        method="found",
        max_length=200,
        help_text="What one would type into the directory's search; what has all of it is listed.",
    )

    class Meta:
        model = Product
        fields: list[str] = []

    def in_bloc(self, rows: QuerySet[Product], name: str, bloc: str) -> QuerySet[Product]:
        """Keep those of exhibitors whose economy is in the bloc on the day that the edition opens."""
        return rows.filter(member_of(bloc, "exhibitor__company__economy", "exhibitor__edition__opens_on"))

    def in_zone(self, rows: QuerySet[Product], name: str, code: str) -> QuerySet[Product]:
        """Keep those of exhibitors that have a booth there."""
        return rows.filter(exhibitor__in=let(booth__zone__code=code))

    def in_section(self, rows: QuerySet[Product], name: str, code: str) -> QuerySet[Product]:
        """Keep those of exhibitors that have a booth there."""
        return rows.filter(exhibitor__in=let(booth__zone__section__code=code))

    def with_certificate(self, rows: QuerySet[Product], name: str, code: str) -> QuerySet[Product]:
        """Keep those that have the certificate."""
        return rows.filter(certificates__contains=[code])

    def found(self, rows: ProductQuerySet, name: str, text: str) -> ProductQuerySet:
        """Keep those that the directory's search finds."""
        return directory.search_products(None, {"q": text}, among=rows)


class ProductView(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows[Product]):
    """Products are seen with their exhibitor, and written by those who manage it."""

    queryset = SHOWN.select_related("exhibitor")
    serializer_class = ProductSerializer
    filterset_class = ProductFilter

    @extend_schema(request=NewProductSerializer, responses={201: ProductSerializer})
    def create(self, request: Request) -> Response:
        """Add a product to an exhibitor that the user manages."""
        given = self.body(NewProductSerializer)
        exhibitor, sectors = given.pop("exhibitor"), given.pop("sectors", [])
        row = products.add(exhibitor, given, sectors=sectors, actor=self.user)
        return self.answer(row, status=201)

    @extend_schema(request=ProductChangesSerializer, responses=ProductSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change a product; it stays with its exhibitor."""
        row = self.get_object()
        given = self.body(ProductChangesSerializer, partial=True)
        sectors = given.pop("sectors", None)
        products.change(row, given, sectors=sectors, actor=self.user)
        return self.answer(row)

    def destroy(self, request: Request, pk: str) -> Response:
        """Remove a product."""
        products.remove(self.get_object(), actor=self.user)
        return Response(status=204)

    @extend_schema(request={"multipart/form-data": PictureSerializer}, responses=ProductSerializer)
    @action(methods=["post"], detail=True, parser_classes=[MultiPartParser])
    def picture(self, request: Request, pk: str) -> Response:
        """Show the product in a picture; it replaces the one before."""
        row = self.get_object()
        products.change(row, self.body(PictureSerializer), actor=self.user)
        return self.answer(row)
