import pytest

from buyers.scheduling.b2b import ProblemError, Session, as_json, read, read_answer, solve


def given(**changes):
    """A parsed file as its README describes."""
    return {
        "format": "b2b-1",
        "name": "little",
        "seed": 1,
        "participants": 3,
        "locations": 2,
        "slots": 4,
        "morning_slots": 2,
        "fairness": 2,
        "meetings": [
            {"a": 0, "b": 1, "session": "morning", "slot": None},
            {"a": 1, "b": 2, "session": "any", "slot": 3},
        ],
        "forbidden": {"2": [0, 1]},
        "precedences": [[0, 1]],
    } | changes


def test_a_problem_is_read():
    problem = read(given())
    assert problem.meetings[0].session == Session.MORNING
    assert problem.meetings[1].slot == 3
    assert problem.forbidden == (frozenset(), frozenset(), frozenset({0, 1}))
    assert problem.precedences == ((0, 1),)


def test_an_answer_read_again_is_the_same():
    answer = solve(read(given()))
    again = as_json(read_answer(as_json(answer)))
    assert again == as_json(answer)
    assert set(again) == {"format", "slots", "value", "bound", "status", "seconds"}


MEETING = {"a": 0, "b": 1, "session": "any", "slot": None}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"format": "fair-1"}, "The format is 'fair-1'"),
        ({"slots": None}, "The field “slots” must be a whole number"),
        ({"slots": True}, "The field “slots” must be a whole number"),
        ({"locations": -1}, "number of locations is negative"),
        ({"morning_slots": 5}, "The morning has 5 slots, the whole day 4"),
        ({"meetings": {}}, "The field “meetings” must be a list"),
        ({"meetings": [0]}, "The meeting 0 must be an object"),
        ({"meetings": [MEETING | {"b": 3}]}, "Meeting 0 is of participant 3"),
        ({"meetings": [MEETING | {"b": 0}]}, "In meeting 0 participant 0 meets themselves"),
        ({"meetings": [MEETING | {"session": "night"}]}, "In meeting 0 the session is 'night'"),
        ({"meetings": [MEETING | {"slot": 4}]}, "Meeting 0 is fixed to slot 4"),
        ({"forbidden": {"3": [0]}}, "participant 3, who is not one"),
        ({"forbidden": {"2": [4]}}, "Participant 2 has a forbidden slot 4"),
        ({"forbidden": {"2": 1}}, "In the forbidden slots of 2 there must be a list"),
        ({"precedences": [[0, 2]]}, "A precedence names meeting 2"),
        ({"precedences": [[0]]}, "In precedence 0 there must be two meetings"),
        ({"precedences": [[1, 1]]}, "Meeting 1 cannot be earlier than itself"),
    ],
)
def test_what_is_wrong_in_a_file_is_named(changes, told):
    with pytest.raises(ProblemError, match=told):
        read(given(**changes))


def test_a_list_is_no_problem():
    with pytest.raises(ProblemError, match="must be an object"):
        read([])
