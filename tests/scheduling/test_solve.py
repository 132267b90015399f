import copy
import random
import sys
import threading
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buyers.scheduling import Answer, Limits, Placement, Problem, Status, solve, violations
from buyers.scheduling.bound import trivial_bound
from buyers.scheduling.timetable import Timetable
from tests.scheduling.examples import ANN, BO, CHI, JADE, SILK, TEA, best_by_trying_all, pair_up, problems

WORK = Limits(work=5)
STEPS = sys.modules["buyers.scheduling.solve"]  # the module; the name is the function's
quick = settings(max_examples=100, deadline=None)


def crowded(delegates=25, exhibitors=15, slots=6, seed=1):
    """Many wishes for little room: what is best is not seen at once."""
    draw = random.Random(seed)
    weights = {}
    for delegate in range(delegates):
        for exhibitor in draw.sample(range(1000, 1000 + 10 * exhibitors, 10), 9):
            weights[delegate, exhibitor] = draw.randint(1, 9)
    away = {delegate: draw.sample(range(slots), 3) for delegate in range(delegates)}
    shared = {1000 + 10 * e: (1000 + 20 * (e // 2) + 1,) for e in range(exhibitors)}
    return pair_up(weights, slots=slots, away=away, points=shared)


@quick
@given(problems())
def test_it_places_the_greatest_weight_and_at_that_serves_the_most_delegates(problem):
    answer = solve(problem, WORK)
    assert (answer.value, answer.served) == best_by_trying_all(problem)
    assert answer.status == Status.OPTIMAL
    assert answer.bound == answer.value
    assert violations(problem, answer) == []


@quick
@given(problems())
def test_it_finds_the_best_from_nothing_where_only_the_trivial_bound_is_known(problem):
    """No first fit and no flow: the model alone must know every rule."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(STEPS, "greedy", lambda openings, watch: Timetable(openings))
        patch.setattr(STEPS, "flow_bound", trivial_bound)
        answer = solve(problem, WORK)
    assert (answer.value, answer.served) == best_by_trying_all(problem)
    assert answer.status == Status.OPTIMAL
    assert violations(problem, answer) == []


@quick
@given(problems())
def test_it_gives_a_valid_answer_with_a_true_bound_when_there_is_no_time_at_all(problem):
    answer = solve(problem, Limits(seconds=0))
    assert violations(problem, answer) == []
    assert answer.bound >= best_by_trying_all(problem)[0]


@quick
@given(problems())
def test_it_searches_in_compiled_loops_with_a_true_bound_when_too_large_for_cp_sat(problem):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(STEPS, "MOST_CHOICES", -1)
        answer = solve(problem, Limits(work=0.001))
    best, _ = best_by_trying_all(problem)
    assert violations(problem, answer) == []
    assert answer.value <= best <= answer.bound


@settings(max_examples=30, deadline=None)
@given(problems())
def test_it_proves_the_best_from_a_compiled_start_too(problem):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(STEPS, "MANY_CHOICES", -1)
        answer = solve(problem, WORK)
    assert not violations(problem, answer)
    assert answer.value == best_by_trying_all(problem)[0]


def test_more_halls_than_a_mask_holds_are_not_searched_but_still_bounded():
    problem = pair_up({(ANN, exhibitor): 1 for exhibitor in range(100, 170)}, slots=3)
    problem = replace(
        problem,
        exhibitors=tuple(replace(each, hall=each.id) for each in problem.exhibitors),
        far=frozenset({(100, 101)}),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(STEPS, "MOST_CHOICES", -1)
        patch.setattr(STEPS, "greedy", lambda openings, watch: Timetable(openings))
        answer = solve(problem, Limits(work=0.001))
    assert (answer.value, answer.bound) == (0, 3)


@given(problems(), st.integers(0, 3))
@settings(max_examples=20, deadline=None)
def test_it_leaves_its_input_untouched(problem, seed):
    before = copy.deepcopy(problem)
    solve(problem, WORK, seed)
    assert problem == before


def test_it_prefers_serving_two_delegates_to_one_at_equal_weight():
    weights = {(ANN, TEA): 2, (ANN, SILK): 2, (BO, SILK): 2}
    answer = solve(pair_up(weights, slots=2, away={BO: {1}}, host_away={SILK + 2: {1}}), WORK)
    assert (answer.value, answer.served) == (4, 2)


def test_it_does_not_call_a_timetable_optimal_that_might_serve_more():
    weights = {(ANN, TEA): 2, (ANN, SILK): 2, (BO, SILK): 2}
    problem = pair_up(weights, slots=2, away={BO: {1}}, host_away={SILK + 2: {1}})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(STEPS, "serve_more", lambda *_: None)
        answer = solve(problem, Limits(work=0))
    assert (answer.value, answer.served, answer.bound) == (4, 1, 4)
    assert answer.status == Status.FEASIBLE


def test_it_serves_more_delegates_without_a_search_where_one_meeting_can_give_way():
    weights = {(ANN, TEA): 2, (ANN, SILK): 2, (BO, SILK): 2}
    answer = solve(pair_up(weights, slots=2, away={BO: {1}}, host_away={SILK + 2: {1}}), Limits(work=0))
    assert (answer.value, answer.served, answer.status) == (4, 2, Status.OPTIMAL)


def test_it_prefers_one_heavy_meeting_to_serving_two_delegates():
    answer = solve(pair_up({(ANN, TEA): 9, (ANN, SILK): 1, (BO, TEA): 1}), WORK)
    assert (answer.value, answer.served) == (9, 1)


def test_it_keeps_locked_meetings_where_they_are():
    locked = Placement(request=1, slot=1, point=TEA + 1, host=TEA + 2)
    answer = solve(pair_up({(ANN, TEA): 1, (ANN, SILK): 9}, slots=2, locked=[locked]), WORK)
    assert answer.placements == (locked, Placement(request=2, slot=0, point=SILK + 1, host=SILK + 2))


def test_several_delegates_come_to_one_meeting():
    problem = pair_up({(ANN, TEA): 3, (BO, SILK): 1, (CHI, JADE): 1}, slots=2, away={ANN: {0}})
    along = replace(problem.requests[0], companions=frozenset({BO, CHI}))
    answer = solve(replace(problem, requests=(along, *problem.requests[1:])))
    assert {place.request: place.slot for place in answer.placements} == {1: 1, 2: 0, 3: 0}
    assert (answer.status, answer.served) == (Status.OPTIMAL, 3)


def test_it_lets_co_exhibitors_share_a_table_but_not_at_once():
    problem = pair_up({(ANN, TEA): 1, (BO, SILK): 1}, slots=2, points={TEA: (5,), SILK: (5,)})
    answer = solve(problem, WORK)
    assert {(place.point, place.slot) for place in answer.placements} == {(5, 0), (5, 1)}


def test_it_moves_a_co_exhibitor_to_its_other_table_to_make_room():
    problem = pair_up({(ANN, TEA): 2, (BO, SILK): 1}, points={TEA: (5, 6), SILK: (5,)})
    answer = solve(problem, WORK)
    assert {place.request: place.point for place in answer.placements} == {1: 6, 2: 5}


def test_it_answers_an_empty_problem():
    answer = solve(Problem(0, (), (), ()))
    assert answer == Answer((), (), 0, 0, 0, 0, 0, answer.bound_method, Status.OPTIMAL, answer.seconds)


def test_it_beats_first_fit_and_proves_it():
    problem = crowded(delegates=20, exhibitors=10)
    first_fit = solve(problem, Limits(seconds=0.0, work=0))
    answer = solve(problem, Limits(seconds=30))
    assert violations(problem, answer) == violations(problem, first_fit) == []
    assert first_fit.status == Status.FEASIBLE
    assert first_fit.value < answer.value <= answer.bound <= first_fit.bound
    assert answer.status == Status.OPTIMAL


def test_it_gives_the_same_answer_for_the_same_work_limit_and_seed():
    problem = crowded()
    answers = [solve(problem, Limits(work=0.1), seed=7) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0].status == Status.FEASIBLE  # stopped on the way, where chance would show
    assert answers[0].value > solve(problem, Limits(work=0)).value


def test_it_looks_at_no_clock_under_a_work_limit():
    problem = crowded()
    assert solve(problem, Limits(seconds=0, work=0.1)) == solve(problem, Limits(seconds=9, work=0.1))


def test_it_reports_progress_in_the_callers_thread_up_to_the_end():
    told = []

    def progress(fraction):
        told.append((fraction, threading.current_thread()))
        return True

    solve(crowded(), Limits(seconds=0.5), progress=progress)
    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions)
    assert fractions[0] < 1 == fractions[-1]
    assert {thread for _, thread in told} == {threading.main_thread()}


def test_it_returns_a_valid_answer_when_cancelled_at_once():
    problem = crowded()
    answer = solve(problem, progress=lambda fraction: False)
    assert answer.status == Status.CANCELLED
    assert answer.placements == ()
    assert violations(problem, answer) == []


def test_it_returns_the_best_found_when_cancelled_during_the_search():
    problem = crowded(delegates=150, exhibitors=60, slots=20)
    calls = []

    def progress(fraction):
        calls.append(fraction)
        return len(calls) < 3

    answer = solve(problem, Limits(seconds=60), progress=progress)
    assert answer.status == Status.CANCELLED
    assert answer.seconds < 10
    assert answer.placements
    assert violations(problem, answer) == []


def test_it_stops_the_search_when_the_caller_fails():
    def progress(fraction):
        raise LookupError("the caller's own")

    before = threading.active_count()
    with pytest.raises(LookupError):
        solve(crowded(), progress=progress)
    assert threading.active_count() == before


def test_it_refuses_negative_limits():
    with pytest.raises(ValueError, match="negative"):
        Limits(seconds=-1)
    with pytest.raises(ValueError, match="negative"):
        Limits(work=-1)
