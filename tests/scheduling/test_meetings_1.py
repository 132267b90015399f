"""The platform's own format: its schema, and what goes out comes back."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from buyers.scheduling import Limits, solve, violations
from buyers.scheduling.formats import KNOWN, meetings_1
from tests.scheduling.examples import problems


def as_json(problem: Any) -> dict[str, Any]:
    def seats(items: Any) -> list[dict[str, Any]]:
        return [{"id": each.id, "unavailable": sorted(each.unavailable)} for each in items]

    return {
        "format": "meetings-1",
        "slots": problem.slots,
        "days": list(problem.days),
        "far": [list(pair) for pair in problem.far],
        "pools": [{"id": pool.id, "room": list(pool.room)} for pool in problem.pools],
        "requests": [
            {
                "id": each.id,
                "delegate": each.delegate,
                "exhibitor": each.exhibitor,
                "weight": each.weight,
                "unavailable": sorted(each.unavailable),
                "pools": sorted(each.pools),
                "companions": sorted(each.companions),
            }
            for each in problem.requests
        ],
        "delegates": [
            {
                "id": each.id,
                "unavailable": sorted(each.unavailable),
                "most_a_day": each.most_a_day,
                "busy": sorted(each.busy),
            }
            for each in problem.delegates
        ],
        "exhibitors": [
            {"id": each.id, "points": seats(each.points), "hosts": seats(each.hosts), "hall": each.hall}
            for each in problem.exhibitors
        ],
        "locked": [
            {"request": each.request, "slot": each.slot, "point": each.point, "host": each.host}
            for each in problem.locked
        ],
    }


@settings(max_examples=50, deadline=None)
@given(problems())
def test_a_problem_that_its_schema_accepts_is_read_as_it_is(problem: Any) -> None:
    data = json.loads(json.dumps(as_json(problem)))
    jsonschema.validate(data, meetings_1.schema())
    assert meetings_1.read(data) == problem


@settings(max_examples=30, deadline=None)
@given(problems())
def test_an_answer_comes_back_as_it_went_out_and_passes_the_check(problem: Any) -> None:
    answer = solve(problem, Limits(work=1))
    data = json.loads(json.dumps(meetings_1.written(answer)))
    assert violations(problem, meetings_1.read_answer(data)) == []
    assert KNOWN["meetings-1"].check(as_json(problem), data) == []


LEAST = {"format": "meetings-1", "slots": 1, "requests": [], "delegates": [], "exhibitors": []}
ANN = {"id": 1}
TEA = {"id": 2, "points": [{"id": 3}], "hosts": [{"id": 4}]}
WISH = {"id": 5, "delegate": 1, "exhibitor": 2, "weight": 1}


def test_what_is_optional_may_be_left_out() -> None:
    answer = meetings_1.solve(
        LEAST | {"requests": [WISH], "delegates": [ANN], "exhibitors": [TEA]}, Limits(work=1)
    )
    assert answer["meetings"] == [{"request": 5, "slot": 0, "point": 3, "host": 4}]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"slots": -1}, "'slots' is -1"),
        ({"requests": [WISH | {"weight": "1"}]}, r"'weight' of requests\[0\] is '1', not a whole number"),
        ({"requests": [WISH]}, "request 5 names unknown delegate 1"),
        ({"delegates": [ANN | {"unavailable": [1]}]}, "delegate 1 names slot 1, out of range"),
        ({"exhibitors": [{"id": 2, "points": [7], "hosts": []}]}, r"points\[0\] is 7, not an object"),
        ({"far": [[1]]}, r"far\[0\] has 1 entries instead of 2"),
        ({"pools": [{"id": 1, "room": []}]}, "pool 1 does not have a number of places for each of 1 slots"),
    ],
)
def test_what_is_wrong_is_named(change: dict[str, Any], text: str) -> None:
    with pytest.raises(ValueError, match=text):
        meetings_1.read(LEAST | change)
