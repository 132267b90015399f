import random
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buyers.scheduling.b2b import Limits, Session, Status, as_json, solve, violations
from buyers.scheduling.b2b.alone import Alone, fewest_breaks
from tests.scheduling.b2b.examples import day, fewest_by_trying_all, problems, wish

STEPS = sys.modules["buyers.scheduling.b2b.solve"]  # the module; the name is the function's
SHORT = Limits(work=0.2)
quick = settings(max_examples=60, deadline=None)


def full_day(people=12, slots=9, meetings=40, seed=3):
    """Too much for the bound from each alone: nobody has a meeting in every slot, locations are scarce."""
    draw = random.Random(seed)
    pairs = [tuple(draw.sample(range(people), 2)) for _ in range(meetings)]
    closed = {person: draw.sample(range(2, slots - 2), 1) for person in range(0, people, 2)}
    return day(*pairs, slots=slots, locations=5, forbidden=closed)


def check_against_all(problem, answer):
    fewest = fewest_by_trying_all(problem)
    assert violations(problem, as_json(answer)) == []
    assert answer.value == fewest
    assert answer.status == (Status.INFEASIBLE if fewest is None else Status.OPTIMAL)
    assert answer.bound == fewest


@quick
@given(problems())
def test_it_finds_the_fewest_breaks_or_that_there_is_no_timetable(problem):
    check_against_all(problem, solve(problem, SHORT))


@quick
@given(problems())
def test_the_model_alone_knows_every_rule(problem):
    """No search for timetables, and no bound from each participant alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(STEPS.Annealer, "round", lambda self, *given: None)
        patch.setattr(STEPS, "look_at_each", _nothing_known)
        check_against_all(problem, solve(problem, SHORT))


def _nothing_known(problem, possible):
    held = problem.meetings_of()
    return Alone({person: 0 for person, meetings in enumerate(held) if len(meetings) > 1}, 0)


@quick
@given(problems())
def test_the_search_without_proofs_keeps_every_rule(problem):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(STEPS.Prover, "run", lambda self, board: None)
        answer = solve(problem, SHORT)
    assert violations(problem, as_json(answer)) == []
    fewest = fewest_by_trying_all(problem)
    if fewest is not None and answer.bound is not None:
        assert answer.bound <= fewest


@quick
@given(st.lists(st.sets(st.integers(0, 5), min_size=1), min_size=1, max_size=4))
def test_what_a_participant_needs_alone_is_never_less_than_what_they_have_at_least(possible):
    """Prefixes know less than all: never more breaks than there must be."""
    pairs = [(0, number + 1) for number in range(len(possible))]
    closed = {number + 1: set(range(6)) - slots for number, slots in enumerate(possible)}
    fewest = fewest_by_trying_all(day(*pairs, slots=6, forbidden=closed))
    alone = fewest_breaks([sorted(slots) for slots in possible], 6)
    assert fewest is None or (alone is not None and alone <= fewest)


def test_noon_is_no_slot_and_makes_no_break():
    problem = day((0, 1), (0, 2), slots=4, morning=2)
    problem = wish(wish(problem, 0, session=Session.MORNING), 1, session=Session.AFTERNOON)
    assert solve(problem, SHORT).value == 0


def test_a_forbidden_slot_between_two_meetings_is_a_break_like_any_other():
    problem = day((0, 1), (0, 2), slots=3, forbidden={0: [1]})
    assert solve(problem, SHORT).value == 1


def test_a_long_break_counts_once():
    problem = wish(wish(day((0, 1), (0, 2), slots=9), 0, slot=0), 1, slot=8)
    assert solve(problem, SHORT).value == 1


def test_one_with_three_breaks_makes_everybody_else_have_one_where_fairness_asks_it():
    problem = day((0, 1), (0, 2), (0, 3), (0, 4), (5, 6), (5, 7), slots=7, fairness=2)
    for number, slot in enumerate([0, 2, 4, 6]):
        problem = wish(problem, number, slot=slot)
    answer = solve(problem, SHORT)
    assert (answer.value, answer.status) == (4, Status.OPTIMAL)


def test_no_meetings_make_no_breaks():
    answer = solve(day(), SHORT)
    assert (answer.slots, answer.value, answer.status) == ((), 0, Status.OPTIMAL)


def test_a_work_limit_gives_the_same_answer_again():
    assert solve(full_day(), SHORT, seed=5) == solve(full_day(), SHORT, seed=5)


def test_without_time_it_claims_nothing_wrong():
    answer = solve(full_day(), Limits(seconds=0))
    assert violations(full_day(), as_json(answer)) == []


def test_it_can_be_cancelled_and_gives_the_best_so_far():
    told = []
    answer = solve(
        full_day(), Limits(seconds=600), progress=lambda share: told.append(share) or len(told) < 3
    )
    assert len(told) <= 3
    assert violations(full_day(), as_json(answer)) == []
