"""Products: what exhibitors show."""

from drf_spectacular.utils import extend_schema
from rest_framework import mixins
from rest_framework.request import Request
from rest_framework.response import Response

from exhibitors.acts import products
from exhibitors.api.filters import ProductFilter
from exhibitors.api.serializers import ProductSerializer
from exhibitors.models import Product
from expo.common.views import Rows


class ProductView(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows[Product]):
    """Products are seen with their exhibitor, and written by those who manage it."""

    queryset = Product.objects.select_related("exhibitor").prefetch_related("sectors")
    serializer_class = ProductSerializer
    filterset_class = ProductFilter

    @extend_schema(request=ProductSerializer, responses={201: ProductSerializer})
    def create(self, request: Request) -> Response:
        """Add a product to an exhibitor that the user manages."""
        given = self.body(ProductSerializer)
        exhibitor, sectors = given.pop("exhibitor"), given.pop("sectors", [])
        row = products.add(exhibitor, given, sectors=sectors, actor=self.user)
        return self.answer(row, status=201)

    @extend_schema(request=ProductSerializer, responses=ProductSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change a product; it stays with its exhibitor."""
        row = self.get_object()
        given = self.body(ProductSerializer, partial=True)
        sectors = given.pop("sectors", None)
        products.change(row, given, sectors=sectors, actor=self.user)
        return self.answer(row)

    def destroy(self, request: Request, pk: str) -> Response:
        """Remove a product."""
        products.remove(self.get_object(), actor=self.user)
        return Response(status=204)
