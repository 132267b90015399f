"""Two upper bounds on a whole fair's value. Neither knows anything of the search.

**b-matching** forgets in which slot and how far: a delegate has no more meetings than slots, an exhibitor no
more than seats. The greatest value within these numbers is a flow, solved exactly in whole numbers (OR-Tools);
its prices say what a seat at each exhibitor is worth.

**Walking** gives the exhibitors' seats a price and lets each delegate choose alone (Lagrange): whatever the prices
p ≥ 0, no timetable is worth more than the sum of p × seats and of what each delegate can earn at most after paying p
for each meeting, since a timetable uses no more seats than there are. What a delegate can earn at most is found by
dynamic programming over their slots (`walks.py`), with walking in it. At the prices of b-matching the bound is never
above b-matching's, by duality.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from buyers.compiled import compiled
from buyers.scheduling.compiled.arrays import Market
from buyers.scheduling.compiled.walks import earn

Whole = NDArray[np.int64]

WALKING = (
    "Lagrange: exhibitors' seats at the prices of b-matching, each delegate's best days by dynamic "
    "programming that sees walking"
)
THREADS = 2


@dataclass(frozen=True, slots=True)
class Prices:
    """The b-matching bound, and what a further seat at each exhibitor would add to it."""

    bound: int
    seat: Whole


def b_matching(problem: Market) -> Prices:
    """Solve the flow; raises RuntimeError if OR-Tools refuses it, which the problem cannot make it do."""
    network = _Network(problem)
    flow = network.solve()
    return Prices(network.value(flow), network.prices(flow))


class _Network:
    """Source → delegate → exhibitor → sink, one arc a wish, and one from source to sink for what is not used."""

    def __init__(self, problem: Market) -> None:
        delegates, exhibitors = len(problem.first) - 1, len(problem.seats)
        source, sink = delegates + exhibitors, delegates + exhibitors + 1
        self.nodes = sink + 1
        self.first, self.wishes, self.sink = delegates, len(problem.value), sink
        days, seats = slots_of_delegates(problem)[1], problem.seats.sum(axis=1, dtype=np.int64)
        people, firms = np.arange(delegates), delegates + np.arange(exhibitors)
        self.supply = int(days.sum())
        self.tail = np.concatenate([problem.delegate, np.full(delegates, source), firms, [source]]).astype(
            int
        )
        self.head = np.concatenate(
            [delegates + problem.exhibitor, people, np.full(exhibitors, sink), [sink]]
        ).astype(int)
        self.room = np.concatenate([np.ones(self.wishes, int), days, seats, [self.supply]]).astype(int)
        self.cost = np.zeros(len(self.room), np.int64)
        self.cost[: self.wishes] = -problem.value.astype(np.int64)

    def solve(self) -> Whole:
        """The flow of each arc."""
        flow = SimpleMinCostFlow()
        arcs = flow.add_arcs_with_capacity_and_unit_cost(self.tail, self.head, self.room, self.cost)
        ends = np.array([self.sink - 1, self.sink])
        flow.set_nodes_supplies(ends, np.array([self.supply, -self.supply]))
        if (status := flow.solve()) != flow.OPTIMAL:
            raise RuntimeError(f"the flow was not solved: {status}")
        return flow.flows(arcs)

    def value(self, flow: Whole) -> int:
        """What the wishes that carry flow are worth."""
        return -int(flow @ self.cost)

    def prices(self, flow: Whole) -> Whole:
        """Shortest distances in what is left of the arcs are best prices (no cycle is negative at the optimum)."""
        ahead, back = flow < self.room, flow > 0
        tail = np.concatenate([self.tail[ahead], self.head[back]])
        head = np.concatenate([self.head[ahead], self.tail[back]])
        cost = np.concatenate([self.cost[ahead], -self.cost[back]])
        distance = _distances(tail, head, cost, self.nodes)
        return np.maximum(0, distance[self.sink] - distance[self.first : self.sink - 1])


@compiled
def _distances(tail: Whole, head: Whole, cost: Whole, nodes: int) -> Whole:
    """From anywhere to each node (Bellman 1958 and Ford 1956): a round over all arcs until none shortens."""
    distance = np.zeros(nodes, np.int64)
    shorter = True
    while shorter:
        shorter = False
        for arc in range(len(tail)):
            through = distance[tail[arc]] + cost[arc]
            if through < distance[head[arc]]:
                distance[head[arc]] = through
                shorter = True
    return distance


def slots_of_delegates(problem: Market) -> tuple[NDArray[np.uint64], Whole]:
    """For each delegate the slots in which they could meet anybody, and how many these are."""
    slots = np.zeros(len(problem.first) - 1, np.uint64)
    np.bitwise_or.at(slots, problem.delegate, problem.slots)
    return slots, np.array([int(mask).bit_count() for mask in slots], np.int64)


def walking(problem: Market, seat: Whole, states: int) -> tuple[int, int]:
    """The walking bound at these prices of a seat, and the work it took.

    `states` is how many states of a delegate are looked at in one slot; where there would be more, the halls of which
    the delegate wishes least become one that is near to all, which can only raise the bound.
    """
    slots, _ = slots_of_delegates(problem)
    delegates = len(problem.first) - 1
    value = problem.value.astype(np.int64) - seat[problem.exhibitor]

    def part(number: int) -> tuple[int, int]:
        return earn(problem, np.arange(number, delegates, THREADS, dtype=np.int64), value, slots, states)

    with ThreadPoolExecutor(THREADS) as pool:
        parts = list(pool.map(part, range(THREADS)))
    seats = problem.seats.sum(axis=1, dtype=np.int64)
    return int(seats @ seat) + sum(earned for earned, _ in parts), sum(work for _, work in parts)
