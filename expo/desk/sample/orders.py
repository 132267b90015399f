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
_ONCE = re.compile(rf"([\d,]+) ({'|'.join(WRITTEN)})")  # "30 t a year" is many orders
SMALLEST = {OrderUnit.KILOGRAM: (50, 100, 200, 500, 1000), OrderUnit.PIECE: (1, 10, 50, 100, 500)}
UP_TO = 200  # times the smallest
BY_WEIGHT = {*range(1, 41), *range(72, 84)}  # chapters of the Harmonized System: food, chemicals, metals


def order_of(quantity: str) -> dict[str, Any]:
    """Return the size of one order and its unit, where a quantity in words is one."""
    if found := _ONCE.fullmatch(quantity):
        return {"order_size": int(found[1].replace(",", "")), "order_unit": WRITTEN[found[2]]}
    return {}


def taken_orders(hs_code: str, name: str) -> dict[str, Any]:
    """Return what orders a product is sold in; three of four say so."""
    chance = sum(map(ord, name))
    if chance % 4 == 0:
        return {}
    unit = OrderUnit.KILOGRAM if int(hs_code[:2]) in BY_WEIGHT else OrderUnit.PIECE
    least = SMALLEST[unit][chance % 5]
    return {"least_order": least, "most_order": least * UP_TO if chance % 3 else None, "order_unit": unit}
