import pytest

from exhibitors.allocation.judge import UnreadableError, violations
from tests.allocation.examples import hall, text

PROBLEM = hall(
    booths=[(0, 0, 0, "standard", 9), (0, 1, 0, "corner", 9), (1, 0, 0, "raw", 36), (1, 1, 0, "raw", 18)],
    near=[(0, 1), (2, 3)],
    exhibitors=[
        (0, "standard", 9, 0, 5, 1),  # 3 × (40 + 20 + 30 + 10) in booth 0
        (0, "standard", 9, None, 5, 3),  # 20 + 30 + 10 in booth 1
        (1, "raw", 36, 1, None, 2),  # 2 × (40 + 20 + 30 + 10) in booth 2
        (1, "raw", 36, 0, None, 3),
    ],
    rivals=[(2, 3)],
)
PLAN = {
    "format": "hall-1",
    "booth": [0, 1, 2, None],
    "value": 300 + 60 + 200 + 6 + 10,
    "bound": 600,
    "bound_method": "by hand",
    "seconds": 0.1,
}
BROKEN = {
    "a booth twice": ({"booth": [0, 0, 2, None], "value": 600}, ["Booth 0 is given to 2 exhibitors: 0, 1."]),
    "no such booth": (
        {"booth": [0, 1, 4, None], "value": 376},
        ["Exhibitor 2 gets booth 4, which does not exist."],
    ),
    "a booth below zero": (
        {"booth": [0, 1, -1, None], "value": 376},
        ["Exhibitor 2 gets booth -1, which does not exist."],
    ),
    "not a number": (
        {"booth": [0, 1, "2", None], "value": 376},
        ["Exhibitor 2 gets booth '2', which does not exist."],
    ),
    "half a booth": (
        {"booth": [0, 1, 2.5, None], "value": 376},
        ["Exhibitor 2 gets booth 2.5, which does not exist."],
    ),
    "somebody forgotten": ({"booth": [0, 1, 2]}, ["The plan has 3 entries for 4 exhibitors."]),
    "somebody invented": ({"booth": [0, 1, 2, None, 3]}, ["The plan has 5 entries for 4 exhibitors."]),
    "a value too great": ({"value": 577}, ["The plan states a value of 577, but is worth 576."]),
    "rivals forgotten in the value": (
        {"booth": [0, 1, 2, 3], "value": 576 + 40 + 10 + 6},
        ["The plan states a value of 632, but is worth 602."],
    ),
    "a bound too low": ({"bound": 575}, ["The plan states a bound of 575, but is itself worth 576."]),
    "no value": ({"value": None}, ["The plan states no value."]),
    "no bound": ({"bound": float("inf")}, ["The plan states no bound."]),
    "no method": ({"bound_method": " "}, ["The plan does not say how its bound was found."]),
    "no seconds": ({"seconds": None}, ["The plan does not say how many seconds it took."]),
}


def test_a_right_plan_has_no_violations():
    assert violations(text(PROBLEM), text(PLAN)) == []


@pytest.mark.parametrize(("changes", "told"), BROKEN.values(), ids=BROKEN)
def test_a_broken_plan_is_told_in_words(changes, told):
    raised = {"bound": 700} if "bound" not in changes else {}
    assert violations(text(PROBLEM), text(PLAN | raised | changes)) == told


UNREADABLE = {
    "the plan is not JSON": (text(PROBLEM), "{", "the plan is not JSON"),
    "the problem is not JSON": ("[", text(PLAN), "the problem is not JSON"),
    "the plan is of another format": (text(PROBLEM), text(PLAN | {"format": "hall-2"}), "the plan's format"),
    "the plan has no booths": (text(PROBLEM), text(PLAN | {"booth": None}), "no list of booths"),
    "the problem has no weights": (text(PROBLEM | {"weights": None}), text(PLAN), "the problem"),
}


@pytest.mark.parametrize(("problem", "plan", "told"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_said(problem, plan, told):
    with pytest.raises(UnreadableError, match=told):
        violations(problem, plan)
