"""How a bound is known is told in the reader's language, whichever way the cores got it."""

import sys

import pytest
from django.utils import translation

import buyers.bound_words
import exhibitors.bound_words
from buyers.models import Proposal
from buyers.scheduling import bound
from buyers.scheduling.compiled import bounds
from exhibitors.allocation.fair import solve as allocation  # the module's constants are beside the function
from exhibitors.models import Allocation
from expo.runs.models import Run


def test_all_ways_of_the_scheduler_are_known():
    solving = sys.modules["buyers.scheduling.solve"]
    ways = {bound.TRIVIAL, bound.B_MATCHING, solving.CP_SAT, bounds.WALKING}
    assert {*buyers.bound_words.METHODS} == ways


def test_all_ways_of_the_allocation_are_known():
    solving = sys.modules[allocation.__module__]
    assert {*exhibitors.bound_words.METHODS} == {solving.ALONE, solving.LINEAR, solving.RELAXED}


@pytest.mark.parametrize("method", [*buyers.bound_words.METHODS, *exhibitors.bound_words.METHODS])
def test_each_is_told_in_chinese(method):
    run = Run(kind="scheduling", outcome={"bound_method": method})
    with translation.override("zh-hans"):
        told = {Proposal(bound_method=method).how_known, Allocation(bound_method=method).how_known}
        told |= {value for _word, value in run.outcome_lines}
    assert len(told) == 1
    assert not told & {method}
