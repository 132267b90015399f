from dataclasses import replace

import pytest

from buyers.scheduling import Delegate, Exhibitor, Host, Placement, Point, Problem, ProblemError, Request
from tests.scheduling.examples import ANN, BO, SILK, TEA, pair_up

STAND = Exhibitor(TEA, (Point(11), Point(12, frozenset({1}))), (Host(21), Host(22)))
WISH = Request(1, ANN, TEA, 1)
OTHER_WISH = Request(2, BO, TEA, 1)


def problem(**changes):
    parts = {
        "slots": 3,
        "requests": (WISH, OTHER_WISH),
        "delegates": (Delegate(ANN, frozenset({2})), Delegate(BO)),
    }
    return Problem(**{**parts, "exhibitors": (STAND,), **changes})


WRONG = {
    "negative slots": ({"slots": -1, "delegates": ()}, "negative: -1"),
    "request twice": ({"requests": (WISH, WISH)}, "request 1 is given 2 times"),
    "delegate twice": ({"delegates": (Delegate(ANN), Delegate(ANN))}, "delegate 1 is given 2 times"),
    "exhibitor twice": ({"exhibitors": (STAND, STAND)}, "exhibitor 10 is given 2 times"),
    "point twice": (
        {"exhibitors": (Exhibitor(TEA, (Point(5), Point(5)), ()),)},
        "10: point 5 is given 2 times",
    ),
    "host twice": ({"exhibitors": (Exhibitor(TEA, (), (Host(5), Host(5))),)}, "10: host 5 is given 2 times"),
    "unknown delegate": ({"requests": (Request(1, 99, TEA, 1),)}, "request 1 names unknown delegate 99"),
    "unknown companion": (
        {"requests": (Request(1, ANN, TEA, 1, companions=frozenset({99})),)},
        "request 1 names unknown delegate 99",
    ),
    "companion of oneself": (
        {"requests": (Request(1, ANN, TEA, 1, companions=frozenset({ANN})),)},
        "request 1 names delegate 1 twice",
    ),
    "unknown exhibitor": ({"requests": (Request(1, ANN, 99, 1),)}, "request 1 names unknown exhibitor 99"),
    "no weight": ({"requests": (Request(1, ANN, TEA, 0),)}, "weight 0, which is not positive"),
    "too heavy": ({"requests": (Request(1, ANN, TEA, 2**31),)}, "weight 2147483648, which is more than"),
    "too much weight": (
        {
            "requests": tuple(Request(1000 + n, ANN, 1000 + n, 2**31 - 1) for n in range(500)),
            "exhibitors": tuple(Exhibitor(1000 + n, (), ()) for n in range(500)),
        },
        "sum to more than",
    ),
    "same pair": ({"requests": (WISH, Request(2, ANN, TEA, 1))}, "requests 1 and 2 are of the same pair"),
    "slot of nobody": (
        {"delegates": (Delegate(ANN, frozenset({3})), Delegate(BO))},
        "delegate 1 names slot 3",
    ),
    "slot of a point": (
        {"exhibitors": (Exhibitor(TEA, (Point(5, frozenset({-1})),), ()),)},
        "point 5 names slot -1",
    ),
    "slot of a host": (
        {"exhibitors": (Exhibitor(TEA, (), (Host(5, frozenset({7})),)),)},
        "host 5 names slot 7",
    ),
    "shared point, two minds": (
        {"exhibitors": (STAND, Exhibitor(SILK, (Point(12),), ()))},
        "point 12 is shared with different availability",
    ),
    "shared host, two minds": (
        {"exhibitors": (STAND, Exhibitor(SILK, (), (Host(22, frozenset({0})),)))},
        "host 22 is shared with different availability",
    ),
    "locked: unknown": ({"locked": (Placement(9, 0, 11, 21),)}, "unknown request 9"),
    "locked: slot": ({"locked": (Placement(1, 3, 11, 21),)}, "request 1 names slot 3"),
    "locked: foreign point": (
        {"locked": (Placement(1, 0, 99, 21),)},
        "at point 99, which exhibitor 10 does not",
    ),
    "locked: foreign host": ({"locked": (Placement(1, 0, 11, 99),)}, "host 99, whom exhibitor 10 does not"),
    "locked: delegate away": (
        {"locked": (Placement(1, 2, 11, 21),)},
        "slot 2, where delegate 1 is unavailable",
    ),
    "locked: point away": ({"locked": (Placement(1, 1, 12, 21),)}, "slot 1, where point 12 is unavailable"),
    "locked: twice": (
        {"locked": (Placement(1, 0, 11, 21), Placement(1, 1, 11, 21))},
        "locked meeting of request 1 is given 2 times",
    ),
    "locked: point taken": (
        {"locked": (Placement(1, 0, 11, 21), Placement(2, 0, 11, 22))},
        "point 11 has 2 locked meetings in slot 0",
    ),
    "locked: host taken": (
        {"locked": (Placement(1, 0, 11, 21), Placement(2, 0, 12, 21))},
        "host 21 has 2 locked meetings in slot 0",
    ),
}


@pytest.mark.parametrize(("changes", "message"), WRONG.values(), ids=WRONG)
def test_it_refuses_a_problem_and_names_what_is_wrong(changes, message):
    with pytest.raises(ProblemError, match=message):
        problem(**changes)


def test_it_refuses_two_locked_meetings_of_one_delegate_in_one_slot():
    locked = [Placement(1, 0, TEA + 1, TEA + 2), Placement(2, 0, SILK + 1, SILK + 2)]
    with pytest.raises(ProblemError, match="delegate 1 has 2 locked meetings in slot 0"):
        pair_up({(ANN, TEA): 1, (ANN, SILK): 1}, locked=locked)


def test_it_refuses_two_locked_meetings_of_a_companion_in_one_slot():
    alone = pair_up({(ANN, TEA): 1, (BO, SILK): 1})
    along = (replace(alone.requests[0], companions=frozenset({BO})), alone.requests[1])
    locked = (Placement(1, 0, TEA + 1, TEA + 2), Placement(2, 0, SILK + 1, SILK + 2))
    with pytest.raises(ProblemError, match="delegate 2 has 2 locked meetings in slot 0"):
        replace(alone, requests=along, locked=locked)


def test_it_accepts_locked_meetings_side_by_side():
    locked = (Placement(1, 0, 11, 21), Placement(2, 0, 12, 22))
    assert problem(locked=locked).locked == locked


def test_it_cannot_be_changed():
    with pytest.raises(AttributeError):
        problem().slots = 4
