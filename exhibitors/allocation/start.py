"""The start: what would be best if nobody had neighbours, dealt out so that groups lie together.

Alike exhibitors (the same worth in every type) and alike booths (a type) are counted, not listed: the best
assignment is a flow from kinds of exhibitors to types of booths, solved exactly in whole numbers.
"""

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from exhibitors.allocation.anneal import Plan
from exhibitors.allocation.floor import Floor
from exhibitors.allocation.problem import Ints, Problem


def start(problem: Problem, floor: Floor) -> Plan:
    """A plan of the greatest worth without neighbours."""
    type_given = linear_optimum(problem)
    place_of = np.empty(problem.exhibitors, np.int32)
    for number in range(problem.types + 1):
        who = np.flatnonzero(type_given == number)
        places = np.flatnonzero(floor.type_of == number)
        together = np.argsort(floor.part_of[places], kind="stable")
        place_of[_in_groups(floor, who)] = places[together[: len(who)]]
    return seated(floor, place_of)


def seated(floor: Floor, place_of: Ints) -> Plan:
    """The plan in which each exhibitor has the place given."""
    places = len(floor.type_of)
    holder_of = np.full(places, -1, np.int32)
    holder_of[place_of] = np.arange(len(place_of))
    groups_at = np.full((places, floor.group_of.shape[1]), -1, np.int32)
    groups_at[place_of] = floor.group_of
    return Plan(place_of, holder_of, groups_at)


def linear_optimum(problem: Problem) -> NDArray[np.int64]:
    """Each exhibitor's type in an assignment of the greatest worth; the number after the last for no booth."""
    kinds, kind_of, members = _alike(problem.worth)
    room = np.bincount(problem.type_of, minlength=problem.types)
    flows = _flows(kinds, members, room)
    type_given = np.full(problem.exhibitors, problem.types)
    by_kind = np.argsort(kind_of, kind="stable")
    at = 0
    for number, flow in zip(members, flows, strict=True):
        given = np.repeat(np.arange(problem.types), flow)
        type_given[by_kind[at : at + len(given)]] = given
        at += number
    return type_given


def _alike(worth: Ints) -> tuple[Ints, NDArray[np.int64], NDArray[np.int64]]:
    """The different rows in the order of their first, each row's number, and how many are alike.

    Numpy's `unique` would sort them, which takes half a minute at the size of a fair.
    """
    number: dict[bytes, int] = {}
    kind_of = np.array([number.setdefault(row.tobytes(), len(number)) for row in worth], np.int64)
    first = np.unique(kind_of, return_index=True)[1]
    return worth[first], kind_of, np.bincount(kind_of, minlength=len(number))


def _in_groups(floor: Floor, who: NDArray[np.int64]) -> NDArray[np.int64]:
    """Exhibitors in the order of their groups, the first grouping first."""
    return who[np.lexsort(floor.group_of[who].T[::-1])] if floor.group_of.shape[1] else who


def _flows(kinds: Ints, members: NDArray[np.int64], room: NDArray[np.int64]) -> NDArray[np.int64]:
    """Kinds × types: how many of each kind get each type."""
    number, types = kinds.shape
    flow = SimpleMinCostFlow()
    sources, targets = np.nonzero(kinds > 0)
    worth = kinds[sources, targets].astype(np.int64)
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        sources, number + targets, np.minimum(members[sources], room[targets]), -worth
    )
    sink = number + types
    flow.add_arcs_with_capacity_and_unit_cost(
        np.arange(number, sink), np.full(types, sink), room, np.zeros(types, np.int64)
    )
    flow.add_arcs_with_capacity_and_unit_cost(  # nobody is forced into a booth
        np.arange(number), np.full(number, sink), members, np.zeros(number, np.int64)
    )
    flow.set_nodes_supplies(np.append(np.arange(number), sink), np.append(members, -members.sum()))
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("the flow of exhibitors to types of booths was not solved")
    found = np.zeros((number, types), np.int64)
    found[sources, targets] = flow.flows(arcs)
    return found
