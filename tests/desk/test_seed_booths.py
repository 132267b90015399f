"""Tests of blocks of booths: which sides are open."""

import pytest

from expo.desk.sample.booths import Block


def sides(**shape):
    block = Block(**{"x": 0, "y": 0, "width": 300, "depth": 300, "gap": 0, **shape})
    return [open_sides for _outline, open_sides in block.cells()]


@pytest.mark.parametrize(
    ("shape", "open_sides"),
    [
        pytest.param({"columns": 1, "rows": 1}, [4], id="an island is open all around"),
        pytest.param({"columns": 3, "rows": 2}, [2, 1, 2, 2, 1, 2], id="corners back to back have two"),
        pytest.param({"columns": 2, "rows": 1, "gap": 300}, [4, 4], id="columns with gaps stand alone"),
    ],
)
def test_a_booth_is_open_where_nothing_stands(shape, open_sides):
    assert sides(**shape) == open_sides
