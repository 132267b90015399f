"""What is open to the search once absences are known and locked meetings stand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from buyers.scheduling.problem import Delegate, Host, Point, Problem, Request

SlotMask = int
"""A set of slots: bit s is set where slot s is in it."""


@dataclass(frozen=True, slots=True)
class Seats:
    """One kind of thing a meeting takes one of: all points, or all hosts."""

    of_exhibitor: Mapping[int, tuple[int, ...]]
    open: Mapping[int, SlotMask]

    def at(self, exhibitor: int, slot: int) -> list[int]:
        """The exhibitor's seats that are open in the slot."""
        return [seat for seat in self.of_exhibitor[exhibitor] if self.open[seat] >> slot & 1]

    def some(self, exhibitor: int) -> SlotMask:
        """The slots in which at least one of the exhibitor's seats is open."""
        mask = 0
        for seat in self.of_exhibitor[exhibitor]:
            mask |= self.open[seat]
        return mask


@dataclass(frozen=True, slots=True)
class Openings:
    """The requests still to be placed and where each may go."""

    requests: tuple[Request, ...]
    delegates: Mapping[int, SlotMask]
    points: Seats
    hosts: Seats
    choices: Mapping[int, tuple[int, ...]]
    """The slots open to each request, looked at alone: delegate, a point and a host free."""


def open_up(problem: Problem) -> Openings:
    """Take absences and locked meetings out; what is left is free for the search."""
    delegate_of = {request.id: request.delegate for request in problem.requests}
    busy = [(delegate_of[locked.request], locked.slot) for locked in problem.locked]
    delegates = _masks(problem.delegates, busy, problem.slots)
    points = _seats(
        {exhibitor.id: exhibitor.points for exhibitor in problem.exhibitors},
        [(locked.point, locked.slot) for locked in problem.locked],
        problem.slots,
    )
    hosts = _seats(
        {exhibitor.id: exhibitor.hosts for exhibitor in problem.exhibitors},
        [(locked.host, locked.slot) for locked in problem.locked],
        problem.slots,
    )
    open_slots = {
        exhibitor.id: points.some(exhibitor.id) & hosts.some(exhibitor.id) for exhibitor in problem.exhibitors
    }
    locked = {placement.request for placement in problem.locked}
    requests = tuple(request for request in problem.requests if request.id not in locked)
    choices = {
        request.id: tuple(slots_in(delegates[request.delegate] & open_slots[request.exhibitor]))
        for request in requests
    }
    return Openings(requests, delegates, points, hosts, choices)


def slots_in(mask: SlotMask) -> Iterator[int]:
    """The slots of a set, in order."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _seats(
    of_exhibitor: Mapping[int, tuple[Point, ...] | tuple[Host, ...]],
    taken: Iterable[tuple[int, int]],
    slots: int,
) -> Seats:
    every = [seat for seats in of_exhibitor.values() for seat in seats]
    ids = {exhibitor: tuple(seat.id for seat in seats) for exhibitor, seats in of_exhibitor.items()}
    return Seats(ids, _masks(every, taken, slots))


def _masks(
    who: Iterable[Delegate | Point | Host], taken: Iterable[tuple[int, int]], slots: int
) -> dict[int, SlotMask]:
    masks = {}
    for one in who:
        masks[one.id] = (1 << slots) - 1
        for slot in one.unavailable:
            masks[one.id] &= ~(1 << slot)
    for identity, slot in taken:
        masks[identity] &= ~(1 << slot)
    return masks
