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
            for guest in request.guests:
                of_delegate[guest, slot].append(variable)
                wishes[guest].append(variable)
            of_exhibitor[request.exhibitor, slot].append(variable)
            terms.append(request.weight * variable)
        cp.add_at_most_one(place[request.id, slot] for slot in openings.choices[request.id])
    for variables in of_delegate.values():
        cp.add_at_most_one(variables)
    for seats in (openings.points, openings.hosts):
        _seat_everybody(cp, seats, of_exhibitor)
    _let_walk(cp, openings, place)
    _share_pools(cp, openings, place)
    _end_days(cp, openings, of_delegate)
    served = _served(cp, (wishes[delegate] for delegate in wishes if delegate not in already_served))
    weight = LinearExpr.sum(terms)
    cp.add(weight <= ceiling)
    return Model(cp, place, weight, served)


def _let_walk(cp: CpModel, openings: Openings, place: Mapping[At, IntVar]) -> None:
    """Of two slots in a row a delegate is in one hall in the first, or in none too far from it in the second."""
    walks = openings.walks
    at: dict[tuple[int, int], dict[int, list[tuple[int, IntVar]]]] = defaultdict(lambda: defaultdict(list))
    for request in openings.requests:
        hall = walks.hall[request.exhibitor]
        for slot in openings.choices[request.id] if hall is not None else ():
            for guest in request.guests:
                at[guest, slot][hall].append((request.exhibitor, place[request.id, slot]))  # type: ignore[index]
    for (delegate, slot), halls in at.items():
        if slot + 1 not in walks.beside(slot):
            continue
        for here in halls.values():
            there = [
                variable
                for group in at.get((delegate, slot + 1), {}).values()
                if walks.too_far(here[0][0], group[0][0])
                for _, variable in group
            ]
            if there:
                cp.add_at_most_one([variable for _, variable in here] + there)


def _share_pools(cp: CpModel, openings: Openings, place: Mapping[At, IntVar]) -> None:
    of_pool: dict[At, list[IntVar]] = defaultdict(list)
    for request in openings.requests:
        for pool in request.pools:
            for slot in openings.choices[request.id]:
                of_pool[pool, slot].append(place[request.id, slot])
    for key, variables in of_pool.items():
        if len(variables) > openings.room[key]:
            cp.add(LinearExpr.sum(variables) <= openings.room[key])


def _end_days(cp: CpModel, openings: Openings, of_delegate: Mapping[At, list[IntVar]]) -> None:
    of_day: dict[At, list[IntVar]] = defaultdict(list)
    for (delegate, slot), variables in of_delegate.items():
        of_day[delegate, openings.walks.days[slot]] += variables
    for key, most in openings.a_day.items():
        if of_day[key]:
            cp.add(LinearExpr.sum(of_day[key]) <= most)


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
