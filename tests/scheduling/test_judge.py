from dataclasses import replace

import pytest

from buyers.scheduling import (
    Answer,
    Delegate,
    Exhibitor,
    Host,
    Placement,
    Point,
    Pool,
    Problem,
    Request,
    Status,
    Unplaced,
    violations,
)
from tests.scheduling.examples import ANN, BO, SILK, TEA

LOCKED = Placement(request=3, slot=1, point=21, host=22)
FIRST = Placement(request=1, slot=0, point=11, host=13)
SECOND = Placement(request=2, slot=0, point=12, host=14)

PROBLEM = Problem(
    slots=4,
    requests=(
        Request(1, ANN, TEA, 5),
        Request(2, BO, TEA, 4),
        Request(3, ANN, SILK, 3),
        Request(4, BO, SILK, 2),
    ),
    delegates=(Delegate(ANN, frozenset({2})), Delegate(BO)),
    exhibitors=(
        Exhibitor(TEA, (Point(11), Point(12, frozenset({1}))), (Host(13), Host(14, frozenset({3})))),
        Exhibitor(SILK, (Point(21, frozenset({0, 2, 3})),), (Host(22),)),
    ),
    locked=(LOCKED,),
)
ANSWER = Answer(
    placements=(FIRST, SECOND, LOCKED),
    unplaced=(Unplaced(4, "exhibitor-full"),),
    value=12,
    served=2,
    idle=0,
    walks=0,
    bound=12,
    bound_method="by hand",
    status=Status.OPTIMAL,
    seconds=0.0,
)


def moved(before, **changes):
    """The answer with one meeting changed."""
    places = (replace(place, **changes) if place == before else place for place in ANSWER.placements)
    return replace(ANSWER, placements=tuple(places))


def with_meeting(*more, **changes):
    return replace(ANSWER, placements=(*ANSWER.placements, *more), **changes)


BROKEN = {
    "unknown request": (with_meeting(Placement(9, 3, 11, 13)), {"unknown-request"}),
    "placed twice": (with_meeting(Placement(1, 3, 11, 13)), {"placed-twice"}),
    "slot too great": (moved(FIRST, slot=4), {"slot-out-of-range"}),
    "slot below zero": (moved(FIRST, slot=-1), {"slot-out-of-range"}),
    "delegate twice": (moved(FIRST, slot=1), {"delegate-twice"}),
    "point twice": (moved(SECOND, point=11), {"point-twice"}),
    "host twice": (moved(SECOND, host=13), {"host-twice"}),
    "delegate unavailable": (moved(FIRST, slot=2), {"delegate-unavailable"}),
    "point unavailable": (moved(SECOND, slot=1), {"point-unavailable"}),
    "host unavailable": (moved(SECOND, slot=3), {"host-unavailable"}),
    "point of another exhibitor": (moved(FIRST, point=21), {"foreign-point"}),
    "point of nobody": (moved(FIRST, point=99), {"foreign-point"}),
    "host of another exhibitor": (moved(FIRST, host=22), {"foreign-host"}),
    "locked meeting elsewhere": (
        replace(moved(LOCKED, slot=3), idle=1),
        {"locked-moved", "point-unavailable"},
    ),
    "locked meeting missing": (
        replace(
            ANSWER,
            placements=(FIRST, SECOND),
            unplaced=(*ANSWER.unplaced, Unplaced(3, "outweighed")),
            value=9,
            bound=9,
        ),
        {"locked-moved"},
    ),
    "value overstated": (replace(ANSWER, value=13, bound=13), {"wrong-value"}),
    "served overstated": (replace(ANSWER, served=3), {"wrong-served"}),
    "idle time hidden": (replace(moved(SECOND, slot=1, point=11), idle=1), {"wrong-idle"}),
    "change of hall made up": (replace(ANSWER, walks=1), {"wrong-walks"}),
    "bound too low": (replace(ANSWER, bound=11), {"bound-below-value"}),
    "optimal unproven": (replace(ANSWER, bound=13), {"optimal-unproven"}),
    "unplaced missing": (replace(ANSWER, unplaced=()), {"unplaced-incomplete"}),
    "unplaced twice": (replace(ANSWER, unplaced=ANSWER.unplaced * 2), {"unplaced-twice"}),
    "unplaced though placed": (
        replace(ANSWER, unplaced=(*ANSWER.unplaced, Unplaced(1, "outweighed"))),
        {"unplaced-placed"},
    ),
    "unplaced unknown": (
        replace(ANSWER, unplaced=(*ANSWER.unplaced, Unplaced(9, "outweighed"))),
        {"unplaced-unknown"},
    ),
}


