"""Booth numbers are written in short, and in the order in which people count."""

import pytest

from expo.fair.booth_numbers import in_short


@pytest.mark.parametrize(
    ("numbers", "written"),
    [
        (["D6-711"], "D6-711"),
        (["D6-711", "D6-712"], "D6-711–712"),
        (["D6-713", "D6-711", "D6-712", "D6-720"], "D6-711–713, D6-720"),
        (["D6-99", "D6-100"], "D6-99–100"),
        (["D6-711", "D7-712"], "D6-711, D7-712"),
        (["D6-711A", "D6-711B"], "D6-711A, D6-711B"),
        (["7", "8", "9"], "7–9"),
        ([], ""),
    ],
)
def test_what_follows_each_other_is_a_range(numbers, written):
    assert in_short(numbers) == written
