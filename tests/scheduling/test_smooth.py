"""Delegates wait and walk little between their meetings; no meeting is lost for it."""

from dataclasses import replace

from hypothesis import given, settings

from buyers.scheduling import Limits, Placement, solve, violations
from buyers.scheduling.days import idle_and_walks
from buyers.scheduling.greedy import greedy
from buyers.scheduling.limits import Watch
from buyers.scheduling.openings import open_up
from buyers.scheduling.serving import serve_more
from buyers.scheduling.smooth import smooth
from tests.scheduling.examples import ANN, BO, JADE, SILK, TEA, pair_up, problems

WORK = Limits(work=5)


def in_halls(problem, halls, days=()):
    exhibitors = tuple(replace(each, hall=halls.get(each.id)) for each in problem.exhibitors)
    return replace(problem, exhibitors=exhibitors, days=days)


def slots_of(answer):
    return {place.request: place.slot for place in answer.placements}


def test_meetings_of_a_day_follow_each_other():
    problem = pair_up({(ANN, TEA): 1, (ANN, SILK): 1}, slots=4, host_away={TEA + 2: {1, 2}, SILK + 2: {0, 1}})
    answer = solve(problem, WORK)
    assert answer.idle == 0
    assert slots_of(answer) == {1: 3, 2: 2}


def test_a_meeting_in_the_way_changes_its_slot_with_that_which_needs_it():
    weights = {(ANN, TEA): 1, (BO, TEA): 1, (ANN, SILK): 1, (BO, JADE): 1}
    away = {TEA + 2: {1, 2}, SILK + 2: {0, 1, 3}, JADE + 2: {0, 2, 3}}
    locked = [Placement(3, 2, SILK + 1, SILK + 2), Placement(4, 1, JADE + 1, JADE + 2)]
    answer = solve(pair_up(weights, slots=4, host_away=away, locked=locked), WORK)
    assert slots_of(answer) == {1: 3, 2: 0, 3: 2, 4: 1}
    assert answer.idle == 0


def test_halls_are_visited_one_after_the_other():
    halls = {10: 1, 20: 2, 30: 1, 40: 2}
    problem = in_halls(pair_up({(ANN, each): 1 for each in halls}, slots=4), halls)
    answer = solve(problem, WORK)
    assert (answer.idle, answer.walks) == (0, 1)


def test_a_day_off_and_the_night_are_not_idle():
    problem = pair_up({(ANN, TEA): 1, (ANN, SILK): 1}, slots=4, away={ANN: {1, 2}})
    assert solve(problem, WORK).idle == 0
    assert solve(in_halls(replace(problem, slots=4), {}, days=(1, 1, 2, 2)), WORK).idle == 0


def test_what_else_a_delegate_has_at_the_fair_is_part_of_the_day():
    problem = pair_up({(ANN, TEA): 1}, slots=4, away={ANN: {3}})
    busy = tuple(replace(each, busy=frozenset({3})) for each in problem.delegates)
    answer = solve(replace(problem, delegates=busy), WORK)
    assert slots_of(answer) == {1: 2}


@settings(max_examples=100, deadline=None)
@given(problems())
def test_nothing_is_lost_and_the_days_never_get_worse(problem):
    openings, watch = open_up(problem), Watch(Limits(work=0), None)
    timetable = greedy(openings, watch)

    def figures():
        return idle_and_walks(problem, [*problem.locked, *timetable.placements()])

    placed, before = timetable.slot_of.keys() | set(), sum(figures())
    smooth(problem, openings, timetable, watch)
    assert timetable.slot_of.keys() == placed
    assert sum(figures()) <= before
    answer = replace(solve(problem, Limits(work=0)), placements=(), unplaced=())
    answer = replace(answer, placements=(*problem.locked, *timetable.placements()))
    told = {"wrong-value", "wrong-served", "wrong-idle", "wrong-walks", "unplaced-incomplete"}
    assert {each.rule for each in violations(problem, answer)} <= told | {
        "bound-below-value",
        "optimal-unproven",
    }


@settings(max_examples=100, deadline=None)
@given(problems())
def test_serving_more_delegates_costs_no_weight(problem):
    openings = open_up(problem)
    timetable = greedy(openings, Watch(Limits(work=0), None))
    requests = {request.id: request for request in problem.requests}

    def worth():
        held = [requests[key] for key in timetable.slot_of]
        return sum(each.weight for each in held), len({each.delegate for each in held})

    weight, served = worth()
    serve_more(problem, openings, timetable)
    assert worth() >= (weight, served)
    assert worth()[0] >= weight
