from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from buyers.scheduling import Limits, Placement, Pool, Problem, Reason, Status, Unplaced, solve
from buyers.scheduling.reasons import reasons
from tests.scheduling.examples import (
    ANN,
    BO,
    CHI,
    JADE,
    SILK,
    TEA,
    best_by_trying_all,
    every_place,
    pair_up,
    problems,
    timetables,
)

WORK = Limits(work=5)


def unplaced(problem):
    answer = solve(problem, WORK)
    assert answer.status == Status.OPTIMAL
    return answer.unplaced


def test_it_says_that_delegate_and_exhibitor_have_no_common_slot():
    problem = pair_up(
        {(ANN, TEA): 1}, slots=2, away={ANN: {0}}, point_away={TEA + 1: {1}}, host_away={TEA + 2: {1}}
    )
    assert unplaced(problem) == (Unplaced(1, Reason.NO_COMMON_SLOT),)


def test_it_says_that_point_and_host_are_never_there_together():
    problem = pair_up({(ANN, TEA): 1}, slots=2, point_away={TEA + 1: {0}}, host_away={TEA + 2: {1}})
    assert unplaced(problem) == (Unplaced(1, Reason.NO_COMMON_SLOT),)


def test_it_says_that_no_point_is_there_when_both_are_free():
    problem = pair_up({(ANN, TEA): 1}, slots=2, away={ANN: {0}}, point_away={TEA + 1: {1}})
    assert unplaced(problem) == (Unplaced(1, Reason.NO_POINT),)


def test_it_says_that_no_host_is_there_when_the_delegate_is():
    problem = pair_up({(ANN, TEA): 1}, slots=2, away={ANN: {0}}, host_away={TEA + 2: {1}})
    assert unplaced(problem) == (Unplaced(1, Reason.NO_HOST),)


def test_it_says_that_the_delegate_has_a_meeting_in_every_slot():
    problem = pair_up({(ANN, TEA): 2, (ANN, SILK): 1})
    assert unplaced(problem) == (Unplaced(2, Reason.DELEGATE_FULL, {"slots": (0,), "meetings": 1}),)


def test_it_says_that_co_exhibitors_take_the_only_point():
    problem = pair_up({(ANN, TEA): 2, (BO, SILK): 1}, points={TEA: (5,), SILK: (5,)})
    assert unplaced(problem) == (Unplaced(2, Reason.NO_POINT, {"slots": (0,)}),)


def test_it_says_that_the_only_host_is_with_somebody_else():
    problem = pair_up({(ANN, TEA): 2, (BO, TEA): 1}, points={TEA: (5, 6)})
    assert unplaced(problem) == (Unplaced(2, Reason.NO_HOST, {"slots": (0,)}),)


def test_it_says_that_the_exhibitor_has_no_room_left():
    problem = pair_up({(ANN, TEA): 2, (BO, TEA): 3, (CHI, TEA): 1}, slots=2)
    assert unplaced(problem) == (Unplaced(3, Reason.EXHIBITOR_FULL, {"slots": (0, 1), "meetings": 2}),)


def test_it_says_that_others_outweigh_it_in_the_common_slots():
    """Both exhibitors are there in slot 0 only. Ann has slot 1 left, but not for them; Silk has nobody."""
    problem = pair_up(
        {(ANN, TEA): 3, (ANN, SILK): 2},
        slots=2,
        point_away={TEA + 1: {1}, SILK + 1: {1}},
        host_away={TEA + 2: {1}, SILK + 2: {1}},
    )
    assert unplaced(problem) == (Unplaced(2, Reason.OUTWEIGHED, {"slots": (0,), "weight": 2}),)


def test_it_counts_locked_meetings_among_what_stands_in_the_way():
    locked = Placement(request=1, slot=0, point=TEA + 1, host=TEA + 2)
    problem = pair_up({(ANN, TEA): 1, (ANN, SILK): 9, (BO, TEA): 9}, locked=[locked])
    assert unplaced(problem) == (
        Unplaced(2, Reason.DELEGATE_FULL, {"slots": (0,), "meetings": 1}),
        Unplaced(3, Reason.EXHIBITOR_FULL, {"slots": (0,), "meetings": 1}),
    )


