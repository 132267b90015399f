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
class Walks:
    """Which two meetings of a delegate leave no time to walk from one to the other."""

    hall: Mapping[int, int | None]  # by exhibitor
    days: tuple[int, ...]
    far: frozenset[tuple[int, int]]

    def beside(self, slot: int) -> list[int]:
        """The slots right before and after, on the same day."""
        sides = (slot - 1, slot + 1)
        return [side for side in sides if 0 <= side < len(self.days) and self.days[side] == self.days[slot]]

    def too_far(self, exhibitor: int, other: int) -> bool:
        """Whether a slot is needed between these two."""
        one, two = self.hall[exhibitor], self.hall[other]
        return one is not None and two is not None and not self.far.isdisjoint(((one, two), (two, one)))


@dataclass(frozen=True, slots=True)
class Openings:
    """The requests still to be placed and where each may go."""

    requests: tuple[Request, ...]
    delegates: Mapping[int, SlotMask]
    points: Seats
    hosts: Seats
    choices: Mapping[int, tuple[int, ...]]
    """The slots open to each request, looked at alone: its delegates, a point and a host free, and time to walk
    from and to locked meetings."""
    walks: Walks
    room: Mapping[tuple[int, int], int]  # (pool, slot) → places
    a_day: Mapping[tuple[int, int], int]  # (delegate, day) → meetings, where there is a limit


def open_up(problem: Problem) -> Openings:
    """Take absences and locked meetings out; what is left is free for the search."""
    of_id = {request.id: request for request in problem.requests}
    busy = [(guest, locked.slot) for locked in problem.locked for guest in of_id[locked.request].guests]
    walks = walks_of(problem)
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
    standing = [(of_id[one.request], one.slot) for one in problem.locked]
    shut = _shut(requests, standing, walks)
    choices = {
        request.id: tuple(
            slots_in(together(delegates, request) & open_slots[request.exhibitor] & ~shut[request.id])
        )
        for request in requests
    }
    room, a_day = _left(problem, standing, walks.days)
    return Openings(requests, delegates, points, hosts, choices, walks, room, a_day)


def together(delegates: Mapping[int, SlotMask], request: Request) -> SlotMask:
    """The slots in which all who would come to a request's meeting are free."""
    mask = delegates[request.delegate]
    for companion in request.companions:
        mask &= delegates[companion]
    return mask


def walks_of(problem: Problem) -> Walks:
    """What a problem says of days and walking."""
    halls = {exhibitor.id: exhibitor.hall for exhibitor in problem.exhibitors}
    return Walks(halls, problem.days or (0,) * problem.slots, problem.far)


Standing = tuple[Request, int]


def _shut(requests: Iterable[Request], standing: Iterable[Standing], walks: Walks) -> dict[int, SlotMask]:
    """The slots ruled out for a pair, and those from which one could not walk to a locked meeting."""
    of_delegate: dict[int, list[Standing]] = {}
    for request, slot in standing:
        for guest in request.guests:
            of_delegate.setdefault(guest, []).append((request, slot))
    shut = {}
    for request in requests:
        slots = set(request.unavailable)
        for other, slot in (one for guest in request.guests for one in of_delegate.get(guest, ())):
            if walks.too_far(request.exhibitor, other.exhibitor):
                slots.update(walks.beside(slot))
        shut[request.id] = sum(1 << slot for slot in slots)
    return shut


def _left(
    problem: Problem, standing: Iterable[Standing], days: tuple[int, ...]
) -> tuple[dict[tuple[int, int], int], dict[tuple[int, int], int]]:
    """Places in pools and meetings a day, without those of the locked meetings."""
    room = {(pool.id, slot): places for pool in problem.pools for slot, places in enumerate(pool.room)}
    a_day = {
        (delegate.id, day): delegate.most_a_day
        for delegate in problem.delegates
        if delegate.most_a_day is not None
        for day in set(days)
    }
    for request, slot in standing:
        for pool in request.pools:
            room[pool, slot] -= 1
        for guest in request.guests:
            if (guest, days[slot]) in a_day:
                a_day[guest, days[slot]] -= 1
    return room, a_day


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
