"""A mutation of each rule is told."""

from dataclasses import replace

import pytest

from exhibitors.allocation import Limits, Status
from exhibitors.allocation.fair import (
    Booth,
    BoothKind,
    Exhibitor,
    Placement,
    Problem,
    Quota,
    solve,
    violations,
)

SHELL, RAW = BoothKind.SHELL, BoothKind.RAW
PROBLEM = Problem(
    booths=(
        Booth(10, 1, SHELL, 9, zone=1),
        Booth(11, 1, SHELL, 9, zone=1),
        Booth(12, 1, SHELL, 9, zone=1, floor_load=1500, height=400),
        Booth(13, 2, RAW, 36),
        Booth(14, 2, RAW, 54),
        Booth(15, 2, SHELL, 9, pavilion=7),
        Booth(16, 2, RAW, 18),
    ),
    exhibitors=(
        Exhibitor(0, SHELL, 9, "VN", 1, halls=(1,), weight=3000, height=500),
        Exhibitor(1, SHELL, 9, "VN", 2),
        Exhibitor(2, SHELL, 9, "TH", 2, pavilion=7),
        Exhibitor(3, RAW, 36, "TH", 3),
        Exhibitor(4, RAW, 36, "TH", 3, accepts_smaller=True),
        Exhibitor(5, SHELL, 9, "TH", 3),
        Exhibitor(6, SHELL, 9, "VN", 3),
    ),
    near=((10, 11), (11, 12)),
    locked=(Placement(1, 11),),
    quotas=(Quota("VN", 1, most_booths=2),),
)
RIGHT = {0: 10, 1: 11, 2: 15, 3: 13, 4: 16, 5: 12}


def test_a_right_plan_has_no_violations():
    answer = solve(PROBLEM, Limits(work=0.01))
    assert {each.exhibitor: each.booth for each in answer.placements} == RIGHT
    assert violations(PROBLEM, answer) == []


BROKEN = {
    "unknown-exhibitor": {99: 14},
    "unknown-booth": {3: 99},
    "booth-twice": {6: 12},
    "locked-moved": {1: None},
    "wrong-kind": {6: 14},
    "too-large": {4: 14},
    "too-small": {3: 16, 4: 13},
    "too-heavy": {0: 12, 5: 10},
    "too-high": {0: 12, 5: 10},
    "in-a-pavilion": {2: None, 5: 15},
    "outside-its-pavilion": {2: 12, 5: None},
    "quota-exceeded": {5: None, 6: 12},
    "overtaken": {0: None, 6: 10},
}


def told(answer):
    return {violation.rule for violation in violations(PROBLEM, answer)}


@pytest.mark.parametrize(("rule", "changes"), BROKEN.items(), ids=BROKEN)
def test_a_plan_that_breaks_a_rule_is_told(rule, changes):
    placed = {who: booth for who, booth in (RIGHT | changes).items() if booth is not None}
    answer = solve(PROBLEM, Limits(work=0.01))
    assert rule in told(replace(answer, placements=tuple(Placement(*each) for each in placed.items())))


def test_two_booths_for_one_are_told():
    answer = solve(PROBLEM, Limits(work=0.01))
    assert "too-many" in told(replace(answer, placements=(*answer.placements, Placement(3, 14))))


ROW = Problem(
    booths=tuple(Booth(10 + at, 1, SHELL, 9) for at in range(6)),
    exhibitors=(Exhibitor(0, SHELL, 27, "VN", 1, booths=3), Exhibitor(1, SHELL, 9, "VN", 2)),
    rows=((10, 11, 12, 13), (14, 15)),
)


@pytest.mark.parametrize(
    ("rule", "booths"),
    {"too-few": (10, 11), "too-many": (10, 11, 12, 13), "not-side-by-side": (12, 13, 14)}.items(),
)
def test_a_stand_that_is_not_what_was_asked_for_is_told(rule, booths):
    answer = solve(ROW, Limits(work=0.01))
    broken = replace(answer, placements=tuple(Placement(0, booth) for booth in booths))
    assert rule in {violation.rule for violation in violations(ROW, broken)}


def test_a_lower_priority_in_the_middle_of_the_only_row_is_told():
    broken = replace(solve(ROW, Limits(work=0.01)), placements=(Placement(1, 11),))
    told = [each.text for each in violations(ROW, broken) if each.rule == "overtaken"]
    assert told == [
        "Exhibitor 0 of priority 1 would rather have booth 10 and booth 11 and booth 12 than none, "
        "but exhibitor 1 of priority 2 has it."
    ]


STATED = {
    "unplaced-wrong": {"unplaced": ()},
    "smaller-wrong": {"smaller": ()},
    "value-wrong": {"value": 1},
    "bound-wrong": {"bound": 1},
    "bound-unexplained": {"bound_method": " "},
    "status-wrong": {"status": Status.OPTIMAL, "bound": 10**6},
}


@pytest.mark.parametrize(("rule", "changes"), STATED.items(), ids=STATED)
def test_a_plan_that_states_what_is_not_so_is_told(rule, changes):
    assert rule in told(replace(solve(PROBLEM, Limits(work=0.01)), **changes))


def test_who_is_locked_against_the_rules_is_not_blamed():
    locked = replace(PROBLEM, locked=(Placement(6, 13), Placement(1, 10), Placement(0, 12)))
    assert violations(locked, solve(locked, Limits(work=0.01))) == []
