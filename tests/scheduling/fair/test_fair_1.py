"""What the search for a whole fair's timetable promises, in the format fair-1."""

import copy
import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buyers.scheduling import Limits
from buyers.scheduling.compiled.bounds import b_matching, walking
from buyers.scheduling.formats import fair_1
from buyers.scheduling.formats.fair_1_judge import violations
from buyers.scheduling.formats.reading import FormatError
from tests.scheduling.fair.examples import best, fair, fairs


def solved(problem: dict[str, Any], work: float = 0.001, seed: int = 0) -> dict[str, Any]:
    answer = fair_1.solve(fair_1.read(problem), Limits(work=work), seed)
    answer.pop("seconds")
    return answer


def busy_fair(seed: int = 1) -> dict[str, Any]:
    """40 delegates who wish for more than they have time for, in four halls."""
    chance = random.Random(seed)
    pairs = [(delegate, exhibitor) for delegate in range(40) for exhibitor in range(25)]
    return fair(
        slots=12,
        days=2,
        exhibitors=25,
        delegates=40,
        points=[1 + (each % 5 == 0) for each in range(25)],
        hall=[each % 4 for each in range(25)],
        exhibitor_blocked=[[each % 12] for each in range(25)],
        delegate_blocked=[[each % 12, (each + 1) % 12] for each in range(40)],
        wishes=[[*pair, chance.randint(1, 3), chance.randint(0, 1)] for pair in chance.sample(pairs, 500)],
    )


@settings(max_examples=60, deadline=None)
@given(fairs())
def test_no_timetable_is_worth_more_than_the_bound_and_the_answer_is_one(problem: dict[str, Any]) -> None:
    answer = solved(problem)
    assert violations(problem, answer) == []
    assert answer["value"] <= best(problem) <= answer["bound"]


@settings(max_examples=60, deadline=None)
@given(fairs())
def test_small_fairs_are_solved_to_the_best(problem: dict[str, Any]) -> None:
    assert solved(problem, work=0.02)["value"] == best(problem)


@settings(max_examples=60, deadline=None)
@given(fairs(), st.data())
def test_any_prices_give_a_bound(problem: dict[str, Any], data: st.DataObject) -> None:
    """However the seats are priced and however few states are looked at."""
    exhibitors = problem["exhibitors"]
    prices = data.draw(st.lists(st.integers(0, 12), min_size=exhibitors, max_size=exhibitors))
    bound, _ = walking(
        fair_1.arrange(fair_1.read(problem)), np.array(prices), data.draw(st.sampled_from((1, 4, 100)))
    )
    assert bound >= best(problem)


@settings(max_examples=40, deadline=None)
@given(fairs())
def test_walking_never_loosens_the_bound(problem: dict[str, Any]) -> None:
    arranged = fair_1.arrange(fair_1.read(problem))
    prices = b_matching(arranged)
    assert walking(arranged, prices.seat, 1000)[0] <= prices.bound


def test_a_busy_fair_is_within_its_bound() -> None:
    problem = busy_fair()
    answer = solved(problem, work=0.5)
    assert violations(problem, answer) == []
    assert answer["value"] >= 0.97 * answer["bound"]


def test_more_work_is_worth_more() -> None:
    problem = busy_fair()
    assert solved(problem, work=0.5)["value"] >= solved(problem, work=0)["value"]


def test_same_seed_and_work_give_the_same_answer() -> None:
    problem = busy_fair()
    assert solved(problem, work=0.1, seed=3) == solved(problem, work=0.1, seed=3)
    assert solved(problem, work=0.1, seed=3) != solved(problem, work=0.1, seed=4)


def test_a_delegate_may_wish_for_more_than_a_mask_holds() -> None:
    """Of 90 wishes the best 20 are met, one a slot."""
    problem = fair(
        slots=20,
        days=2,
        delegates=1,
        exhibitors=90,
        points=[1] * 90,
        hall=[0] * 90,
        exhibitor_blocked=[[]] * 90,
        delegate_blocked=[[]],
        wishes=[[0, each, 1 if each >= 70 else 3, 0] for each in range(90)],
    )
    answer = solved(problem, work=0.1)
    assert violations(problem, answer) == []
    assert answer["value"] == 80 == answer["bound"]


