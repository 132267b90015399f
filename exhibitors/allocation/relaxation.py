"""The problem as the bound sees it: without places, with groups that lie as compactly as an area allows.

A *layer* is a set of groupings, and its groups those who share all of them: the sectors, the pavilions, and
those who share both. An *offer* is a type of booth with a number of sides (near booths).
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from exhibitors.allocation.floor import Floor, starts_of
from exhibitors.allocation.problem import Ints, Problem
from exhibitors.allocation.shapes import areas


class Relaxation(NamedTuple):
    """Arrays for the compiled loops; offers are sorted by area, memberships by group."""

    worth: Ints  # exhibitors × offers
    room: Ints  # offer → booths
    sides: Ints  # offer → near booths
    offer_starts: Ints  # area → its offers
    group_of: Ints  # exhibitors × layers, -1 for none
    membership: Ints  # exhibitors × layers → where it stands among all memberships, -1 for none
    group_starts: Ints  # group → its memberships
    half_worth: NDArray[np.float64]  # layer → worth of one side of a near pair that shares just its groupings
    below: NDArray[np.bool_]  # layers × layers: whether the second's groupings are among the first's
    most_pairs: NDArray[np.int64]  # areas × k, IMPOSSIBLE where there are not k booths


def relax(problem: Problem, floor: Floor) -> Relaxation:
    """Leave out where booths are, and groupings that are worth nothing."""
    group_of, half_worth, below = _layers(problem)
    group_of, membership, group_starts = _memberships(group_of)
    largest = max((last - first for first, last in pairwise(group_starts.tolist())), default=0)
    area = areas(problem, floor, largest)
    degree = np.diff(floor.near_starts)[: problem.booths]
    offers, room = np.unique(
        np.stack([area.of_type[problem.type_of], problem.type_of, degree], axis=1),
        axis=0,
        return_counts=True,
    )
    return Relaxation(
        worth=np.ascontiguousarray(problem.worth[:, offers[:, 1]]),
        room=room.astype(np.int32),
        sides=np.ascontiguousarray(offers[:, 2]).astype(np.int32),
        offer_starts=starts_of(offers[:, 0], len(area.most_pairs)),
        group_of=group_of,
        membership=membership,
        group_starts=group_starts,
        half_worth=half_worth,
        below=below,
        most_pairs=area.most_pairs,
    )


def _layers(problem: Problem) -> tuple[Ints, NDArray[np.float64], NDArray[np.bool_]]:
    """Each set of groupings of positive worth: groups of it, half its worth, and which sets it contains."""
    useful = [grouping for grouping in problem.groupings if grouping.worth > 0]
    sets = [[at for at in range(len(useful)) if number >> at & 1] for number in range(1, 1 << len(useful))]
    group_of = np.full((problem.exhibitors, len(sets)), -1, np.int32)
    for layer, chosen in enumerate(sets):
        shared = np.stack([useful[at].of for at in chosen], axis=1)
        inside = (shared >= 0).all(axis=1)
        group_of[inside, layer] = np.unique(shared[inside], axis=0, return_inverse=True)[1].ravel()
    half_worth = np.array([sum(useful[at].worth for at in chosen) / 2 for chosen in sets], np.float64)
    below = np.array([[set(part) <= set(whole) for part in sets] for whole in sets], bool)
    return group_of, half_worth, below.reshape(len(sets), len(sets))


def _memberships(group_of: Ints) -> tuple[Ints, Ints, Ints]:
    """Groups of two and more, numbered through all layers; each exhibitor's membership; where groups start."""
    numbered, membership = np.full_like(group_of, -1), np.full_like(group_of, -1)
    groups, starts = 0, [0]
    for layer in range(group_of.shape[1]):
        order = np.argsort(group_of[:, layer], kind="stable")
        order = order[group_of[order, layer] >= 0]
        for members in np.split(order, np.flatnonzero(np.diff(group_of[order, layer])) + 1):
            if len(members) > 1:
                numbered[members, layer] = groups
                membership[members, layer] = starts[-1] + np.arange(len(members))
                starts.append(starts[-1] + len(members))
                groups += 1
    return numbered, membership, np.array(starts, np.int32)
