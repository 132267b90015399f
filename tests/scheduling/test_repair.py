"""A timetable that no longer fits is mended: what holds stays, what is lost goes elsewhere, few others move."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buyers.scheduling import (
    Delegate,
    Exhibitor,
    Host,
    Placement,
    Point,
    Pool,
    Problem,
    Request,
    difference,
    repair,
    violations,
)
from tests.scheduling.examples import ANN, BO, SILK, TEA, every_place, pair_up, problems, timetables, together


def places(*rows):
    """Placements of requests in slots, at the one point and with the one host that TEA (or SILK) has."""
    return [Placement(request, slot, exhibitor + 1, exhibitor + 2) for request, slot, exhibitor in rows]


def test_a_meeting_whose_delegate_comes_later_goes_to_a_free_slot():
    before = places((1, 0, TEA))
    answer = repair(pair_up({(ANN, TEA): 1}, slots=3, away={ANN: {0, 1}}), before)
    assert answer.placements == tuple(places((1, 2, TEA)))


def test_it_goes_to_a_taken_slot_where_the_other_meeting_can_move():
    problem = pair_up({(ANN, TEA): 1, (BO, TEA): 1}, slots=3, away={ANN: {0, 2}})
    before = places((1, 0, TEA), (2, 1, TEA))
    answer = repair(problem, before)
    changes = difference(before, answer.placements)
    assert [move.after.slot for move in changes.moved if move.after.request == 1] == [1]
    assert not changes.removed
    assert len(changes.moved) == 2


def test_nobody_moves_where_a_free_slot_will_do():
    problem = pair_up({(ANN, TEA): 1, (BO, TEA): 1}, slots=4, away={ANN: {0}})
    before = places((1, 0, TEA), (2, 1, TEA))
    assert [move.after.request for move in difference(before, repair(problem, before).placements).moved] == [
        1
    ]


def test_what_finds_no_place_is_lost_and_it_says_why():
    problem = pair_up({(ANN, TEA): 1, (BO, TEA): 2}, slots=2, away={ANN: {0}, BO: {0}})
    answer = repair(problem, places((1, 0, TEA), (2, 1, TEA)))
    assert answer.placements == tuple(places((2, 1, TEA)))
    assert [(each.request, each.reason) for each in answer.unplaced] == [(1, "outweighed")]


def test_a_hole_is_filled_with_the_weightiest_that_waits():
    problem = pair_up({(ANN, TEA): 1, (BO, TEA): 3}, slots=1)
    assert repair(problem, []).placements == tuple(places((2, 0, TEA)))


def test_for_who_waits_others_move_only_as_far_as_they_may():
    problem = pair_up({(ANN, TEA): 1, (BO, TEA): 1}, slots=2, away={BO: {1}})
    before = places((1, 0, TEA))
    assert repair(problem, before).placements == tuple(before)
    assert len(repair(problem, before, moves_for_waiting=1).placements) == 2


def test_who_is_locked_does_not_move():
    locked = places((2, 1, TEA))
    problem = pair_up({(ANN, TEA): 1, (BO, TEA): 1}, slots=3, away={ANN: {0, 2}}, locked=locked)
    assert repair(problem, [*places((1, 0, TEA)), *locked]).placements == tuple(locked)


def test_a_meeting_keeps_its_time_where_its_table_is_lost_but_another_is_free():
    problem = pair_up({(ANN, TEA): 1}, points={TEA: (11, 13)}, point_away={11: {0}})
    assert repair(problem, [Placement(1, 0, 11, 12)]).placements == (Placement(1, 0, 13, 12),)


def test_rules_that_the_fast_search_does_not_know_hold_too():
    problem = pair_up({(ANN, TEA): 1, (BO, SILK): 1}, slots=2, away={ANN: {0}})
    requests = tuple(replace(each, pools=frozenset({5})) for each in problem.requests)
    problem = replace(problem, requests=requests, pools=(Pool(5, (1, 1)),))
    before = places((1, 0, TEA), (2, 1, SILK))
    answer = repair(problem, before)
    assert not violations(problem, answer)
    assert answer.value in (1, 2)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_timetable_that_holds_stays_as_it_is(data):
    problem = data.draw(problems())
    before = data.draw(timetables(problem))
    after = repair(problem, before)
    assert not violations(problem, after)
    assert set(before) <= set(after.placements)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_changes_the_mended_timetable_is_valid_and_keeps_what_can_stay(data):
    problem = replace(data.draw(problems()), locked=())
    before = data.draw(timetables(problem))
    away = data.draw(st.frozensets(st.integers(0, max(0, problem.slots - 1)), max_size=1))
    gone = data.draw(st.sampled_from([None, *(each.id for each in problem.delegates)]))
    changed = replace(
        problem,
        delegates=tuple(
            replace(each, unavailable=each.unavailable | away) if each.id == gone and problem.slots else each
            for each in problem.delegates
        ),
    )
    answer = repair(changed, before, moves_for_waiting=data.draw(st.integers(0, 2)))
    assert not violations(changed, answer)
    guests = {request.id: request.guests for request in problem.requests}
    kept = {each.request for each in before if gone not in guests[each.request] or each.slot not in away}
    assert kept <= {each.request for each in answer.placements}
    assert together(changed, answer.placements)


def two_stands(**shared):
    """Two exhibitors with a table and a host of their own, unless they share some."""
    return tuple(
        Exhibitor(each, shared.get("points", (Point(each + 1),)), shared.get("hosts", (Host(each + 2),)))
        for each in (TEA, SILK)
    )


LATE = Delegate(ANN, frozenset({0, 2}))  # can only meet in slot 1, where Bo's meeting is in the way
IN_THE_WAY = {
    "a companion's own meeting": {
        "requests": (Request(1, ANN, TEA, 1, companions=frozenset({BO})), Request(2, BO, SILK, 1)),
        "exhibitors": two_stands(),
    },
    "a table that two share": {
        "requests": (Request(1, ANN, TEA, 1), Request(2, BO, SILK, 1)),
        "exhibitors": two_stands(points=(Point(7),)),
    },
    "an interpreter of both": {
        "requests": tuple(
            Request(key, who, whom, 1, pools=frozenset({5}))
            for key, who, whom in ((1, ANN, TEA), (2, BO, SILK))
        ),
        "exhibitors": two_stands(),
        "pools": (Pool(5, (1, 1, 1)),),
    },
}


@pytest.mark.parametrize("what", IN_THE_WAY.values(), ids=IN_THE_WAY)
def test_who_is_in_the_way_by_a_rarer_rule_gives_way_too(what):
    problem = Problem(slots=3, delegates=(LATE, Delegate(BO)), **what)
    tables = {each.id: (each.points[0].id, each.hosts[0].id) for each in problem.exhibitors}
    before = [Placement(1, 0, *tables[TEA]), Placement(2, 1, *tables[SILK])]
    answer = repair(problem, before)
    assert violations(problem, answer) == []
    assert {place.request: place.slot for place in answer.placements}[1] == 1
    assert len(answer.placements) == 2


def test_a_fair_of_more_slots_than_the_fast_search_knows_is_repaired_too():
    problem = Problem(
        slots=72,
        requests=(Request(1, ANN, TEA, 1), Request(2, BO, TEA, 1)),
        delegates=(Delegate(ANN, frozenset(range(72)) - {70}), Delegate(BO)),
        exhibitors=(Exhibitor(TEA, (Point(11),), (Host(12),)),),
    )
    answer = repair(problem, places((1, 0, TEA), (2, 70, TEA)))
    assert {place.request: place.slot for place in answer.placements} == {1: 70, 2: 0}


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_what_one_move_of_another_saves_is_saved_whatever_the_rules(data):
    problem = replace(data.draw(problems()), locked=())
    before = data.draw(timetables(problem))
    if not before:
        return
    lost, *kept = before
    requests = tuple(
        replace(each, unavailable=each.unavailable | {lost.slot}) if each.id == lost.request else each
        for each in problem.requests
    )
    changed = replace(problem, requests=requests)
    least = least_moves(changed, lost.request, kept)
    answer = repair(changed, before)
    assert not violations(changed, answer)
    if least is not None:
        assert lost.request in {place.request for place in answer.placements}
        assert len(set(kept) - set(answer.placements)) == least


def least_moves(problem, lost, kept):
    """How many of those kept must move, at most one, so that who is lost has a place; None where that is not enough."""
    of_id = {request.id: request for request in problem.requests}
    places = list(every_place(problem, of_id[lost]))
    if any(together(problem, [*kept, place]) for place in places):
        return 0
    for other in kept:
        others = [each for each in kept if each != other]
        for place in places:
            for elsewhere in every_place(problem, of_id[other.request]):
                if together(problem, [*others, place, elsewhere]):
                    return 1
    return None
