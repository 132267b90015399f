"""An upper bound that owes nothing to the search: what is left of the problem when slots are forgotten.

A delegate has no more meetings than there are slots they could meet anybody in; an exhibitor none beyond its
points and hosts, summed over slots; co-exhibitors together none beyond what they share. The heaviest set of
requests within these numbers is a b-matching of a bipartite graph: a flow of greatest weight, solved exactly
in whole numbers by successive scaling (Goldberg 1997, as in OR-Tools). Each timetable is such a set, so none
is worth more.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from buyers.scheduling.openings import Openings, Seats, SlotMask, slots_in
from buyers.scheduling.problem import Problem, Request

TRIVIAL = "the weight of all requests that have a possible slot"
B_MATCHING = "b-matching: each participant's room over all slots, forgetting which slot, by minimum-cost flow"


@dataclass(frozen=True, slots=True)
class Bound:
    """A value no timetable passes, and in words how that is known."""

    value: int
    method: str


def locked_weight(problem: Problem) -> int:
    """What the locked meetings are worth."""
    locked = {placement.request for placement in problem.locked}
    return sum(request.weight for request in problem.requests if request.id in locked)


def trivial_bound(problem: Problem, openings: Openings) -> Bound:
    """All requests that have any slot at all."""
    value = sum(request.weight for request in openings.requests if openings.choices[request.id])
    return Bound(locked_weight(problem) + value, TRIVIAL)


def flow_bound(problem: Problem, openings: Openings) -> Bound:
    """The b-matching bound; falls back to the trivial one should the flow not be solved."""
    requests = [request for request in openings.requests if openings.choices[request.id]]
    weight = _heaviest_flow(requests, _Capacities.of(requests, openings))
    if weight is None:
        return trivial_bound(problem, openings)
    return Bound(locked_weight(problem) + weight, B_MATCHING)


@dataclass(frozen=True, slots=True)
class _Capacities:
    """The most meetings of each delegate, exhibitor and party (exhibitors joined by shared seats)."""

    delegate: Mapping[int, int]
    exhibitor: Mapping[int, int]
    party: Mapping[int, int]
    party_of: Mapping[int, int]

    @classmethod
    def of(cls, requests: Iterable[Request], openings: Openings) -> "_Capacities":
        wanted: dict[int, SlotMask] = defaultdict(int)  # slots of each exhibitor in which somebody could come
        useful: dict[int, SlotMask] = defaultdict(
            int
        )  # slots of each delegate in which they could go somewhere
        for request in requests:
            mask = sum(1 << slot for slot in openings.choices[request.id])
            wanted[request.exhibitor] |= mask
            useful[request.delegate] |= mask
        parties = _parties(wanted, openings)
        return cls(
            {delegate: mask.bit_count() for delegate, mask in useful.items()},
            {exhibitor: _room([exhibitor], mask, openings) for exhibitor, mask in wanted.items()},
            {
                party: _room(members, _union(wanted[member] for member in members), openings)
                for party, members in parties.items()
            },
            {member: party for party, members in parties.items() for member in members},
        )


def _union(masks: Iterable[SlotMask]) -> SlotMask:
    union = 0
    for mask in masks:
        union |= mask
    return union


def _room(exhibitors: Iterable[int], mask: SlotMask, openings: Openings) -> int:
    """How many meetings these exhibitors can hold: in each slot no more than points and than hosts."""
    members = list(exhibitors)

    def seats_at(seats: Seats, slot: int) -> int:
        return len({seat for member in members for seat in seats.at(member, slot)})

    return sum(
        min(seats_at(openings.points, slot), seats_at(openings.hosts, slot)) for slot in slots_in(mask)
    )


def _parties(exhibitors: Iterable[int], openings: Openings) -> dict[int, list[int]]:
    """Exhibitors sharing a point or a host, if only through others, under one of their ids (union-find)."""
    leader = {exhibitor: exhibitor for exhibitor in exhibitors}

    def lead(exhibitor: int) -> int:
        while leader[exhibitor] != exhibitor:
            leader[exhibitor] = leader[leader[exhibitor]]
            exhibitor = leader[exhibitor]
        return exhibitor

    for seats in (openings.points, openings.hosts):
        first: dict[int, int] = {}
        for exhibitor in leader:
            for seat in seats.of_exhibitor[exhibitor]:
                leader[lead(exhibitor)] = lead(first.setdefault(seat, exhibitor))
    parties: dict[int, list[int]] = defaultdict(list)
    for exhibitor in leader:
        parties[lead(exhibitor)].append(exhibitor)
    return parties


def _heaviest_flow(requests: Iterable[Request], room: _Capacities) -> int | None:
    """The greatest weight of a flow source → delegate → exhibitor → party → sink; None where unsolved."""
    flow = SimpleMinCostFlow()
    source, sink = 0, 1
    names = [
        *((0, d) for d in room.delegate),
        *((1, e) for e in room.exhibitor),
        *((2, p) for p in room.party),
    ]
    node = {name: number for number, name in enumerate(names, start=2)}
    for delegate, most in room.delegate.items():
        flow.add_arc_with_capacity_and_unit_cost(source, node[0, delegate], most, 0)
    for request in requests:
        arc = node[0, request.delegate], node[1, request.exhibitor]
        flow.add_arc_with_capacity_and_unit_cost(*arc, 1, -request.weight)
    for exhibitor, most in room.exhibitor.items():
        arc = node[1, exhibitor], node[2, room.party_of[exhibitor]]
        flow.add_arc_with_capacity_and_unit_cost(*arc, most, 0)
    for party, most in room.party.items():
        flow.add_arc_with_capacity_and_unit_cost(node[2, party], sink, most, 0)
    total = sum(room.delegate.values())
    flow.add_arc_with_capacity_and_unit_cost(source, sink, total, 0)  # nobody is forced to meet
    flow.set_nodes_supplies([source, sink], [total, -total])
    if flow.solve() != flow.OPTIMAL:
        return None
    return int(-flow.optimal_cost())
