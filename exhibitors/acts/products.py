"""Acts on products."""

from typing import Any

from django.utils.translation import gettext as _

from exhibitors.models import Exhibitor, Product
from exhibitors.states import Registration
from expo.common.acts import Refused, act
from expo.fair.models import Sector
from expo.people.models import User

ORDERS = ("least_order", "most_order", "order_unit")
FIELDS = ("name", "name_en", "description", "hs_code", "certificates", "picture", *ORDERS)


@act
def add(exhibitor: Exhibitor, fields: dict[str, Any], *, sectors: list[Sector], actor: User) -> Product:
    """Add a product; raises ValidationError by field."""
    product = Product(exhibitor=_open(exhibitor), **fields)
    product.full_clean()
    product.save(force_insert=True)
    product.sectors.set(sectors)
    return product


@act
def change(
    product: Product, fields: dict[str, Any], *, sectors: list[Sector] | None = None, actor: User
) -> None:
    """Change a product's fields; raises ValidationError by field."""
    _open(product.exhibitor)
    row = Product.objects.select_for_update().get(pk=product.pk)
    for name in FIELDS:
        if name in fields:
            setattr(row, name, fields[name])
    row.full_clean(exclude=["exhibitor"])
    row.save(update_fields=[*(name for name in FIELDS if name in fields), "terms"])
    if sectors is not None:
        row.sectors.set(sectors)


@act
def remove(product: Product, *, actor: User) -> None:
    """Remove a product."""
    _open(product.exhibitor)
    Product.objects.filter(pk=product.pk).delete()


def _open(exhibitor: Exhibitor) -> Exhibitor:
    """Lock the exhibitor; products may be changed until the registration is turned down or taken back."""
    row = Exhibitor.objects.select_for_update().get(pk=exhibitor.pk)
    if row.state in {Registration.REJECTED, Registration.WITHDRAWN}:
        raise Refused(_("This registration is closed."))
    return row
