import pytest

from buyers.scheduling.b2b import AnswerError, Session, violations
from tests.scheduling.b2b.examples import day, wish


def answer(slots, value, bound=0, status="feasible"):
    return {
        "format": "b2b-1",
        "slots": slots,
        "value": value,
        "bound": bound,
        "status": status,
        "seconds": 1.5,
    }


def the_one(problem, given):
    (told,) = violations(problem, given)
    return told


PAIRS = day((0, 1), (0, 2), (3, 4))


def test_a_right_answer_has_no_violation():
    assert violations(PAIRS, answer([0, 1, 0], 0, status="optimal")) == []


def test_rule_1_nobody_has_two_meetings_in_a_slot():
    assert "Participant 0 has more than one meeting in slot 2: 0 and 1." in violations(
        PAIRS, answer([2, 2, 0], 0)
    )


def test_rule_2_no_slot_has_more_meetings_than_locations():
    told = the_one(day((0, 1), (2, 3), locations=1), answer([1, 1], 0))
    assert told == "Slot 1 has 2 meetings, but there are 1 locations."


def test_rule_3_no_meeting_lies_in_a_forbidden_slot_of_either():
    problem = day((0, 1), forbidden={1: [3]})
    assert the_one(problem, answer([3], 0)) == (
        "Meeting 0 lies in slot 3, which is forbidden to participant 1."
    )


@pytest.mark.parametrize(("session", "slot"), [(Session.MORNING, 2), (Session.AFTERNOON, 1)])
def test_rule_4_a_meeting_lies_in_its_session(session, slot):
    problem = wish(day((0, 1), morning=2), 0, session=session)
    assert (
        the_one(problem, answer([slot], 0))
        == f"Meeting 0 lies in slot {slot}, which is not in the {session}."
    )


def test_rule_5_a_fixed_meeting_lies_in_its_slot():
    problem = wish(day((0, 1)), 0, slot=2)
    assert the_one(problem, answer([1], 0)) == "Meeting 0 is fixed to slot 2, but lies in slot 1."


@pytest.mark.parametrize("slots", [[1, 1], [2, 1]])
def test_rule_6_precedences_hold_strictly(slots):
    problem = day((0, 1), (2, 3), precedences=((0, 1),))
    assert "Meeting 0 must be earlier than meeting 1" in the_one(problem, answer(slots, 0))


def test_rule_7_numbers_of_breaks_differ_by_no_more_than_fairness():
    problem = day((0, 1), (0, 2), (3, 4), (3, 5), fairness=0)
    told = the_one(problem, answer([0, 2, 0, 1], 1))
    assert told == "Participant 0 has 1 breaks and participant 3 0: they may differ by 0."


def test_rule_7_looks_only_at_those_with_two_meetings():
    assert violations(day((0, 1), (0, 2), fairness=0), answer([0, 2], 1)) == []


def test_the_stated_value_is_checked():
    assert the_one(PAIRS, answer([0, 2, 0], 0)) == "The answer states 0 breaks, but has 1."


def test_noon_is_no_slot_and_a_forbidden_one_is():
    problem = day((0, 1), (0, 2), (3, 4), (3, 5), morning=2, forbidden={3: [1]})
    assert violations(problem, answer([1, 2, 0, 2], 1)) == []


def test_a_bound_above_the_value_is_refuted_by_the_timetable_itself():
    assert "bound is 2" in the_one(PAIRS, answer([0, 2, 0], 1, bound=2))


def test_what_is_called_optimal_reaches_its_bound():
    assert "called optimal" in the_one(PAIRS, answer([0, 2, 0], 1, status="optimal"))


@pytest.mark.parametrize(
    ("slots", "told"),
    [
        ([0, 1], "The answer has 2 slots for 3 meetings."),
        ([0, 1, 4], "Meeting 2 lies in slot 4, but the slots are 0 to 3."),
        ([0, 1, -1], "Meeting 2 lies in slot -1, but the slots are 0 to 3."),
    ],
)
def test_every_meeting_needs_a_slot(slots, told):
    assert the_one(PAIRS, answer(slots, 0)) == told


def test_an_answer_without_timetable_may_hold_none():
    assert violations(PAIRS, answer([], None, None, "infeasible")) == []
    assert "yet its status is" in the_one(PAIRS, answer([0, 1, 0], 0, 0, "infeasible"))


@pytest.mark.parametrize(
    "given",
    [
        [],
        {},
        answer("0", 0),
        answer([0.5], 0),
        answer([0], "none"),
        answer([0], 0, status="best"),
        {**answer([0], 0), "seconds": "long"},
    ],
)
def test_what_is_no_answer_is_refused(given):
    with pytest.raises(AnswerError):
        violations(PAIRS, given)
