from hypothesis import given, settings

from exhibitors.allocation import Limits, Status, hall1, solve
from exhibitors.allocation.judge import violations
from tests.allocation.examples import best_by_trying_all, hall, halls, text

LITTLE = Limits(work=0.02)


def row(number, exhibitors, **more):
    """One hall with standard booths in a row, each near the next."""
    booths = [(0, at, 0, "standard", 9) for at in range(number)]
    return hall(booths, [(at, at + 1) for at in range(number - 1)], exhibitors, homes=((0,), (0,)), **more)


def answer_to(problem, limits=LITTLE, **more):
    return solve(hall1.read(text(problem)), limits, **more)


@settings(max_examples=40, deadline=None)
@given(halls(most_exhibitors=4, most_booths=5))
def test_the_value_is_never_above_the_best_plan_and_the_bound_never_below_it(problem):
    answer = answer_to(problem)
    best = best_by_trying_all(problem)
    assert answer.value <= best <= answer.bound
    assert violations(text(problem), hall1.write(answer, 0.0)) == []


@settings(max_examples=40, deadline=None)
@given(halls(most_exhibitors=4, most_booths=5))
def test_the_search_finds_the_best_plan_of_a_small_hall(problem):
    assert answer_to(problem, Limits(work=0.05)).value == best_by_trying_all(problem)


def test_those_of_a_sector_come_to_lie_together():
    tea, silk = (0, "standard", 9, None, None, 3), (1, "standard", 9, None, None, 3)
    answer = answer_to(row(4, [tea, silk, tea, silk]))
    places = answer.booth_of
    assert {places[0], places[2]} in ({0, 1}, {2, 3})
    assert answer.value == 4 * 100 + 2 * 6


def test_rivals_are_kept_apart():
    places = answer_to(row(3, [(0, "standard", 9, None, None, 3)] * 2, rivals=[(0, 1)])).booth_of
    assert sorted(places) == [0, 2]


def test_the_better_payer_gets_the_only_booth():
    poor, rich = (0, "standard", 9, None, None, 3), (0, "standard", 9, None, None, 1)
    answer = answer_to(row(1, [poor, rich]))
    assert answer.booth_of == (None, 0)
    assert answer.value == 300


def test_a_plan_that_reaches_the_bound_is_called_optimal_and_ends_the_search():
    answer = answer_to(row(2, [(0, "standard", 9, None, None, 3)] * 2), Limits(seconds=600))
    assert answer.value == answer.bound == 206
    assert answer.status == Status.OPTIMAL


def test_same_problem_seed_and_work_give_the_same_plan_whichever_thread_is_faster():
    booths = [(at // 20, at % 20, 0, "standard", 9) for at in range(80)]
    near = [(at, at + 1) for at in range(79) if at % 20 != 19]  # four rows, dealt out to the threads
    people = [(at % 7 % 2, "standard", 9, None, at % 5, 3) for at in range(60)]
    problem, work = hall(booths, near, people), Limits(work=0.3)
    first, again = answer_to(problem, work, seed=3), answer_to(problem, work, seed=3)
    assert first == again
    assert first.booth_of != answer_to(problem, work, seed=4).booth_of


def test_progress_never_falls_and_ends_with_all_done():
    told = []
    answer_to(
        row(3, [(0, "standard", 9, None, None, 3)] * 2), progress=lambda done: told.append(done) or True
    )
    assert told == sorted(told)
    assert told[-1] == 1


def test_a_cancelled_search_gives_what_it_has():
    problem = row(8, [(at % 2, "standard", 9, None, None, 3) for at in range(8)])
    answer = answer_to(problem, Limits(seconds=600), progress=lambda done: False)
    assert answer.status == Status.CANCELLED
    assert answer.value >= 8 * 100
    assert violations(text(problem), hall1.write(answer, 0.0)) == []


def test_nobody_and_nothing_is_a_problem_too():
    assert answer_to(hall([], [], [])).bound == 0
    assert answer_to(hall([], [], [(0, "raw", 18, None, None, 1)])).booth_of == (None,)
    assert answer_to(row(2, [])).booth_of == ()
