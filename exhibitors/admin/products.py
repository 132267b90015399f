"""Products, as their exhibitors show them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from exhibitors.models import Product
from expo.common.admin import ModelAdmin, ViewOnly
from expo.common.listed import listed
from expo.fair.admin.bound import EditionBound


@admin.register(Product)
class ProductAdmin(EditionBound, ViewOnly, ModelAdmin):
    edition_path = "exhibitor__edition"
    list_display = ["name", "name_en", "hs_code", "exhibitor", "orders_here", "certificate_names"]
    list_filter = ["exhibitor__edition", "sectors"]
    list_select_related = ["exhibitor__company"]
    search_fields = ["name", "name_en", "hs_code", "exhibitor__company__name", "exhibitor__company__name_en"]

    @display(description=_("orders"))
    def orders_here(self, product: Product) -> str:
        return product.orders_here

    @display(description=_("certificates"))
    def certificate_names(self, product: Product) -> str:
        return listed(product.certificate_labels)
