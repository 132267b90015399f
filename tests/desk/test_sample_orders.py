"""The sample's orders are believable: one order where the words tell of one, and sizes that fit the goods."""

import pytest

from expo.desk.sample.orders import order_of, taken_orders


@pytest.mark.parametrize(
    ("quantity", "order"),
    [
        ("30 t", {"order_size": 30, "order_unit": "t"}),
        ("12,000 pcs", {"order_size": 12_000, "order_unit": "piece"}),
        ("30 t a year", {}),
        ("4 × 40′", {}),
        ("", {}),
    ],
)
def test_one_order_is_told_where_the_words_tell_of_one(quantity, order):
    assert order_of(quantity) == order


def test_food_is_sold_by_weight_and_machines_by_the_piece():
    orders = [taken_orders(code, name) for code in ("0901", "8501") for name in ("ab", "ac", "ad", "ae")]
    units = [{order["order_unit"] for order in some if order} for some in (orders[:4], orders[4:])]
    assert units == [{"kg"}, {"piece"}]
    assert {} in orders
