"""The straightforward peer: scipy's linear assignment, then plain swaps that gain, in compiled code."""

import time

import numba
import numpy as np
from scipy.optimize import linear_sum_assignment

from exhibitors.allocation import hall1
from exhibitors.allocation.floor import floor
from exhibitors.allocation.search import worth_of
from exhibitors.allocation.start import seated

TRIES = 1_000_000  # between two looks at the clock


def assigned_and_swapped(text: str, seconds: float) -> tuple[int, int]:
    """The value of the linear assignment, and what swaps make of it until the seconds are over."""
    begun, problem = time.monotonic(), hall1.read(text)
    laid = floor(problem)
    who, booths = linear_sum_assignment(problem.worth[:, problem.type_of], maximize=True)
    places = np.arange(problem.booths, problem.booths + problem.exhibitors, dtype=np.int32)
    places[who] = booths
    plan = seated(laid, places)
    assigned, random = worth_of(laid, plan), np.random.default_rng(0)
    while time.monotonic() - begun < seconds:
        people = random.integers(0, problem.exhibitors, TRIES)
        _swap(laid, plan, people, random.integers(0, problem.booths, TRIES))
    return assigned, worth_of(laid, plan)


@numba.njit
def _near(laid, plan, who, place, but):
    worth = 0
    for at in range(laid.near_starts[place], laid.near_starts[place + 1]):
        other = laid.near[at]
        if other != but and plan.holder_of[other] >= 0:
            for grouping in range(len(laid.near_worth)):
                group = laid.group_of[who, grouping]
                if group >= 0 and plan.groups_at[other, grouping] == group:
                    worth += laid.near_worth[grouping]
            for rival in range(laid.rival_starts[who], laid.rival_starts[who + 1]):
                worth += laid.rival_worth * (laid.rivals[rival] == plan.holder_of[other])
    return worth


@numba.njit
def _moved(laid, plan, who, here, there):
    own = laid.worth[who, laid.type_of[there]] - laid.worth[who, laid.type_of[here]]
    return own + _near(laid, plan, who, there, here) - _near(laid, plan, who, here, there)


@numba.njit
def _swap(laid, plan, people, booths):
    for who, there in zip(people, booths):  # noqa: B905 - compiled
        here, other = plan.place_of[who], plan.holder_of[there]
        gain = _moved(laid, plan, who, here, there) if here != there else -1
        if here != there and other >= 0:
            gain += _moved(laid, plan, other, there, here)
        if gain > 0:
            plan.place_of[who], plan.holder_of[there], plan.holder_of[here] = there, who, other
            if other >= 0:
                plan.place_of[other] = here
            for grouping in range(len(laid.near_worth)):
                plan.groups_at[there, grouping] = laid.group_of[who, grouping]
                plan.groups_at[here, grouping] = laid.group_of[other, grouping] if other >= 0 else -1
