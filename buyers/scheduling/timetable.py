"""A timetable in the making: valid after every step."""

from collections.abc import Mapping

from buyers.scheduling.openings import Openings
from buyers.scheduling.problem import Placement, Request
from buyers.scheduling.seating import Seating


class Timetable:
    """Which requests meet in which slot, with a seat at a point and a host for each."""

    def __init__(self, openings: Openings) -> None:
        self.points = Seating(openings.points)
        self.hosts = Seating(openings.hosts)
        self.slot_of: dict[int, int] = {}
        self._meeting: dict[tuple[int, int], Request] = {}  # (delegate, slot) → their meeting

    def meeting(self, delegate: int, slot: int) -> Request | None:
        """The delegate's meeting in the slot."""
        return self._meeting.get((delegate, slot))

    def fits(self, request: Request, slot: int) -> bool:
        """Whether the request may be added in one of its choices."""
        return (
            (request.delegate, slot) not in self._meeting
            and self.points.fits(request, slot)
            and self.hosts.fits(request, slot)
        )

    def put(self, request: Request, slot: int) -> None:
        """Add a request that fits."""
        self.points.put(request, slot)
        self.hosts.put(request, slot)
        self._meeting[request.delegate, slot] = request
        self.slot_of[request.id] = slot

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
