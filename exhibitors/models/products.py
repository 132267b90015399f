"""What exhibitors show."""

from typing import Any

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from exhibitors.models.orders import in_order, order_unit_field, size_field, size_here, with_unit
from exhibitors.models.registrations import Exhibitor
from exhibitors.visible import ProductQuerySet
from expo.common.audit import audited
from expo.common.dated import dated
from expo.common.files import RealPicture
from expo.common.names import by_english_name, english_beside, own_or_english
from expo.fair.models import Sector
from expo.fair.models.changes import WRITTEN, marked
from expo.fair.models.trade import valid_hs_code
from expo.fair.terms import TermsField


class Certificate(models.TextChoices):
    """Certificates that buyers ask for."""

    HALAL = "halal", _("Halal")
    CE = "ce", _("CE")
    GMP = "gmp", _("GMP")
    HACCP = "haccp", _("HACCP")
    ORGANIC = "organic", _("Organic")
    ISO9001 = "iso9001", _("ISO 9001")
    ISO14001 = "iso14001", _("ISO 14001")
    GLOBALGAP = "globalgap", _("GLOBALG.A.P.")


def certificates_field(label: Any) -> "ArrayField[list[str], list[str]]":
    """Make a column for a list of certificates."""
    return ArrayField(
        models.CharField(max_length=20, choices=Certificate), default=list, blank=True, verbose_name=label
    )


@dated(touches={"exhibitors_exhibitor": "id = it.exhibitor_id"})
@audited(leave_out=("terms", "sort_name"))
class Product(models.Model):
    """One thing that an exhibitor shows, in its language, with an English line beside."""

    exhibitor = models.ForeignKey(
        Exhibitor, models.CASCADE, related_name="products", verbose_name=_("exhibitor")
    )
    name = models.CharField(_("product"), max_length=200)
    name_en = models.CharField(_("product in English"), max_length=200, blank=True)
    description = models.TextField(_("description"), max_length=2000, blank=True)
    hs_code = models.CharField(
        _("HS code"),
        max_length=6,
        validators=[valid_hs_code],
        help_text=_("2, 4 or 6 digits of the Harmonized System, for example 081060 for fresh durians."),
    )
    sectors = models.ManyToManyField(Sector, blank=True, related_name="products", verbose_name=_("sectors"))
    certificates = certificates_field(_("certificates"))
    least_order = size_field(_("smallest order"))
    most_order = size_field(_("largest order"), _("At a time. Leave empty what has no limit."))
    order_unit = order_unit_field()
    picture = models.ImageField(_("picture"), upload_to="products/", blank=True, validators=[RealPicture()])
    terms = TermsField(names=["name", "name_en"], texts=["description"])
    sort_name = by_english_name()

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["exhibitor", "pk"]
        constraints = [
            with_unit("least_order", "most_order", name="product_orders_have_a_unit"),
            in_order("least_order", "most_order", name="product_orders_in_order"),
        ]
        indexes = [
            models.Index(fields=["hs_code"], name="product_by_hs_code"),
            GinIndex(fields=["terms"], name="product_by_terms", fastupdate=False),
            models.Index(  # what the directory's facets count, without the texts
                fields=["exhibitor"], include=["id", "hs_code", "certificates"], name="product_facets"
            ),
        ]

    def __str__(self) -> str:
        return self.name_here

    @property
    def name_here(self) -> str:
        """The name in the exhibitor's language where that is the reader's, else in English where it is known."""
        return own_or_english(self.name, self.name_en)

    @property
    def english_beside(self) -> str:
        """The English name for readers who need it beside the own one."""
        return english_beside(self.name, self.name_en)

    @property
    def orders_here(self) -> str:
        """The orders that it can be had in, or ""."""
        least, most = self.least_order, self.most_order
        if not (least or most):
            return ""
        if least and most:
            return f"{number_format(least, force_grouping=True)} – {size_here(most, self.order_unit)}"
        if least:
            return _("from %(size)s") % {"size": size_here(least, self.order_unit)}
        return _("up to %(size)s") % {"size": size_here(most or 0, self.order_unit)}

    @property
    def certificate_labels(self) -> list[str]:
        """The certificates' names in the reader's language."""
        return [str(Certificate(code).label) for code in self.certificates]


@pgtrigger.register(marked(WRITTEN))
class ProductSector(Product.sectors.through):  # type: ignore[misc,name-defined]
    """A sector of a product; here for its trigger."""

    class Meta:
        proxy = True
