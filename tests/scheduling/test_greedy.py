from hypothesis import given, settings

from buyers.scheduling import Limits
from buyers.scheduling.greedy import greedy
from buyers.scheduling.limits import Watch
from buyers.scheduling.openings import open_up
from tests.scheduling.examples import ANN, BO, SILK, TEA, pair_up, problems


def first_fit(problem, seconds=10.0):
    return greedy(open_up(problem), Watch(Limits(seconds), None))


def test_it_places_the_heaviest_first():
    assert first_fit(pair_up({(ANN, TEA): 1, (BO, TEA): 2, (ANN, SILK): 3})).slot_of == {3: 0, 2: 0}


def test_it_places_those_with_the_fewest_choices_first_among_equals():
    problem = pair_up({(ANN, TEA): 1, (BO, TEA): 1}, slots=2, away={BO: {1}})
    assert first_fit(problem).slot_of == {2: 0, 1: 1}


def test_it_places_nothing_more_when_the_time_is_over():
    assert first_fit(pair_up({(ANN, TEA): 1}), seconds=0).slot_of == {}


@settings(max_examples=100, deadline=None)
@given(problems())
def test_it_leaves_out_only_what_fits_nowhere(problem):
    openings, timetable = open_up(problem), first_fit(problem)
    for request in openings.requests:
        if request.id not in timetable.slot_of:
            assert not any(timetable.fits(request, slot) for slot in openings.choices[request.id])