def test_it_says_that_a_place_was_there_but_the_search_ended_before():
    problem = pair_up({(ANN, TEA): 1}, slots=2, away={ANN: {0}})
    answer = solve(problem, Limits(seconds=0))
    assert answer.unplaced == (Unplaced(1, Reason.NOT_FOUND_IN_TIME, {"slots": (1,)}),)


@settings(max_examples=100, deadline=None)
@given(problems())
def test_it_never_blames_the_time_when_the_answer_is_proven(problem):
    assert Reason.NOT_FOUND_IN_TIME not in {left.reason for left in solve(problem, WORK).unplaced}


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_it_tells_the_truth_about_any_timetable(data):
    problem = data.draw(problems(rarer_rules=False))
    slot_of = {place.request: place.slot for place in data.draw(timetables(problem))}
    locked = {place.request for place in problem.locked}
    told = reasons(problem, {request: slot for request, slot in slot_of.items() if request not in locked})
    assert {left.request for left in told} == {request.id for request in problem.requests} - slot_of.keys()
    for left in told:
        request = next(request for request in problem.requests if request.id == left.request)
        common = sorted({place.slot for place in every_place(problem, request)})
        gains = [slot for slot in common if gains_in(problem, slot_of, request, slot)]
        assert (left.reason == Reason.NOT_FOUND_IN_TIME) == bool(gains)
        expected = {"slots": tuple(gains or common)} if common else {}
        assert expected.items() <= left.values.items()
        CHECKS[left.reason](problem, slot_of, request, common)


def gains_in(problem, slot_of, request, slot):
    """Whether the slot's meetings, some given up for this request, would be worth more with it."""
    there = {other for other, where in slot_of.items() if where == slot}
    locked = tuple(place for place in problem.locked if place.slot == slot)
    alone = Problem(
        problem.slots,
        tuple(r for r in problem.requests if r.id in there | {request.id}),
        tuple(only_in(slot, problem.slots, who) for who in problem.delegates),
        problem.exhibitors,
        locked,
    )
    now = sum(r.weight for r in problem.requests if r.id in there)
    return best_by_trying_all(alone)[0] > now


def only_in(slot, slots, delegate):
    return type(delegate)(delegate.id, delegate.unavailable | set(range(slots)) - {slot})


def never_possible(problem, slot_of, request, common):
    assert not common


def delegate_is_full(problem, slot_of, request, common):
    away = next(d.unavailable for d in problem.delegates if d.id == request.delegate)
    mine = {slot_of[r.id] for r in problem.requests if r.delegate == request.delegate and r.id in slot_of}
    assert mine == set(range(problem.slots)) - away


def has_no_room(problem, slot_of, request, common):
    assert all(not has_room(problem, slot_of, request, slot) for slot in common)


def has_room(problem, slot_of, request, slot):
    """Whether the exhibitor could hold one more meeting in the slot, with a newcomer free for it."""
    visitor = type(problem.delegates[0])(987654)
    stand_in = type(request)(request.id, visitor.id, request.exhibitor, 10**6)
    there = {other for other, where in slot_of.items() if where == slot}
    meetings = tuple(type(r)(r.id, r.delegate, r.exhibitor, 1) for r in problem.requests if r.id in there)
    delegates = tuple(only_in(slot, problem.slots, who) for who in (*problem.delegates, visitor))
    locked = tuple(place for place in problem.locked if place.slot == slot)
    alone = Problem(problem.slots, (*meetings, stand_in), delegates, problem.exhibitors, locked)
    return best_by_trying_all(alone)[0] == 10**6 + len(meetings)


def nothing_more(problem, slot_of, request, common):
    """What the test itself checks is all there is to it."""


def point_or_host(problem, slot_of, request, common):
    if common:
        has_no_room(problem, slot_of, request, common)


