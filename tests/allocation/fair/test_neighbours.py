"""Which booths are near, and which lie in a row, told from their places on the floor."""

from exhibitors.allocation.fair import Rectangle, neighbours


def shells(first, number, left=0, top=0, hall=1):
    """Booths of 3 × 3 m from left to right, wall to wall."""
    return [
        Rectangle(first + at, hall, left + 300 * at, top, left + 300 * (at + 1), top + 300)
        for at in range(number)
    ]


def test_booths_wall_to_wall_are_a_row_and_near_one_by_one():
    found = neighbours(shells(1, 3))
    assert found.rows == ((1, 2, 3),)
    assert found.near == ((1, 2), (2, 3))


def test_two_rows_back_to_back_are_two_rows_and_near_across():
    found = neighbours([*shells(1, 3), *shells(11, 3, top=300)])
    assert set(found.rows) == {(1, 2, 3), (11, 12, 13)}
    assert set(found.near) == {(1, 2), (2, 3), (11, 12), (12, 13), (1, 11), (2, 12), (3, 13)}


def test_booths_face_each_other_across_an_aisle_and_not_across_a_wide_one():
    one, other = shells(1, 1), shells(2, 1, top=600)
    assert neighbours([*one, *other]).near == ((1, 2),)
    assert neighbours([*one, *other], aisle=250).near == ()


def test_nobody_faces_through_the_booth_between():
    found = neighbours([*shells(1, 1), *shells(2, 1, top=300), *shells(3, 1, top=600)])
    assert (1, 3) not in found.near


def test_halls_are_worlds_of_their_own():
    found = neighbours([*shells(1, 2), *shells(3, 2, left=600, hall=2)])
    assert found.near == ((1, 2), (3, 4))
    assert found.rows == ((1, 2), (3, 4))


def test_a_row_may_run_downwards_and_a_booth_is_in_one_row():
    down = [Rectangle(at, 1, 0, 300 * at, 300, 300 * (at + 1)) for at in range(3)]
    right = shells(10, 1, left=300)
    assert neighbours([*down, *right]).rows == ((0, 1, 2),)


def test_booths_of_different_depth_are_near_but_no_row():
    deep = Rectangle(2, 1, 300, 0, 600, 600)
    found = neighbours([*shells(1, 1), deep])
    assert (found.near, found.rows) == (((1, 2),), ())