def test_cancelled_it_gives_what_it_has() -> None:
    problem = busy_fair()
    answer = fair_1.solve(fair_1.read(problem), Limits(seconds=60), progress=lambda done: False)
    assert violations(problem, answer) == []
    assert answer["value"] > 0


def test_without_wishes_there_is_nothing_to_do() -> None:
    assert solved(fair(wishes=[])) | {"bound_method": ""} == {
        "format": "fair-1",
        "meetings": [],
        "value": 0,
        "bound": 0,
        "bound_method": "",
        "status": "optimal",
    }


def test_people_without_time_meet_nobody() -> None:
    answer = solved(fair(delegate_blocked=[[0, 1, 2, 3], [0, 1, 2, 3]]))
    assert (answer["meetings"], answer["bound"]) == ([], 0)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"slots": 65, "days": 1}, "'slots' is 65, not from 1 to 64"),
        ({"slots": 4, "days": 3}, "4 slots cannot be 3 days"),
        ({"points": [1]}, "'points' has 1 entries instead of 2"),
        ({"wishes": [[0, 9, 1, 0]]}, "the exhibitor of wish 0 is 9"),
        ({"wishes": [[0, 1, 7, 0]]}, "the priority of wish 0 is 7"),
        ({"wishes": [[0, 1]]}, "wish 0 has 2 entries instead of 4"),
        ({"delegate_blocked": [[4], []]}, "entry 0 of entry 0 of 'delegate_blocked' is 4"),
        ({"hall": [0, True]}, "entry 1 of 'hall' is True, not a whole number"),
        ({"value": {"1": 4}}, "'value' has no 'mutual_factor'"),
    ],
)
def test_what_cannot_be_read_is_named(change: dict[str, Any], text: str) -> None:
    with pytest.raises(FormatError, match=text):
        fair_1.read(fair(**change))


VALID = {
    "format": "fair-1",
    "meetings": [[0, 0, 0], [1, 2, 0], [3, 3, 0]],
    "value": 14,
    "bound": 15,
}


def test_the_judge_accepts_a_valid_timetable() -> None:
    assert violations(fair(), VALID) == []


@pytest.mark.parametrize(
    ("problem", "answer", "text"),
    [
        ({}, {"meetings": [[7, 0, 0], *VALID["meetings"]]}, "wish 7, which is not known"),
        ({}, {"meetings": [*VALID["meetings"], [0, 1, 0]]}, "Wish 0 has more than one meeting"),
        (
            {"points": [2, 1]},
            {"meetings": [[0, 2, 0], [1, 2, 0], [3, 3, 0]]},
            "Delegate 0 has two meetings in slot 2",
        ),
        (
            {},
            {"meetings": [[0, 0, 0], [1, 2, 0], [3, 2, 0]]},
            "Point 0 of exhibitor 1 has two meetings in slot 2",
        ),
        ({}, {"meetings": [[0, 0, 0], [1, 2, 1], [3, 3, 0]]}, "meets at point 1, but exhibitor 1 has 1"),
        ({}, {"meetings": [[0, 3, 0], [1, 2, 0], [3, 1, 0]]}, "in which delegate 0 cannot"),
        ({}, {"meetings": [[0, 1, 0], [1, 2, 0], [3, 0, 0]]}, "in which exhibitor 1 cannot"),
        (
            {},
            {"meetings": [[0, 0, 0], [1, 1, 0], [3, 3, 0]]},
            "Delegate 0 has to walk too far: from hall 0 in slot 0",
        ),
        ({}, {"meetings": [[0, 4, 0], [1, 2, 0], [3, 3, 0]]}, "meets in slot 4, but the slots are 0 to 3"),
        ({}, {"value": 15}, "stated as 15, but the wishes placed are worth 14"),
        ({}, {"bound": 13}, "bound of 13 lies below the value reached, 14"),
    ],
)
def test_the_judge_names_each_broken_rule(problem: dict[str, Any], answer: dict[str, Any], text: str) -> None:
    found = violations(fair(**problem), copy.deepcopy(VALID) | answer)
    assert any(text in each for each in found), found


def test_halls_far_apart_are_no_walk_overnight() -> None:
    answer = VALID | {"meetings": [[0, 1, 0], [1, 2, 0], [3, 3, 0]]}
    assert violations(fair(), answer) == []
