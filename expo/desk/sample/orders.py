"""Orders of the sample: what quantities in words say of one order, and what exhibitors take."""

import re
from typing import Any

from exhibitors.models import OrderUnit

WRITTEN = {
    "t": OrderUnit.TONNE,
    "kg": OrderUnit.KILOGRAM,
    "pcs": OrderUnit.PIECE,
    "units": OrderUnit.PIECE,
    "packs": OrderUnit.PIECE,
}
_QUANTITY = re.compile(rf"([\d,]+) ({'|'.join(WRITTEN)})\b")
SMALLEST = {OrderUnit.TONNE: (1, 2, 5, 10, 20), OrderUnit.PIECE: (1, 10, 50, 100, 500)}
UP_TO = 200  # times the smallest
LAST_FOOD, LAST_METAL = 40, 83  # chapters of the Harmonized System that are sold by weight


def order_of(quantity: str) -> dict[str, Any]:
    """Return the size of one order and its unit, where a quantity in words says them."""
    if found := _QUANTITY.match(quantity):
        return {"order_size": int(found[1].replace(",", "")), "order_unit": WRITTEN[found[2]]}
    return {}


def taken_orders(hs_code: str, name: str) -> dict[str, Any]:
    """Return what orders a product is sold in; three of four say so."""
    chance = sum(map(ord, name))
    if chance % 4 == 0:
        return {}
    chapter = int(hs_code[:2])
    by_weight = chapter <= LAST_FOOD or LAST_FOOD + 31 < chapter <= LAST_METAL
    unit = OrderUnit.TONNE if by_weight else OrderUnit.PIECE
    least = SMALLEST[unit][chance % 5]
    return {"least_order": least, "most_order": least * UP_TO if chance % 3 else None, "order_unit": unit}
