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
UP_TO = 200  # times the smallest


def order_of(quantity: str) -> dict[str, Any]:
    """Return the size of one order and its unit, where a quantity in words is one."""
    if found := _ONCE.fullmatch(quantity):
        return {"order_size": int(found[1].replace(",", "")), "order_unit": WRITTEN[found[2]]}
    return {}


def taken_orders(least: list[str], name: str) -> dict[str, Any]:
    """Return what orders a product is sold in, from one of these on; three of four say so."""
    chance = sum(map(ord, name))
    if chance % 4 == 0 or not least:
        return {}
    order = order_of(least[chance % len(least)])
    size = order["order_size"]
    return {
        "least_order": size,
        "most_order": size * UP_TO if chance % 3 else None,
        "order_unit": order["order_unit"],
    }
