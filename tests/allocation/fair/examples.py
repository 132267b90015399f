"""Small fairs drawn by Hypothesis, what a plan is worth, and the best valid plan by trying everything."""

from itertools import permutations

from hypothesis import strategies as st

from exhibitors.allocation.fair import (
    Answer,
    Booth,
    BoothKind,
    Exhibitor,
    Placement,
    Problem,
    Quota,
    Status,
    Weights,
    ZonePreference,
    violations,
)

ABOUT_PLACES = {
    "unknown-exhibitor",
    "unknown-booth",
    "booth-twice",
    "exhibitor-twice",
    "locked-moved",
    "wrong-kind",
    "too-large",
    "too-small",
    "too-heavy",
    "too-high",
    "in-a-pavilion",
    "outside-its-pavilion",
    "quota-exceeded",
    "overtaken",
}

some = st.sampled_from
KINDS = some([BoothKind.SHELL] * 3 + [BoothKind.RAW])
ZONES = some([None, 1, 2])
PAVILIONS = some([None, None, None, 7])


@st.composite
def fairs(draw, most_exhibitors=5, most_booths=5):
    """A fair of two halls and zones, in which any rule may be felt."""
    booths = tuple(draw(_booth(number)) for number in range(100, 100 + draw(st.integers(0, most_booths))))
    people = tuple(draw(_exhibitor(number)) for number in range(draw(st.integers(0, most_exhibitors))))
    near = _pairs([booth.id for booth in booths])
    both = _pairs([one.id for one in people])
    locked = draw(st.integers(0, min(len(booths), len(people), 1)))
    return Problem(
        booths=booths,
        exhibitors=people,
        near=tuple(draw(st.lists(some(near), unique=True))) if near else (),
        competitors=tuple(draw(st.lists(some(both), unique=True, max_size=2))) if both else (),
        locked=tuple(Placement(draw(some(people)).id, draw(some(booths)).id) for _ in range(locked)),
        quotas=tuple(
            draw(st.lists(_quotas(), max_size=3, unique_by=lambda quota: (quota.economy, quota.zone)))
        ),
        zone_preferences=(
            ZonePreference(1, bloc="ASEAN"),
            ZonePreference(2, economy="VN"),
            ZonePreference(1, sector="tea"),
        ),
        weights=draw(some([Weights(), Weights(size=7, hall=3, zone=90, sector_near=40, economy_near=0)])),
    )


def _booth(number):
    return st.builds(
        Booth,
        id=st.just(number),
        hall=some([1, 2]),
        kind=KINDS,
        area=some([9, 9, 18]),
        zone=ZONES,
        open_sides=some([1, 2]),
        floor_load=some([None, None, 1500]),
        height=some([None, None, 400]),
        pavilion=PAVILIONS,
    )


def _exhibitor(number):
    return st.builds(
        Exhibitor,
        id=st.just(number),
        kind=KINDS,
        area=some([9, 18]),
        economy=some(["VN", "TH"]),
        priority=some([1, 2, 3]),
        accepts_smaller=st.booleans(),
        halls=some([(), (1,), (2,)]),
        zones=some([(), (1,), (2,)]),
        open_sides=some([0, 1, 2]),
        weight=some([0, 0, 1500, 3500]),
        height=some([0, 0, 400, 600]),
        blocs=some([(), ("ASEAN",)]),
        sectors=some([(), ("tea",), ("silk", "tea")]),
        pavilion=PAVILIONS,
    )


def _quotas():
    most = some([None, 0, 1, 2])
    areas = some([None, 9, 18, 27])
    return st.builds(Quota, some(["VN", "TH"]), some([1, 2]), most, areas)


def _pairs(numbers):
    return [(one, other) for other in numbers for one in numbers if one < other]


def own_worth(problem, one, booth):
    """What a booth is worth to an exhibitor who may use it, written from the table of weights."""
    w, home = problem.weights, problem.zone_preferences
    zones = {
        "bloc": {each.zone for each in home if each.bloc in one.blocs},
        "economy": {each.zone for each in home if each.economy == one.economy},
        "sector": {each.zone for each in home if each.sector in one.sectors},
    }
    return (
        w.booth
        + w.size * booth.area // one.area
        + w.hall * (booth.hall in (one.halls or (booth.hall,)))
        + w.zone * (booth.zone in (one.zones or (booth.zone,)))
        + w.open_sides * (booth.open_sides >= one.open_sides)
        + sum(getattr(w, f"zone_by_{name}") * (booth.zone in zones[name]) for name in zones)
    )


def answer_of(problem, placements, value=0, **more):
    """An answer with these placements, its lists filled in."""
    exhibitors = {one.id: one for one in problem.exhibitors}
    areas = {booth.id: booth.area for booth in problem.booths}
    placed = {each.exhibitor: each.booth for each in placements}
    return Answer(
        **{
            "placements": tuple(placements),
            "unplaced": (),
            "smaller": tuple(who for who, booth in placed.items() if areas[booth] < exhibitors[who].area),
            "value": value,
            "bound": 10**9,
            "bound_method": "by hand",
            "status": Status.FEASIBLE,
            "seconds": 0.0,
        }
        | more
    )


def valid(problem, placements):
    found = violations(problem, answer_of(problem, placements))
    return not any(violation.rule in ABOUT_PLACES for violation in found)


def worth(problem, placements):
    """What a valid plan is worth."""
    exhibitors = {one.id: one for one in problem.exhibitors}
    booths = {booth.id: booth for booth in problem.booths}
    holder = {each.booth: exhibitors[each.exhibitor] for each in placements}
    total = 0
    for number, one in holder.items():
        alone = alone_with(problem, one.id)
        if valid(alone, [Placement(one.id, number)]):
            total += own_worth(problem, one, booths[number])
    for first, second in problem.near:
        if first in holder and second in holder:
            one, other = holder[first], holder[second]
            same = one.sectors and other.sectors and one.sectors[0] == other.sectors[0]
            total += problem.weights.sector_near if same else 0
            total += problem.weights.economy_near if one.economy == other.economy else 0
            if (one.id, other.id) in problem.competitors or (other.id, one.id) in problem.competitors:
                total += problem.weights.competitors_near
    return total


def alone_with(problem, who):
    """The fair of one exhibitor, nobody locked and no quotas: what it may use at all."""
    mine = tuple(one for one in problem.exhibitors if one.id == who)
    return Problem(booths=problem.booths, exhibitors=mine)


def best_by_trying_all(problem):
    """The greatest worth of any valid plan."""
    people = [one.id for one in problem.exhibitors]
    choices = [*(booth.id for booth in problem.booths), *[None] * len(people)]
    plans = (
        [Placement(who, booth) for who, booth in zip(people, places, strict=True) if booth is not None]
        for places in {*permutations(choices, len(people))}
    )
    return max(worth(problem, plan) for plan in plans if valid(problem, plan))
