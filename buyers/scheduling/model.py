"""The problem as CP-SAT sees it: which request in which slot.

Which point and host a meeting has is not modelled: in each slot the meetings need only be so many that all
find a seat, and points and hosts are found by matching afterwards. Seats of a slot that the same exhibitors
may use are alike and make one pool. A pool of one exhibitor's own is a number; from a shared pool each takes
a share, and the shares together are at most the pool. That is a flow from exhibitors to seats, so whole
shares mean a seat for everybody.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from buyers.scheduling.openings import Openings, Seats

At = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Model:
    """The CP-SAT model: `place[request, slot]`, the weight placed, the delegates served beside the locked."""

    cp: CpModel
    place: Mapping[At, IntVar]
    weight: LinearExpr
    served: LinearExpr

    def hint(self, slot_of: Mapping[int, int]) -> None:
        """Tell CP-SAT of a timetable to start from."""
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for (request, slot), variable in self.place.items():
            self.cp.add_hint(variable, slot_of.get(request) == slot)


def size(openings: Openings) -> int:
    """How many choices the model would have."""
    return sum(len(slots) for slots in openings.choices.values())


def build(openings: Openings, already_served: frozenset[int], ceiling: int) -> Model:
    """Model the openings.

    `already_served` are the delegates who have a locked meeting; `ceiling` is a weight known to be out of
    reach to pass, so that the search ends as soon as it gets there.
    """
    cp = CpModel()
    place = {(r.id, slot): cp.new_bool_var("") for r in openings.requests for slot in openings.choices[r.id]}
    of_delegate: dict[At, list[IntVar]] = defaultdict(list)
    of_exhibitor: dict[At, list[IntVar]] = defaultdict(list)
    wishes: dict[int, list[IntVar]] = defaultdict(list)
    terms = []
    for request in openings.requests:
        for slot in openings.choices[request.id]:
            variable = place[request.id, slot]
            of_delegate[request.delegate, slot].append(variable)
            of_exhibitor[request.exhibitor, slot].append(variable)
            wishes[request.delegate].append(variable)
            terms.append(request.weight * variable)
        cp.add_at_most_one(place[request.id, slot] for slot in openings.choices[request.id])
    for variables in of_delegate.values():
        cp.add_at_most_one(variables)
    for seats in (openings.points, openings.hosts):
        _seat_everybody(cp, seats, of_exhibitor)
    served = _served(cp, (wishes[delegate] for delegate in wishes if delegate not in already_served))
    weight = LinearExpr.sum(terms)
    cp.add(weight <= ceiling)
    return Model(cp, place, weight, served)


def _served(cp: CpModel, wishes: Iterable[list[IntVar]]) -> LinearExpr:
    served = []
    for variables in wishes:
        served.append(cp.new_bool_var(""))
        cp.add(LinearExpr.sum(variables) >= served[-1])
    return LinearExpr.sum(served)


def _seat_everybody(cp: CpModel, seats: Seats, of_exhibitor: Mapping[At, list[IntVar]]) -> None:
    by_slot: dict[int, dict[int, list[IntVar]]] = defaultdict(dict)
    for (exhibitor, slot), variables in of_exhibitor.items():
        by_slot[slot][exhibitor] = variables
    for slot, meetings in by_slot.items():
        _seat_in_slot(cp, _pools(seats, meetings, slot), meetings)


def _pools(seats: Seats, exhibitors: Iterable[int], slot: int) -> Counter[tuple[int, ...]]:
    """How many seats each set of exhibitors may use in the slot."""
    users: dict[int, list[int]] = defaultdict(list)
    for exhibitor in exhibitors:
        for seat in seats.at(exhibitor, slot):
            users[seat].append(exhibitor)
    return Counter(tuple(sorted(who)) for who in users.values())


def _seat_in_slot(cp: CpModel, pools: Counter[tuple[int, ...]], meetings: Mapping[int, list[IntVar]]) -> None:
    shares: dict[int, list[IntVar]] = defaultdict(list)
    for users, number in pools.items():
        if len(users) > 1:
            taken = [cp.new_int_var(0, number, "") for _ in users]
            cp.add(LinearExpr.sum(taken) <= number)
            for exhibitor, share in zip(users, taken, strict=True):
                shares[exhibitor].append(share)
    for exhibitor, variables in meetings.items():
        own = pools[exhibitor,]
        if len(variables) > own:
            cp.add(LinearExpr.sum(variables) <= own + LinearExpr.sum(shares[exhibitor]))
