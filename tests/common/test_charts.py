"""Bars say what the figures say: by length, and in words for those who don't see them."""

import pytest

from expo.common.charts import Amount, chart


def amount(value, **more):
    return Amount(label=f"of {value}", shown=f"{value} t", value=value, **more)


def test_the_largest_amount_takes_the_full_width_and_the_others_their_part_of_it():
    assert [bar.width for bar in chart([amount(50), amount(200)]).bars] == ["25.00%", "100.00%"]


def test_a_part_is_drawn_inside_its_whole():
    (bar,) = chart([amount(30, whole=120)]).bars
    assert (bar.width, bar.whole) == ("25.00%", "100.00%")


def test_parts_of_different_wholes_stand_on_one_scale():
    first, second = chart([amount(50, whole=100), amount(50, whole=200)]).bars
    assert first.width == second.width == "25.00%"
    assert (first.whole, second.whole) == ("50.00%", "100.00%")


def test_a_lower_limit_goes_on_to_the_end_and_others_do_not():
    limit, exact = chart([amount(100, at_least=True), amount(50)]).bars
    assert (limit.width, limit.beyond) == ("85.00%", "15.00%")
    assert (exact.width, exact.beyond) == ("42.50%", "")


@pytest.mark.parametrize("amounts", [[], [amount(0)]])
def test_nothing_has_no_length(amounts):
    assert all(bar.width == "0.00%" for bar in chart(amounts).bars)


def test_it_says_the_same_in_words():
    assert chart([amount(1), amount(2)]).words == "of 1: 1 t; of 2: 2 t"
