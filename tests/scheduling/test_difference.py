from buyers.scheduling import Difference, Move, Placement, difference

MORNING = Placement(request=1, slot=0, point=5, host=8)
AFTERNOON = Placement(request=1, slot=4, point=5, host=8)
OTHER = Placement(request=2, slot=0, point=6, host=9)


def test_it_names_what_is_added_and_removed():
    assert difference([MORNING], [OTHER]) == Difference(added=(OTHER,), moved=(), removed=(MORNING,))


def test_it_names_a_change_of_slot_as_a_move():
    assert difference([MORNING, OTHER], [OTHER, AFTERNOON]) == Difference((), (Move(MORNING, AFTERNOON),), ())


def test_it_names_a_change_of_point_or_host_as_a_move():
    for after in (Placement(1, 0, 6, 8), Placement(1, 0, 5, 9)):
        assert difference([MORNING], [after]).moved == (Move(MORNING, after),)


def test_it_finds_nothing_between_equal_timetables_in_any_order():
    assert difference([MORNING, OTHER], [OTHER, MORNING]) == Difference((), (), ())