def test_it_finds_nothing_wrong_with_a_valid_answer():
    assert violations(PROBLEM, ANSWER) == []


@pytest.mark.parametrize(("answer", "rules"), BROKEN.values(), ids=BROKEN)
def test_it_rejects_each_broken_rule_and_no_other(answer, rules):
    assert {violation.rule for violation in violations(PROBLEM, answer)} == rules


@pytest.mark.parametrize(("answer", "rules"), BROKEN.values(), ids=BROKEN)
def test_it_says_each_in_one_sentence(answer, rules):
    for violation in violations(PROBLEM, answer):
        assert violation.text[0].isupper() or violation.text[0].isdigit()
        assert violation.text.endswith(".")
        assert violation.text.count(". ") == 0


def test_it_names_who_meets_twice_and_when():
    (violation,) = violations(PROBLEM, moved(FIRST, slot=1))
    assert violation.text == "Delegate 1 has more than one meeting in slot 1: requests 1 and 3."


def test_it_says_where_a_locked_meeting_went():
    texts = {v.rule: v.text for v in violations(PROBLEM, moved(LOCKED, slot=3))}
    assert texts["locked-moved"] == (
        "The locked meeting of request 3 has moved "
        "from slot 1, point 21, host 22 to slot 3, point 21, host 22."
    )


def test_it_shares_no_code_with_the_solver():
    from buyers.scheduling import judge

    homes = {getattr(thing, "__module__", "") for thing in vars(judge).values() if callable(thing)}
    ours = {home for home in homes if home.startswith("buyers.")}
    assert ours == {judge.__name__, "buyers.scheduling.answer", "buyers.scheduling.problem"}


def each(things, **changes):
    return tuple(replace(thing, **changes) for thing in things)


def along(*pairs):
    """The requests, some of them with a companion."""
    companions = dict(pairs)
    return tuple(
        replace(one, companions=frozenset(companions.get(one.id, frozenset()))) for one in PROBLEM.requests
    )


RARER = {
    "delegate-twice": {"requests": along((1, {BO}))},
    "delegate-unavailable": {
        "requests": along((3, {BO})),
        "delegates": (Delegate(ANN), Delegate(BO, frozenset({1}))),
        "locked": (),
    },
    "pair-unavailable": {"requests": each(PROBLEM.requests, unavailable=frozenset({0}))},
    "walk-too-far": {
        "exhibitors": tuple(replace(one, hall=one.id) for one in PROBLEM.exhibitors),
        "far": frozenset({(SILK, TEA)}),
    },
    "pool-overdrawn": {
        "requests": each(PROBLEM.requests, pools=frozenset({7})),
        "pools": (Pool(7, (1, 1, 1, 1)),),
    },
    "day-overfull": {"delegates": each(PROBLEM.delegates, most_a_day=1)},
}


@pytest.mark.parametrize(("rule", "changes"), RARER.items(), ids=RARER)
def test_the_same_answer_breaks_a_rule_that_the_problem_adds(rule, changes):
    found = {violation.rule for violation in violations(replace(PROBLEM, **changes), ANSWER)}
    assert found - {"wrong-walks"} == {rule}  # halls that the problem adds are changed, too


def test_a_companion_is_served_and_goes_where_the_others_go():
    alone = replace(PROBLEM, requests=along((3, {BO})), exhibitors=each(PROBLEM.exhibitors, hall=1))
    assert violations(alone, ANSWER) == []
    apart = replace(alone, exhibitors=tuple(replace(one, hall=one.id) for one in PROBLEM.exhibitors))
    assert violations(apart, replace(ANSWER, walks=2)) == []
    far = replace(apart, far=frozenset({(SILK, TEA)}))
    texts = [one.text for one in violations(far, replace(ANSWER, walks=2)) if one.rule == "walk-too-far"]
    assert [text.split(" has ")[0] for text in texts] == ["Delegate 1", "Delegate 2"]


def test_a_companions_day_is_counted_too():
    limited = (Delegate(ANN), Delegate(BO, most_a_day=1))
    problem = replace(PROBLEM, requests=along((3, {BO})), delegates=limited)
    assert [one.rule for one in violations(problem, ANSWER)] == ["day-overfull"]


def test_what_is_locked_may_stand_where_the_pair_would_not_be_put():
    requests = each(PROBLEM.requests, unavailable=frozenset({1}))
    assert violations(replace(PROBLEM, requests=requests), ANSWER) == []
