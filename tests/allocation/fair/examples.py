"""Small fairs drawn by Hypothesis, what a plan is worth, and the best valid plan by trying everything."""

from dataclasses import replace
from itertools import pairwise, product

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
    "too-many",
    "too-few",
    "not-side-by-side",
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
        rows=draw(_rows([booth.id for booth in booths])),
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


@st.composite
def _rows(draw, booths):
    """The booths cut into rows, some of one booth."""
    cuts = sorted({0, len(booths), *draw(st.lists(st.integers(0, len(booths)), max_size=2))})
    return tuple(tuple(booths[start:end]) for start, end in pairwise(cuts))


def _exhibitor(number):
    size = some([(9, 1), (9, 1), (18, 1), (18, 2), (27, 3)])
    return size.flatmap(lambda size: _asking(number, *size))


def _asking(number, area, booths):
    return st.builds(
        Exhibitor,
        id=st.just(number),
        kind=KINDS,
        area=st.just(area),
        booths=st.just(booths),
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
        + w.size * booth.area // (one.area // one.booths)
        + w.hall * (booth.hall in (one.halls or (booth.hall,)))
        + w.zone * (booth.zone in (one.zones or (booth.zone,)))
        + w.open_sides * (booth.open_sides >= one.open_sides)
        + sum(getattr(w, f"zone_by_{name}") * (booth.zone in zones[name]) for name in zones)
    )


def answer_of(problem, placements, value=0, **more):
    """An answer with these placements, its lists filled in."""
    exhibitors = {one.id: one for one in problem.exhibitors}
    areas = {booth.id: booth.area for booth in problem.booths}
    held = {who: [] for who in exhibitors}
    for each in placements:
        held[each.exhibitor].append(areas[each.booth])
    return Answer(
        **{
            "placements": tuple(placements),
            "unplaced": (),
            "smaller": tuple(who for who, those in held.items() if 0 < sum(those) < exhibitors[who].area),
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
    total = problem.weights.stand * len({each.exhibitor for each in placements})
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
    """The fair of one exhibitor, who asks for one booth, nobody locked and no quotas: what it may use at all."""
    mine = tuple(
        replace(
            one,
            area=one.area // one.booths,
            booths=1,
            accepts_smaller=one.accepts_smaller and one.booths == 1,
        )
        for one in problem.exhibitors
        if one.id == who
    )
    return Problem(booths=problem.booths, exhibitors=mine)


def best_by_trying_all(problem):
    """The greatest worth of any valid plan."""
    people = [one.id for one in problem.exhibitors]
    plans = (
        [Placement(who, booth) for who, stand in zip(people, stands, strict=True) for booth in stand]
        for stands in product(*(_stands_for(problem, one) for one in problem.exhibitors))
        if len(taken := [booth for stand in stands for booth in stand]) == len(set(taken))
    )
    return max(worth(problem, plan) for plan in plans if valid(problem, plan))


def _stands_for(problem, one):
    """None, each booth, and each part of a row that is not longer than asked for."""
    parts = {
        row[start : start + size]
        for row in problem.rows
        for start in range(len(row))
        for size in range(2, one.booths + 1)
    }
    return [(), *((booth.id,) for booth in problem.booths), *parts]
