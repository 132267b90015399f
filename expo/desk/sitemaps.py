"""What search engines are told: every public page of the published edition, in each language, and where not to look."""

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from exhibitors.models import Exhibitor, Product
from expo.fair.models import Edition, Hall

PLACES = ("front", "directory", "economies", "plan", "hs-codes")
NOT_FOR_ROBOTS = ("/admin/", "/api/", "/*/workspace/", "/*/accounts/", "/*/invitations/")


class InAllLanguages(Sitemap[Any]):
    """Pages with their translations."""

    i18n = True
    alternates = True
    x_default = True
    limit = 5_000


class Places(InAllLanguages):
    """The pages that there is one of."""

    def items(self) -> list[str]:
        """Their names."""
        return list(PLACES)

    def location(self, item: str) -> str:
        """Return the address."""
        return reverse(item)


class Things(InAllLanguages):
    """Pages about one row each; `page` is their name."""

    page: str

    def location(self, item: Any) -> str:
        """Return the address."""
        return reverse(self.page, args=[item.pk])

    def lastmod(self, item: Any) -> Any:
        """Return when the row changed."""
        return item.modified_at


class Halls(Things):
    """The plans of the halls."""

    page = "hall"

    def items(self) -> Any:
        """Those in which the edition has booths."""
        return Hall.objects.filter(booths__edition=Edition.objects.current()).distinct().order_by("pk")


class Exhibitors(Things):
    """The exhibitors of the edition."""

    page = "exhibitor"

    def items(self) -> Any:
        """Those that everybody may see."""
        rows = Exhibitor.objects.public().filter(edition=Edition.objects.current())
        return rows.only("pk", "modified_at").order_by("pk")


class Products(Things):
    """What they show."""

    page = "product"

    def items(self) -> Any:
        """Those that everybody may see."""
        rows = Product.objects.public().filter(exhibitor__edition=Edition.objects.current())
        return rows.only("pk", "modified_at").order_by("pk")


SITEMAPS = {"places": Places, "halls": Halls, "exhibitors": Exhibitors, "products": Products}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell robots what is not for them, and where the list of pages is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS)]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
