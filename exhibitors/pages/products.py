"""A product for everybody, and its picture."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from exhibitors.models import Product
from exhibitors.pages.exhibitor import places_of
from expo.common.files import picture_type
from expo.fair.nomenclature import words_of


@require_safe
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a product: what it is, what its HS code means, who shows it and where."""
    rows = Product.objects.visible_to(request.user).select_related("exhibitor__company__economy")
    found = get_object_or_404(rows, pk=pk)
    context = {
        "product": found,
        "exhibitor": found.exhibitor,
        "hs_levels": words_of([found.hs_code])[found.hs_code],
        "sectors": found.sectors.all(),
        **places_of(found.exhibitor),
    }
    return render(request, "exhibitors/product_public.html", context)


@require_safe
def product_picture(request: HttpRequest, pk: int) -> FileResponse:
    """Send a product's picture to those who see the product."""
    found = get_object_or_404(Product.objects.visible_to(request.user), pk=pk)
    if not found.picture:
        raise Http404
    return FileResponse(found.picture.open(), content_type=picture_type(str(found.picture.name)))
