from hypothesis import given, settings

from buyers.scheduling.bound import flow_bound, trivial_bound
from buyers.scheduling.openings import open_up
from tests.scheduling.examples import ANN, BO, CHI, SILK, TEA, best_by_trying_all, pair_up, problems


def bound(problem):
    return flow_bound(problem, open_up(problem)).value


@settings(max_examples=200, deadline=None)
@given(problems())
def test_it_is_never_below_the_best_timetable_nor_above_the_trivial_bound(problem):
    best, _ = best_by_trying_all(problem)
    assert best <= bound(problem) <= trivial_bound(problem, open_up(problem)).value


def test_it_counts_what_fits_into_a_delegates_slots():
    assert bound(pair_up({(ANN, TEA): 5, (ANN, SILK): 3})) == 5


def test_it_counts_what_an_exhibitors_tables_and_hosts_can_hold():
    wishes = {(ANN, TEA): 5, (BO, TEA): 3, (CHI, TEA): 2}
    assert bound(pair_up(wishes)) == 5
    assert bound(pair_up(wishes, points={TEA: (1, 2)})) == 5
    assert bound(pair_up(wishes, points={TEA: (1, 2)}, hosts={TEA: (1, 2)})) == 8


def test_it_counts_a_shared_table_once():
    assert bound(pair_up({(ANN, TEA): 5, (BO, SILK): 3}, points={TEA: (1,), SILK: (1,)})) == 5


def test_it_counts_a_shared_host_once():
    assert bound(pair_up({(ANN, TEA): 5, (BO, SILK): 3}, hosts={TEA: (1,), SILK: (1,)})) == 5
