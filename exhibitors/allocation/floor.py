"""The problem as the compiled loops see it: booths and places without one, their neighbours, their parts.

All arrays are C-contiguous. A *place* is a booth or one of as many extra places, after the booths, that stand
for "no booth": of a type of its own worth nothing, near nobody. So a move, a swap and leaving somebody out are
one step: the holders of two places change.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from exhibitors.allocation.problem import Ints, Problem


class Floor(NamedTuple):
    """Exhibitors, places, types and groups by number; lists of each as `items[starts[n]:starts[n + 1]]`."""

    worth: Ints  # exhibitors × (types + 1), the last for no booth
    type_of: Ints  # place → type
    near_starts: Ints
    near: Ints  # places
    group_of: Ints  # exhibitors × groupings, -1 for none
    near_worth: Ints  # grouping → worth of a near pair
    rival_starts: Ints
    rivals: Ints  # exhibitors
    rival_worth: int
    most_near: Ints  # exhibitor → no change of neighbours gains it more
    part_of: Ints  # place → its connected part of the hall, so that no two parts are near


def floor(problem: Problem) -> Floor:
    """Lay out a problem."""
    exhibitors, booths = problem.exhibitors, problem.booths
    none = np.zeros((exhibitors, 1), np.int32)
    places = booths + exhibitors
    near_starts, near = lists_of(problem.near, places)
    rival_starts, rivals = lists_of(problem.rivals, exhibitors)
    return Floor(
        worth=np.ascontiguousarray(np.hstack([problem.worth, none])),
        type_of=np.concatenate([problem.type_of, np.full(exhibitors, problem.types, np.int32)]),
        near_starts=near_starts,
        near=near,
        group_of=np.ascontiguousarray(
            np.stack([grouping.of for grouping in problem.groupings], axis=1)
            if problem.groupings
            else np.empty((exhibitors, 0), np.int32)
        ),
        near_worth=np.array([grouping.worth for grouping in problem.groupings], np.int32),
        rival_starts=rival_starts,
        rivals=rivals,
        rival_worth=problem.rival_worth,
        most_near=_most_near(problem, near_starts, rival_starts),
        part_of=parts(near_starts, near),
    )


def lists_of(pairs: Ints, size: int) -> tuple[Ints, Ints]:
    """For each number the others that it makes a pair with: starts and items."""
    ends = np.concatenate([pairs, pairs[:, ::-1]])
    ends = ends[np.lexsort((ends[:, 1], ends[:, 0]))]
    return starts_of(ends[:, 0], size), np.ascontiguousarray(ends[:, 1])


def starts_of(keys: NDArray[np.integer], size: int) -> Ints:
    """Where each key's items start, in items sorted by key."""
    return np.concatenate([[0], np.cumsum(np.bincount(keys, minlength=size))]).astype(np.int32)


def _most_near(problem: Problem, near_starts: Ints, rival_starts: Ints) -> Ints:
    """All neighbours of its groups, and all rivals away."""
    most = np.zeros(problem.exhibitors, np.int32)
    neighbours = int(np.diff(near_starts).max(initial=0))
    for grouping in problem.groupings:
        most += neighbours * abs(grouping.worth) * (grouping.of >= 0)
    return most + np.diff(rival_starts) * abs(problem.rival_worth)


def parts(starts: Ints, near: Ints) -> Ints:
    """The connected parts of the near graph, numbered by their first place."""
    begins, others = starts.tolist(), near.tolist()
    part_of = [-1] * (len(begins) - 1)
    number = 0
    for first in range(len(part_of)):
        if part_of[first] >= 0:
            continue
        part_of[first], reached = number, [first]
        for place in reached:  # which grows as neighbours are reached
            for other in others[begins[place] : begins[place + 1]]:
                if part_of[other] < 0:
                    part_of[other] = number
                    reached.append(other)
        number += 1
    return np.array(part_of, np.int32)
