"""Annealing, compiled: two places change their holders, always if that gains, by the temperature's chance if not.

Several threads anneal one plan at once: each has parts of the hall that are not near each other's, and the
exhibitors who are there, so that none sees what another does.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from exhibitors.allocation.compiled import compiled, inner
from exhibitors.allocation.floor import Floor
from exhibitors.allocation.problem import Ints

Random = NDArray[np.uint64]

CHANCES = 4096  # so many different values has the logarithm of a chance
LOGARITHMS = np.log((np.arange(CHANCES) + 0.5) / CHANCES)
BESIDE, SAME = 8, 14  # of 16 proposals: those below are beside one of the group, of the same type


class Plan(NamedTuple):
    """Who is where; changed in place."""

    place_of: Ints  # exhibitor → place
    holder_of: Ints  # place → exhibitor, or -1
    groups_at: Ints  # place × groupings → the holder's group, or -1


class Share(NamedTuple):
    """What one thread has: exhibitors, and places by type, and exhibitors by group of each grouping."""

    exhibitors: Ints
    type_starts: Ints
    places: Ints
    group_starts: Ints  # groupings × (groups + 1)
    members: Ints  # groupings × exhibitors


@inner
def draw(random: Random, below: int) -> int:
    """A random number from 0 (xorshift64*, Vigna 2016)."""
    x = random[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    random[0] = x
    high = (x * np.uint64(2685821657736338717)) >> np.uint64(32)
    return int((high * np.uint64(below)) >> np.uint64(32))


@inner
def beside(floor: Floor, plan: Plan, share: Share, who: int, grouping: int, random: Random) -> int:
    """A place beside one of an exhibitor's group, or its own where there is none."""
    group = floor.group_of[who, grouping]
    if group < 0:
        return plan.place_of[who]
    first, last = share.group_starts[grouping, group], share.group_starts[grouping, group + 1]
    place = plan.place_of[share.members[grouping, first + draw(random, last - first)]]
    start, end = floor.near_starts[place], floor.near_starts[place + 1]
    return floor.near[start + draw(random, end - start)] if end > start else place


@inner
def propose(floor: Floor, plan: Plan, share: Share, who: int, random: Random) -> int:
    """A place for an exhibitor: beside one of its group, of the type it has, or any."""
    choice = draw(random, 16)
    if choice < BESIDE and len(floor.near_worth) > 0:
        return beside(floor, plan, share, who, draw(random, len(floor.near_worth)), random)
    if choice < SAME:
        its_type = floor.type_of[plan.place_of[who]]
        first, last = share.type_starts[its_type], share.type_starts[its_type + 1]
        return share.places[first + draw(random, last - first)]
    return share.places[draw(random, len(share.places))]


@inner
def neighbours(floor: Floor, plan: Plan, who: int, place: int, but: int) -> int:
    """What the neighbours of a place, but for one, would be worth to an exhibitor."""
    worth = 0
    first_rival, last_rival = floor.rival_starts[who], floor.rival_starts[who + 1]
    for at in range(floor.near_starts[place], floor.near_starts[place + 1]):
        other = floor.near[at]
        if other != but:
            for grouping in range(len(floor.near_worth)):
                group = floor.group_of[who, grouping]
                if group >= 0 and plan.groups_at[other, grouping] == group:
                    worth += floor.near_worth[grouping]
            for rival in range(first_rival, last_rival):
                if plan.holder_of[other] == floor.rivals[rival]:
                    worth += floor.rival_worth
    return worth


@inner
def gain(floor: Floor, plan: Plan, who: int, here: int, there: int) -> int:
    """What an exhibitor's going from one place to another adds, if the other's holder comes here."""
    return neighbours(floor, plan, who, there, here) - neighbours(floor, plan, who, here, there)


@inner
def exchange(plan: Plan, here: int, there: int) -> None:
    """Let two places change their holders; the first has one."""
    who, other = plan.holder_of[here], plan.holder_of[there]
    plan.holder_of[here], plan.holder_of[there] = other, who
    plan.place_of[who] = there
    if other >= 0:
        plan.place_of[other] = here
    for grouping in range(plan.groups_at.shape[1]):
        mine, its = plan.groups_at[here, grouping], plan.groups_at[there, grouping]
        plan.groups_at[here, grouping], plan.groups_at[there, grouping] = its, mine


@compiled
def anneal(floor: Floor, plan: Plan, share: Share, moves: int, temperature: float, random: Random) -> int:
    """Try moves at a temperature; returns what they gained."""
    gained = 0
    for _ in range(moves if len(share.exhibitors) > 0 else 0):
        who = share.exhibitors[draw(random, len(share.exhibitors))]
        here, there = plan.place_of[who], propose(floor, plan, share, who, random)
        if here == there:
            continue
        other, type_here, type_there = plan.holder_of[there], floor.type_of[here], floor.type_of[there]
        least = temperature * LOGARITHMS[draw(random, CHANCES)]
        delta, hope = floor.worth[who, type_there] - floor.worth[who, type_here], floor.most_near[who]
        if other >= 0:
            delta += floor.worth[other, type_here] - floor.worth[other, type_there]
            hope += floor.most_near[other]
        if delta + hope < least:
            continue
        delta += gain(floor, plan, who, here, there)
        if other >= 0 and delta + floor.most_near[other] >= least:
            delta += gain(floor, plan, other, there, here)
        if delta >= least:
            exchange(plan, here, there)
            gained += delta
    return gained
