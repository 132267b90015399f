from hypothesis import given, settings

from exhibitors.allocation import Limits
from exhibitors.allocation.fair import (
    solve,
    violations,
)
from tests.allocation.fair.examples import best_by_trying_all, fairs, worth

LITTLE = Limits(work=0.02)


@settings(max_examples=60, deadline=None)
@given(fairs())
def test_every_plan_is_one_that_the_judge_accepts(problem):
    answer = solve(problem, LITTLE)
    assert violations(problem, answer) == []
    assert answer.value == worth(problem, answer.placements)


@settings(max_examples=25, deadline=None)
@given(fairs(most_exhibitors=4, most_booths=4))
def test_the_value_is_never_above_the_best_plan_and_the_bound_never_below_it(problem):
    answer = solve(problem, LITTLE)
    assert answer.value <= best_by_trying_all(problem) <= answer.bound
