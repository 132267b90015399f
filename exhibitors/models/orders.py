"""How large an order is: what one side asks for at a time, and what the other takes."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _


class OrderUnit(models.TextChoices):
    """What orders are counted in."""

    KILOGRAM = "kg", _("kg")
    TONNE = "t", _("t")
    LITRE = "l", _("l")
    CUBIC_METRE = "m3", _("m³")
    METRE = "m", _("m")
    SQUARE_METRE = "m2", _("m²")
    PIECE = "piece", _("pieces")
    CONTAINER = "container", _("containers")


LARGE = {OrderUnit.TONNE: (OrderUnit.KILOGRAM, 1000), OrderUnit.CUBIC_METRE: (OrderUnit.LITRE, 1000)}
"""Units that are a number of smaller ones, in which both sides are compared."""


def order_unit_field() -> "models.CharField[str, str]":
    """Make a column for the unit of an order's size."""
    return models.CharField(_("unit of the order"), max_length=10, choices=OrderUnit, blank=True)


def size_field(label: Any, help_text: Any = "") -> "models.PositiveIntegerField[int | None, int | None]":
    """Make a column for an order's size."""
    return models.PositiveIntegerField(label, null=True, blank=True, help_text=help_text)


def with_unit(*sizes: str, name: str) -> models.CheckConstraint:
    """Return the rule that sizes have a unit, and are above 0."""
    none = Q(order_unit="", **{f"{size}__isnull": True for size in sizes})
    some = Q()
    for size in sizes:
        some |= Q(**{f"{size}__isnull": False})
    above = Q(*(Q(**{f"{size}__isnull": True}) | Q(**{f"{size}__gt": 0}) for size in sizes))
    return models.CheckConstraint(
        condition=none | (~Q(order_unit="") & some & above),
        name=name,
        violation_error_message=_("Give the order's size, above 0, and its unit, or leave both empty."),
    )


def in_order(least: str, most: str, name: str) -> models.CheckConstraint:
    """Return the rule that the smaller size is not the larger one."""
    return models.CheckConstraint(
        condition=Q(**{f"{least}__isnull": True})
        | Q(**{f"{most}__isnull": True})
        | Q(**{f"{least}__lte": F(most)}),
        name=name,
        violation_error_message=_("The smallest order is larger than the largest."),
    )


def in_small_units(size: int, unit: str) -> tuple[int, str]:
    """Return a size in the unit in which it is compared: tonnes as kilograms."""
    small, times = LARGE.get(OrderUnit(unit), (unit, 1))
    return size * times, str(small)


def size_here(size: int, unit: str) -> str:
    """Write a size as the reader would."""
    return f"{number_format(size, use_l10n=True, force_grouping=True)} {OrderUnit(unit).label}"