CHECKS = {
    Reason.NO_COMMON_SLOT: never_possible,
    Reason.NO_POINT: point_or_host,
    Reason.NO_HOST: point_or_host,
    Reason.DELEGATE_FULL: delegate_is_full,
    Reason.EXHIBITOR_FULL: has_no_room,
    Reason.OUTWEIGHED: nothing_more,
    Reason.NOT_FOUND_IN_TIME: nothing_more,
}


def in_halls(problem, halls, **changes):
    """The problem with its exhibitors in these halls, 1 and 2 too far apart for two slots in a row."""
    exhibitors = tuple(replace(each, hall=halls.get(each.id)) for each in problem.exhibitors)
    return replace(problem, exhibitors=exhibitors, far=frozenset({(1, 2)}), **changes)


def test_it_tells_when_there_is_no_time_to_walk():
    problem = in_halls(
        pair_up({(ANN, TEA): 5, (ANN, SILK): 1}, slots=2, point_away={SILK + 1: {0}}), {TEA: 1, SILK: 2}
    )
    (left,) = reasons(problem, {1: 0})
    assert (left.reason, left.values) == (Reason.TOO_FAR, {"slots": (1,)})


def test_a_night_between_leaves_time_to_walk():
    problem = in_halls(pair_up({(ANN, TEA): 5, (ANN, SILK): 1}, slots=2), {TEA: 1, SILK: 2}, days=(0, 1))
    assert solve(problem, WORK).value == 6


def test_it_tells_when_no_interpreter_is_left():
    problem = pair_up({(ANN, TEA): 5, (BO, SILK): 1}, slots=1)
    problem = replace(
        problem,
        pools=(Pool(7, (1,)),),
        requests=tuple(replace(request, pools=frozenset({7})) for request in problem.requests),
    )
    (left,) = reasons(problem, {1: 0})
    assert (left.reason, left.values) == (Reason.POOL_EMPTY, {"slots": (0,), "pool": 7})


def test_it_tells_when_the_delegate_wants_no_more_that_day():
    problem = pair_up({(ANN, TEA): 5, (ANN, SILK): 1}, slots=2)
    problem = replace(problem, delegates=tuple(replace(each, most_a_day=1) for each in problem.delegates))
    (left,) = reasons(problem, {1: 0})
    assert left.reason == Reason.DAYS_FULL


def accompanied(problem, request, *companions):
    """The problem with companions for one of its requests."""
    requests = tuple(
        replace(each, companions=frozenset(companions)) if each.id == request else each
        for each in problem.requests
    )
    return replace(problem, requests=requests)


def test_who_comes_along_must_be_there_too():
    problem = pair_up({(ANN, TEA): 1, (BO, TEA): 1}, slots=2, away={ANN: {0}, BO: {1}})
    assert unplaced(accompanied(problem, 1, BO))[0].reason == Reason.NO_COMMON_SLOT


def test_it_says_that_who_comes_along_has_a_meeting_in_every_slot():
    problem = accompanied(pair_up({(ANN, TEA): 1, (BO, SILK): 2, (BO, JADE): 2}, slots=2), 1, BO)
    assert unplaced(problem) == (Unplaced(1, Reason.DELEGATE_FULL, {"slots": (0, 1), "meetings": 2}),)


def test_it_says_that_who_comes_along_wants_no_more_that_day():
    problem = accompanied(pair_up({(ANN, TEA): 1, (BO, SILK): 2}, slots=3), 1, BO)
    calm = tuple(replace(each, most_a_day=1 if each.id == BO else None) for each in problem.delegates)
    (left,) = unplaced(replace(problem, delegates=calm))
    assert (left.reason, left.values["meetings"]) == (Reason.DAYS_FULL, 1)


def test_what_would_be_worth_its_walk_is_said_to_gain():
    """A lighter neighbour too far away is given up for it: the search ended too early."""
    problem = in_halls(
        pair_up({(ANN, TEA): 1, (ANN, SILK): 5}, slots=2, point_away={SILK + 1: {0}, TEA + 1: {1}}),
        {TEA: 1, SILK: 2},
    )
    (left,) = reasons(problem, {1: 0})
    assert left.reason == Reason.NOT_FOUND_IN_TIME
