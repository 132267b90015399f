"""The sample's orders are believable: one order where the words tell of one, and sizes that fit the goods."""

import re

import pytest

from expo.desk.sample.orders import order_of, taken_orders
from expo.desk.sample.texts import description, least_orders

FORMS, NAMES = ("food", "machine"), ("ab", "ac", "ad", "ae")


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


@pytest.mark.parametrize("form", ["fresh", "bulk", "herb", "goods", "stock"])
def test_what_a_text_says_of_the_smallest_order_is_the_smallest_order(form):
    text = description(form, "en", "TH", "7")
    said = order_of(re.search(r"from (\S+ \S+) an order", text)[1].replace("pieces", "pcs"))
    for name in ("ab", "ad", "ae"):
        order = taken_orders(least_orders(form, "7"), name)
        assert (order["least_order"], order["order_unit"]) == (said["order_size"], said["order_unit"])


def test_food_is_sold_by_weight_and_machines_by_the_piece_a_few_at_a_time():
    orders = [taken_orders(least_orders(form, "20"), name) for form in FORMS for name in NAMES]
    units = [{order["order_unit"] for order in some if order} for some in (orders[:4], orders[4:])]
    assert units == [{"kg"}, {"piece"}]
    assert {} in orders
    assert max(order["least_order"] for order in orders[4:] if order) < 10


@pytest.mark.parametrize("form", ["service", "project"])
def test_services_are_not_ordered_by_size(form):
    assert [taken_orders(least_orders(form, "4"), name) for name in NAMES] == [{}] * len(NAMES)
