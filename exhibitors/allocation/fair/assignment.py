"""The best booths for those of one priority: a flow from kinds of alike exhibitors to offers, exact.

Where its optimum breaks a quota, an integer programme with the quotas takes its place, within a limit of work. Where
that is too large or finds nothing in time, the best placed of the flow keep their booths as far as the quotas
go; then the sum is not proven the greatest (`levels` keeps the rule all the same).
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow
from ortools.sat.python import cp_model

from exhibitors.allocation.fair.offers import Offers
from exhibitors.allocation.fair.quotas import Key, Quotas

Counts = NDArray[np.int64]

MOST_ARCS = 5_000  # that the integer programme is tried with
WORK = 1.0  # of the integer programme, in the solver's own deterministic seconds


@dataclass(frozen=True, slots=True)
class Places:
    """What a level may choose from, by offer: booths that are free, and booths held by lower priorities.

    `cost` of taking a held one, from 1: the higher its holder's priority, the more others will move for it.
    """

    free: Counts
    held: Counts
    cost: Counts


@dataclass(frozen=True, slots=True)
class _Arcs:
    """Kinds of exhibitors to offers: by arc the kind, the offer, the room and the gain."""

    kind: Counts
    offer: Counts
    room: Counts
    gain: Counts
    taken: Counts  # which of the `rooms` an arc draws on
    rooms: Counts  # free booths by offer, then held ones


def assign(offers: Offers, quotas: Quotas, places: Places, who: list[int]) -> dict[int, int]:
    """Exhibitor → offer for the greatest sum of worth; of such sums one that takes the fewest held booths."""
    people = _alike(offers, who)
    arcs = _arcs(offers, places, people, len(who))
    given = _dealt(arcs, people, _flow(arcs, people))
    if not _breaks(quotas, offers, given):
        return given
    flows = _program(offers, quotas, arcs, people) if len(arcs.kind) <= MOST_ARCS else None
    return _kept_in(quotas, offers, given if flows is None else _dealt(arcs, people, flows))


def _alike(offers: Offers, who: list[int]) -> list[list[int]]:
    """Exhibitors of the same worth everywhere and the same economy, together."""
    kinds: dict[tuple[bytes, str], list[int]] = defaultdict(list)
    for one in who:
        kinds[offers.worth[one].tobytes(), offers.problem.exhibitors[one].economy].append(one)
    return list(kinds.values())


def _arcs(offers: Offers, places: Places, people: list[list[int]], number: int) -> _Arcs:
    worth = offers.worth[[those[0] for those in people]]
    members = np.array([len(those) for those in people], np.int64)
    rooms = np.concatenate([places.free, places.held])
    kind, taken = np.nonzero((np.hstack([worth, worth]) > 0) & (rooms > 0))
    offer = taken % len(places.free)
    held = taken >= len(places.free)
    most_cost = number * int(places.cost.max(initial=1)) + 1  # of all together: less than any worth
    own = worth[kind, offer].astype(np.int64) + offers.problem.weights.stand
    gain = own * most_cost - held * places.cost[offer]
    return _Arcs(kind, offer, np.minimum(members[kind], rooms[taken]), gain, taken, rooms)


def _flow(arcs: _Arcs, people: list[list[int]]) -> Counts:
    """How many take each arc."""
    flow = SimpleMinCostFlow()
    kinds, sink = len(people), len(people) + len(arcs.rooms)
    members = np.array([len(those) for those in people], np.int64)
    numbers = flow.add_arcs_with_capacity_and_unit_cost(arcs.kind, kinds + arcs.taken, arcs.room, -arcs.gain)
    rooms = np.arange(len(arcs.rooms))
    flow.add_arcs_with_capacity_and_unit_cost(
        kinds + rooms, np.full(len(rooms), sink), arcs.rooms, np.zeros(len(rooms), np.int64)
    )
    flow.add_arcs_with_capacity_and_unit_cost(  # nobody is forced into a booth
        np.arange(kinds), np.full(kinds, sink), members, np.zeros(kinds, np.int64)
    )
    flow.set_nodes_supplies(np.append(np.arange(kinds), sink), np.append(members, -members.sum()))
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("the flow of exhibitors to booths was not solved")
    return np.asarray(flow.flows(numbers), np.int64)


def _dealt(arcs: _Arcs, people: list[list[int]], flows: Counts) -> dict[int, int]:
    """Exhibitor → offer: those of a kind in their order."""
    waiting = [iter(those) for those in people]
    return {
        next(waiting[kind]): int(offer)
        for kind, offer, number in zip(arcs.kind, arcs.offer, flows, strict=True)
        for _ in range(number)
    }


def _breaks(quotas: Quotas, offers: Offers, given: dict[int, int]) -> bool:
    return len(_kept_in(quotas, offers, given)) < len(given)


def _kept_in(quotas: Quotas, offers: Offers, given: dict[int, int]) -> dict[int, int]:
    """Those that the quotas allow, the best placed first."""
    kept: dict[int, int] = {}
    for who in sorted(given, key=lambda one: (-int(offers.worth[one, given[one]]), one)):
        if quotas.allow(who, given[who]):
            quotas.take(who, given[who])
            kept[who] = given[who]
    for who, offer in kept.items():
        quotas.take(who, offer, -1)
    return kept


def _program(offers: Offers, quotas: Quotas, arcs: _Arcs, people: list[list[int]]) -> Counts | None:
    """How many take each arc under the quotas, or None if nothing was found within the work."""
    model = cp_model.CpModel()
    taken = [model.new_int_var(0, int(room), "") for room in arcs.room]
    for ends, most in ((arcs.kind, [len(those) for those in people]), (arcs.taken, arcs.rooms.tolist())):
        for end in np.unique(ends):
            those = [taken[arc] for arc in np.flatnonzero(ends == end)]
            model.add(cp_model.LinearExpr.sum(those) <= most[end])
    for key, numbers in _by_quota(quotas, arcs, people).items():
        booths, area = (None if left is None else max(0, left) for left in quotas.left(key))
        those = [taken[arc] for arc in numbers]
        if booths is not None:
            model.add(cp_model.LinearExpr.sum(those) <= booths)
        if area is not None:
            areas = [offers.booths[arcs.offer[arc]].area for arc in numbers]
            model.add(cp_model.LinearExpr.weighted_sum(those, areas) <= area)
    model.maximize(cp_model.LinearExpr.weighted_sum(taken, arcs.gain.tolist()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = WORK
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return np.array([solver.value(each) for each in taken], np.int64)


def _by_quota(quotas: Quotas, arcs: _Arcs, people: list[list[int]]) -> dict[Key, list[int]]:
    found: dict[Key, list[int]] = defaultdict(list)
    for arc, (kind, offer) in enumerate(zip(arcs.kind, arcs.offer, strict=True)):
        if key := quotas.key(people[kind][0], int(offer)):
            found[key].append(arc)
    return found
