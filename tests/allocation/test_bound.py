from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibitors.allocation import Problem, hall1
from exhibitors.allocation.floor import floor
from exhibitors.allocation.prices import Prices, total
from exhibitors.allocation.relaxation import relax
from exhibitors.allocation.shapes import areas
from tests.allocation.examples import best_by_trying_all, halls, text


def most_pairs(near, positions=None):
    """The most near pairs of 0, 1, 2 … booths of one type, as the bound has it."""
    number = 1 + max((max(pair) for pair in near), default=0)
    problem = Problem(
        worth=np.zeros((1, 1), np.int32),
        type_of=np.zeros(number, np.int32),
        near=np.array(near, np.int32).reshape(-1, 2),
        position=None if positions is None else np.array(positions, np.int32),
    )
    return areas(problem, floor(problem), number).most_pairs[0].tolist()


def most_by_trying_all(near):
    number = 1 + max((max(pair) for pair in near), default=0)
    return [
        max(
            sum(a in chosen and b in chosen for a, b in near)
            for chosen in map(set, combinations(range(number), k))
        )
        for k in range(number + 1)
    ]


def grid(columns, rows):
    positions = [(column, row) for row in range(rows) for column in range(columns)]
    beside = [
        (a, b)
        for b, (x, y) in enumerate(positions)
        for a, (u, v) in enumerate(positions[:b])
        if abs(x - u) + abs(y - v) == 1
    ]
    return beside, positions


def test_a_grids_compactest_shapes_are_known_exactly():
    for sides in ((1, 5), (2, 4), (4, 2), (3, 4), (4, 3)):
        near, positions = grid(*sides)
        assert most_pairs(near, positions) == most_by_trying_all(near)


def test_an_aisle_cuts_a_hall_into_parts_that_are_not_near():
    near, positions = grid(2, 2)
    two = near + [(a + 4, b + 4) for a, b in near]
    beside = positions + [(x + 2, y) for x, y in positions]
    assert most_pairs(two, beside) == [0, 0, 1, 2, 4, 4, 5, 6, 8]


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] < pair[1]), unique=True
    )
)
def test_no_graph_has_more_near_pairs_than_the_bound_grants(near):
    assert all(
        known <= granted for known, granted in zip(most_by_trying_all(near), most_pairs(near), strict=True)
    )


@given(st.integers(1, 4), st.integers(1, 3), st.data())
def test_nor_has_a_grid_with_some_pairs_left_out(columns, rows, data):
    whole, positions = grid(columns, rows)
    near = data.draw(st.lists(st.sampled_from(whole), unique=True)) if whole else []
    number = 1 + max((max(pair) for pair in near), default=0)
    granted = most_pairs(near, positions[:number])
    assert all(known <= most for known, most in zip(most_by_trying_all(near), granted, strict=True))


@settings(max_examples=60, deadline=None)
@given(halls(most_exhibitors=4, most_booths=5), st.integers(0, 2**32 - 1), st.sampled_from([0, 1, 10, 100]))
def test_whatever_the_prices_no_plan_is_worth_more(problem, seed, scale):
    """But for rivals of positive worth, whom the bound grants beside the prices."""
    problem["rivals"] = []
    read = hall1.read(text(problem))
    relaxed = relax(read, floor(read))
    groups, places = len(relaxed.group_starts) - 1, len(relaxed.most_pairs)
    memberships, dice = int(relaxed.group_starts[-1]), np.random.default_rng(seed)

    def whole(*shape, least=0):
        return dice.integers(least * scale, scale + 1, shape).astype(float)

    prices = Prices(whole(len(relaxed.room)), whole(memberships, places, least=-1), whole(groups, places))
    slopes = Prices(*(np.zeros_like(price) for price in prices))
    orders = np.tile(np.arange(memberships, dtype=np.int32), (places, 1))
    assert total(relaxed, prices, slopes, orders) >= best_by_trying_all(problem)
