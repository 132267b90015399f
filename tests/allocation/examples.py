"""Small problems, drawn by Hypothesis in the format hall-1, and their best value by trying everything."""

import json
from itertools import permutations

from hypothesis import strategies as st

WEIGHTS = {
    "kind": 40,
    "size": 20,
    "hall": 30,
    "sector_home": 10,
    "sector_near": 6,
    "pavilion_near": 10,
    "rival_near": -30,
}


def hall(booths, near, exhibitors, rivals=(), weights=WEIGHTS, homes=((0,), (1,))):
    """A hall plan; each exhibitor as (sector, kind, size, hall, pavilion, priority)."""
    names = ("sector", "kind", "size", "hall", "pavilion", "priority")
    return {
        "format": "hall-1",
        "halls": 2,
        "sector_home": [list(halls) for halls in homes],
        "booths": [list(booth) for booth in booths],
        "near": [list(pair) for pair in near],
        "exhibitors": [dict(zip(names, exhibitor, strict=True)) for exhibitor in exhibitors],
        "rivals": [list(pair) for pair in rivals],
        "weights": dict(weights),
    }


@st.composite
def halls(draw, most_exhibitors=5, most_booths=6):
    """Any near graph, or one of a grid, whose rows may be cut; weights of either sign."""
    number = draw(st.integers(0, most_booths))
    kinds = st.sampled_from([("standard", 9), ("corner", 9), ("raw", 18), ("raw", 36)])
    columns = draw(st.integers(1, 4))
    halls_of = draw(st.lists(st.integers(0, 1), min_size=number, max_size=number))
    booths = [(halls_of[at], at % columns, at // columns, *draw(kinds)) for at in range(number)]
    pairs = [(one, other) for other in range(number) for one in range(other)]
    if draw(st.booleans()):
        pairs = [pair for pair in pairs if _beside(booths[pair[0]], booths[pair[1]])]
    near = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    exhibitor = st.tuples(
        st.integers(0, 1),
        st.sampled_from(["standard", "corner", "raw"]),
        st.sampled_from([9, 18, 36]),
        st.sampled_from([None, 0, 1]),
        st.sampled_from([None, 0, 1]),
        st.integers(1, 3),
    )
    exhibitors = draw(st.lists(exhibitor, max_size=most_exhibitors))
    people = [(one, other) for other in range(len(exhibitors)) for one in range(other)]
    rivals = draw(st.lists(st.sampled_from(people), unique=True, max_size=3)) if people else []
    weights = {name: draw(st.integers(-5, 5) | st.integers(-100, 100)) for name in WEIGHTS}
    return hall(booths, near, exhibitors, rivals, draw(st.sampled_from([WEIGHTS, weights])))


def _beside(one, other):
    return one[0] == other[0] and abs(one[1] - other[1]) + abs(one[2] - other[2]) == 1


def worth(problem, places):
    """What a plan is worth, written from the format's description."""
    weights, total = problem["weights"], 0
    for who, place in enumerate(places):
        if place is None:
            continue
        one, (in_hall, _, _, kind, size) = problem["exhibitors"][who], problem["booths"][place]
        asked = weights["kind"] * (kind == one["kind"]) + weights["size"] * (size == one["size"])
        asked += weights["hall"] * (one["hall"] in (None, in_hall))
        asked += weights["sector_home"] * (in_hall in problem["sector_home"][one["sector"]])
        total += (4 - one["priority"]) * asked
    who_at = {place: who for who, place in enumerate(places) if place is not None}
    for first, second in problem["near"]:
        if first in who_at and second in who_at:
            pair = who_at[first], who_at[second]
            one, other = (problem["exhibitors"][who] for who in pair)
            total += weights["sector_near"] * (one["sector"] == other["sector"])
            total += weights["pavilion_near"] * (
                one["pavilion"] is not None and one["pavilion"] == other["pavilion"]
            )
            total += weights["rival_near"] * (sorted(pair) in problem["rivals"])
    return total


def best_by_trying_all(problem):
    """The greatest worth of any plan."""
    people = len(problem["exhibitors"])
    choices = [*range(len(problem["booths"])), *[None] * people]
    return max(worth(problem, places) for places in {*permutations(choices, people)})


def text(problem):
    return json.dumps(problem)
