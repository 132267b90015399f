"""Small fairs in the format fair-1, and the best that can be done there, found by trying everything."""

import itertools
from typing import Any

from hypothesis import strategies as st


def fair(**changes: Any) -> dict[str, Any]:
    """Two delegates, two exhibitors in halls far apart, four slots in two days, four wishes."""
    problem = {
        "format": "fair-1",
        "slots": 4,
        "days": 2,
        "exhibitors": 2,
        "delegates": 2,
        "points": [1, 1],
        "hall": [0, 3],
        "walk_free": 1,
        "value": {"1": 4, "2": 2, "3": 1, "mutual_factor": 3},
        "exhibitor_blocked": [[], [0]],
        "delegate_blocked": [[3], []],
        "wishes": [[0, 0, 1, 0], [0, 1, 2, 1], [1, 0, 3, 0], [1, 1, 1, 0]],
    }
    return problem | changes


@st.composite
def fairs(draw: st.DrawFn) -> dict[str, Any]:
    """Fairs so small that everything can be tried."""
    days, length = draw(st.integers(1, 2)), draw(st.integers(1, 3))
    slots, delegates, exhibitors = days * length, draw(st.integers(1, 3)), draw(st.integers(1, 3))
    blocked = st.lists(st.integers(0, slots - 1), max_size=slots // 2, unique=True)
    pairs = list(itertools.product(range(delegates), range(exhibitors)))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=6))
    return {
        "format": "fair-1",
        "slots": slots,
        "days": days,
        "exhibitors": exhibitors,
        "delegates": delegates,
        "points": draw(st.lists(st.integers(0, 2), min_size=exhibitors, max_size=exhibitors)),
        "hall": draw(st.lists(st.integers(0, 3), min_size=exhibitors, max_size=exhibitors)),
        "walk_free": draw(st.integers(0, 2)),
        "value": {"1": 4, "2": 2, "3": 1, "mutual_factor": 3},
        "exhibitor_blocked": draw(st.lists(blocked, min_size=exhibitors, max_size=exhibitors)),
        "delegate_blocked": draw(st.lists(blocked, min_size=delegates, max_size=delegates)),
        "wishes": [[*pair, draw(st.integers(1, 3)), draw(st.integers(0, 1))] for pair in chosen],
    }


def worth(problem: dict[str, Any], wish: int) -> int:
    _, _, priority, mutual = problem["wishes"][wish]
    return problem["value"][str(priority)] * (problem["value"]["mutual_factor"] if mutual else 1)


def best(problem: dict[str, Any]) -> int:
    """The greatest value of any timetable: each wish in turn in each slot or in none."""

    def most(wish: int, placed: list[tuple[int, int, int]]) -> int:
        if wish == len(problem["wishes"]):
            return 0
        delegate, exhibitor = problem["wishes"][wish][:2]
        found = most(wish + 1, placed)
        for slot in range(problem["slots"]):
            if fits(problem, placed, delegate, exhibitor, slot):
                with_it = most(wish + 1, [*placed, (delegate, exhibitor, slot)])
                found = max(found, worth(problem, wish) + with_it)
        return found

    return most(0, [])


def _in_a_row(problem: dict[str, Any], one: int, other: int) -> bool:
    length = problem["slots"] // problem["days"]
    return abs(one - other) == 1 and one // length == other // length


def _far(problem: dict[str, Any], one: int, other: int) -> bool:
    return abs(problem["hall"][one] - problem["hall"][other]) > problem["walk_free"]


def fits(
    problem: dict[str, Any], placed: list[tuple[int, int, int]], delegate: int, exhibitor: int, slot: int
) -> bool:
    if slot in problem["delegate_blocked"][delegate] or slot in problem["exhibitor_blocked"][exhibitor]:
        return False
    if sum(other == exhibitor and when == slot for _, other, when in placed) >= problem["points"][exhibitor]:
        return False
    for other, where, when in placed:
        if other != delegate:
            continue
        if when == slot or (_in_a_row(problem, when, slot) and _far(problem, where, exhibitor)):
            return False
    return True
