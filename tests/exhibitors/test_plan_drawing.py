"""How a plan is drawn: booths joined to stands, what is seen of a hall, names that fit, halls on a site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibitors.plan.lettering import lettered, width_of, wrapped
from exhibitors.plan.outlines import Box, box_of, fills_its_box, joined, neighbours, path_of, ring_of
from exhibitors.plan.site import HallCounts, site_of
from exhibitors.plan.view import asked_for, ways_on, whole
from expo.fair.models import Hall, Venue


def square(left, top, width=300, depth=300):
    return [(left, top), (left + width, top), (left + width, top + depth), (left, top + depth)]


def area_of(rings):
    ends = [zip(ring, ring[1:] + ring[:1], strict=True) for ring in rings]
    return sum(x * ny - nx * y for sides in ends for (x, y), (nx, ny) in sides) / 2


def test_it_draws_no_wall_between_booths_that_are_joined():
    assert joined([square(0, 0), square(300, 0)]) == [square(0, 0, width=600)]


def test_it_joins_booths_of_different_depth_along_what_they_share():
    (ring,) = joined([square(0, 0), square(300, 0, depth=600)])
    assert set(ring) == {(0, 0), (600, 0), (600, 600), (300, 600), (300, 300), (0, 300)}


def test_it_keeps_the_hole_in_a_ring_of_booths():
    around = [square(x, y) for x in (0, 300, 600) for y in (0, 300, 600) if (x, y) != (300, 300)]
    rings = joined(around)
    assert len(rings) == 2
    assert area_of(rings) == 8 * 300 * 300


def test_it_keeps_booths_apart_that_only_share_a_corner():
    assert neighbours([square(0, 0), square(300, 300)]) == [[0], [1]]


def test_it_groups_booths_that_touch_through_others():
    assert neighbours([square(0, 0), square(900, 0), square(600, 0), square(300, 0)]) == [[0, 1, 2, 3]]
    assert neighbours([square(0, 0), square(900, 0), square(300, 0)]) == [[0, 2], [1]]


def test_it_takes_outlines_in_either_direction():
    assert joined([ring_of(square(0, 0)), ring_of(square(300, 0)[::-1])]) == [square(0, 0, width=600)]


def test_it_joins_slanting_walls():
    left, right = [(0, 0), (300, 0), (0, 300)], [(300, 0), (300, 300), (0, 300)]
    assert joined([left, right]) == [square(0, 0)]


@given(st.lists(st.tuples(*[st.integers(0, 4)] * 2, *[st.integers(1, 3)] * 2), min_size=1, max_size=6))
def test_it_encloses_as_much_as_the_booths_have_even_where_they_overlap_by_mistake(boxes):
    rings = [square(*(100 * number for number in box)) for box in boxes]
    assert area_of(joined(rings)) == area_of(rings)


def test_it_draws_straight_walls_by_one_number_each():
    assert path_of([square(0, 0), [(0, 0), (30, 10), (0, 20)]]) == "M0 0H300V300H0ZM0 0L30 10L0 20Z"


def test_it_knows_a_rectangle_from_an_angle():
    assert fills_its_box(joined([square(0, 0), square(300, 0)]))
    assert not fills_its_box(joined([square(0, 0), square(300, 0), square(0, 300)]))
    assert box_of([square(0, 0), square(300, 300)]) == Box(0, 0, 600, 600)


HALL = whole(8000, 6000)


def test_it_shows_the_whole_hall_at_first():
    view = asked_for({}, HALL)
    assert view.svg == "-150 -150 8300 6853"
    assert view.query == {"zoom": "", "x": "", "y": ""}


def test_it_shows_a_place_as_near_as_the_address_says():
    view = asked_for({"zoom": "4", "x": "3000", "y": "2000"}, HALL)
    assert (view.left + view.width // 2, view.top + view.depth // 2) == (3000, 2000)
    assert view.width == round(8300 / 4)


def test_it_zooms_to_the_booth_that_is_lit_unless_told_where():
    view = asked_for({"zoom": "4"}, HALL, place=(4000, 1500))
    assert view.left < 4000 < view.left + view.width
    assert view.top < 1500 < view.top + view.depth


@pytest.mark.parametrize("zoom", ["", "nearer", "nan", "inf", "-3", "0", "1e400"])
def test_it_shows_the_whole_hall_where_the_address_makes_no_sense(zoom):
    assert asked_for({"zoom": zoom, "x": "none", "y": "nan"}, HALL).svg == HALL.svg


@given(*[st.floats(-1e6, 1e6)] * 3)
def test_it_never_shows_what_lies_outside_the_hall(zoom, x, y):
    view = asked_for({"zoom": str(zoom), "x": str(x), "y": str(y)}, HALL)
    assert view.left >= HALL.frame.left
    assert view.top >= HALL.frame.top
    assert view.left + view.width <= HALL.frame.right
    assert view.top + view.depth <= HALL.frame.bottom


def test_it_leads_from_each_view_to_those_around_it_and_back():
    view = asked_for({"zoom": "4", "x": "4000", "y": "3000"}, HALL)
    ways = dict(ways_on(view))
    assert ways["left"].left < view.left < ways["right"].left
    assert ways["up"].top < view.top < ways["down"].top
    assert ways["in"].width < view.width < ways["out"].width
    assert ways["whole"].svg == HALL.svg
    back = dict(ways_on(ways["in"]))["out"]
    assert (back.left, back.top) == pytest.approx((view.left, view.top), abs=2)


def test_it_leads_nowhere_beyond_the_hall():
    ways = dict(ways_on(HALL))
    assert [way for way, view in ways.items() if view] == ["in"]
    nearest = asked_for({"zoom": "1000"}, HALL)
    assert dict(ways_on(nearest))["in"] is None


def test_it_asks_for_the_same_view_by_its_address():
    view = asked_for({"zoom": "4", "x": "3001", "y": "2999"}, HALL)
    again = asked_for(view.query, HALL)
    assert (again.left, again.top, again.width) == pytest.approx((view.left, view.top, view.width), abs=2)


def test_it_shows_more_the_nearer_one_comes():
    details = [asked_for({"zoom": str(zoom)}, HALL).detail for zoom in (1, 2, 4)]
    assert details == sorted(details)
    assert (details[0], details[-1]) == (1, 3)


def test_it_draws_a_scale_bar_of_round_metres_that_stays_in_sight():
    for zoom in ("1", "3", "8"):
        view = asked_for({"zoom": zoom}, HALL)
        bar = view.scale_bar
        assert bar.metres in {1, 2, 5, 10, 20, 50}
        assert view.left < bar.x < bar.x + bar.metres * 100 < view.left + view.width
        assert view.top < bar.y < view.top + view.depth
        assert bar.pixels * view.pixel == pytest.approx(bar.metres * 100, rel=0.02)
    assert HALL.scale_bar.metres == 20


SHELL, HALF_HALL = (300, 300), (3000, 1200)


def test_it_writes_names_as_large_as_they_fit():
    assert lettered("Durian Trading Company", *HALF_HALL).size == "l"
    assert lettered("Durian Trading Company of Chanthaburi", *SHELL).size == "s"


def test_it_breaks_names_between_words_and_chinese_between_characters():
    assert wrapped("Kim Long Fresh Fruit", 6.2, 4) == ["Kim Long", "Fresh Fruit"]
    assert wrapped("南宁新能源设备有限公司", 5, 4) == ["南宁新能源", "设备有限公", "司"]


def test_it_says_by_an_ellipsis_that_a_name_goes_on():
    assert wrapped("one two three four five six", 2, 2)[-1].endswith("…")
    assert wrapped("Donaudampfschifffahrtsgesellschaft", 5, 2) == ["Donauda…"]


@given(st.text(max_size=80), st.integers(100, 3000), st.integers(100, 1500))
def test_it_never_writes_beyond_the_booth(name, width, depth):
    letters = lettered(name, width, depth)
    assert all(width_of(line) * letters.height <= max(width, letters.height) for line in letters.lines)
    assert (len(letters.lines) + 1) * letters.height <= max(depth, letters.height)


def halls(*sizes, places=()):
    rows = [Hall(pk=pk, code=f"D{pk}", width=width, depth=depth) for pk, (width, depth) in enumerate(sizes)]
    for hall, (left, top) in zip(rows, places, strict=False):
        hall.left, hall.top = left, top
    return rows


def boxes_of(rows):
    counts = {hall.pk: HallCounts(10, 5, None) for hall in rows}
    return [shape.box for shape in site_of(Venue(), rows, counts, beside=[]).halls]


def test_it_puts_halls_where_their_rows_say():
    assert boxes_of(halls((6000, 4000), (3000, 2000), places=[(0, 0), (7000, 500)])) == [
        Box(0, 0, 6000, 4000),
        Box(7000, 500, 10_000, 2500),
    ]


@pytest.mark.parametrize("places", [(), [(0, 0)], [(500, 9000), (20_000, 0)]])
def test_it_finds_a_place_for_every_hall_where_no_other_is(places):
    boxes = boxes_of(halls((6600, 6000), (6000, 3600), (15_800, 10_000), (7200, 6600), places=places))
    for number, box in enumerate(boxes):
        assert not any(box.meets(other) for other in boxes[number + 1 :])


def test_it_says_full_only_where_nothing_is_left():
    assert HallCounts(200, 199, None).percent == 99
    assert HallCounts(200, 200, None).percent == 100


@pytest.mark.parametrize(("let", "percent"), [(28, 76), (27, 73), (0, 0)])
def test_it_says_how_full_a_hall_is_to_the_nearest_percent(let, percent):
    assert HallCounts(37, let, None).percent == percent


def test_a_hall_with_one_booth_let_is_not_empty():
    assert HallCounts(608, 1, None).percent == 1
