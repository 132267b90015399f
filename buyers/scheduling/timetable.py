"""A timetable in the making: valid after every step."""

from collections import defaultdict
from collections.abc import Mapping

from buyers.scheduling.openings import Openings
from buyers.scheduling.problem import Placement, Request
from buyers.scheduling.seating import Seating

Seats = tuple[Mapping[int, Request], Mapping[int, Request]]  # seat → meeting, of points and of hosts


class Timetable:
    """Which requests meet in which slot, with a seat at a point and a host for each."""

    def __init__(self, openings: Openings) -> None:
        self._openings = openings
        self._of_pool: dict[tuple[int, int], dict[int, Request]] = defaultdict(dict)
        self._of_day: dict[tuple[int, int], dict[int, Request]] = defaultdict(dict)
        self.points = Seating(openings.points)
        self.hosts = Seating(openings.hosts)
        self.slot_of: dict[int, int] = {}
        self._meeting: dict[tuple[int, int], Request] = {}  # (delegate, slot) → their meeting

    def meetings(self, request: Request, slot: int) -> list[Request]:
        """What those who would come to a request's meeting have in the slot."""
        found = (self._meeting.get((guest, slot)) for guest in request.guests)
        return [other for other in found if other]

    def too_far(self, request: Request, slot: int) -> list[Request]:
        """The delegates' meetings right before and after from which there would be no time to walk."""
        walks = self._openings.walks
        beside = (other for side in walks.beside(slot) for other in self.meetings(request, side))
        return [other for other in beside if walks.too_far(request.exhibitor, other.exhibitor)]

    def in_pool(self, pool: int, slot: int) -> dict[int, Request]:
        """The meetings that have a place of a pool in a slot, by request."""
        return self._of_pool[pool, slot]

    def on_day(self, delegate: int, slot: int) -> dict[int, Request]:
        """The delegate's meetings on the day of a slot, by request."""
        return self._of_day[delegate, self._openings.walks.days[slot]]

    def scarce(self, request: Request, slot: int) -> list[int]:
        """The pools that the request needs and that have no place left in the slot."""
        room = self._openings.room
        return sorted(pool for pool in request.pools if len(self.in_pool(pool, slot)) >= room[pool, slot])

    def full_days(self, request: Request, slot: int) -> list[int]:
        """The delegates who have as many meetings on that day as they wish for."""
        day, most = self._openings.walks.days[slot], self._openings.a_day
        return [
            guest
            for guest in request.guests
            if (guest, day) in most and len(self._of_day[guest, day]) >= most[guest, day]
        ]

    def fits(self, request: Request, slot: int) -> bool:
        """Whether the request may be added in one of its choices."""
        return (
            not self.meetings(request, slot)
            and not self.too_far(request, slot)
            and not self.scarce(request, slot)
            and not self.full_days(request, slot)
            and self.points.fits(request, slot)
            and self.hosts.fits(request, slot)
        )

    def put(self, request: Request, slot: int, like: Placement | None = None) -> None:
        """Add a request that fits, with the point and the host it has in `like` where they are free."""
        self.points.put(request, slot, like.point if like else None)
        self.hosts.put(request, slot, like.host if like else None)
        for guest in request.guests:
            self._meeting[guest, slot] = request
            self.on_day(guest, slot)[request.id] = request
        for pool in request.pools:
            self._of_pool[pool, slot][request.id] = request
        self.slot_of[request.id] = slot

    def take(self, request: Request) -> None:
        """Take a request out."""
        slot = self.slot_of.pop(request.id)
        self.points.take(request, slot)
        self.hosts.take(request, slot)
        for guest in request.guests:
            del self._meeting[guest, slot]
            del self.on_day(guest, slot)[request.id]
        for pool in request.pools:
            del self._of_pool[pool, slot][request.id]

    def seats(self, slot: int) -> Seats:
        """Who has which point and host in a slot."""
        return self.points.held(slot), self.hosts.held(slot)

    def seat_again(self, slot: int, seats: Seats) -> None:
        """Give the same meetings of a slot the seats that they had."""
        self.points.seat_again(slot, seats[0])
        self.hosts.seat_again(slot, seats[1])

    def places(self, slot: int) -> list[Placement]:
        """The meetings of a slot with the point and the host each has got."""
        point, host = self.points.in_slot(slot), self.hosts.in_slot(slot)
        return [Placement(request, slot, point[request], host[request]) for request in point]

    def placements(self) -> list[Placement]:
        """The meetings with the point and the host each has got."""
        point, host = self.points.seat_of(), self.hosts.seat_of()
        return [
            Placement(request, slot, point[request], host[request]) for request, slot in self.slot_of.items()
        ]


def fill(openings: Openings, slot_of: Mapping[int, int]) -> Timetable:
    """The timetable with these requests in these slots; each one's point and host are found by matching."""
    timetable = Timetable(openings)
    for request in openings.requests:
        if request.id in slot_of:
            timetable.put(request, slot_of[request.id])
    return timetable
