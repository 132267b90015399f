"""Which meeting of a slot has which seat: bipartite matching, grown one meeting at a time.

A meeting takes one open seat of its exhibitor; seats may be shared. A further meeting fits exactly where an
augmenting path leads from it to a vacant seat (Berge 1957); along the path each meeting moves on to its next
seat. Where none does, the meetings reached on the way are exactly those whose removal would make room: the
fundamental circuit of the transversal matroid, whichever matching stands.
"""

from collections import defaultdict, deque
from collections.abc import Mapping

from buyers.scheduling.openings import Seats
from buyers.scheduling.problem import Request


class Seating:
    """Seats of one kind (points or hosts) given to meetings, slot by slot."""

    def __init__(self, seats: Seats) -> None:
        self._seats = seats
        self._holder: dict[int, dict[int, Request]] = defaultdict(dict)  # slot → seat → who has it

    def fits(self, request: Request, slot: int) -> bool:
        """Whether a further meeting finds a seat, others moving up where need be."""
        return self._reach(request, slot)[1] is not None

    def put(self, request: Request, slot: int, wished: int | None = None) -> None:
        """Seat a meeting, where it wishes if that seat is vacant. Raises ValueError where it does not fit."""
        held = self._holder[slot]
        if wished is not None and wished not in held and wished in self._seats.at(request.exhibitor, slot):
            held[wished] = request
            return
        before, seat = self._reach(request, slot)
        if seat is None:
            raise ValueError(f"no seat for request {request.id} in slot {slot}")
        while (previous := before[seat]) is not None:
            held[seat] = held[previous]
            seat = previous
        held[seat] = request

    def take(self, request: Request, slot: int) -> None:
        """Free the seat of a meeting."""
        held = self._holder[slot]
        del held[next(seat for seat in self._seats.at(request.exhibitor, slot) if held.get(seat) is request)]

    def in_the_way(self, request: Request, slot: int) -> dict[int, Request] | None:
        """None where the request fits; else the meetings any one of which, taken out, makes it fit."""
        before, vacant = self._reach(request, slot)
        if vacant is not None:
            return None
        holders = (self._holder[slot][seat] for seat in before)
        return {holder.id: holder for holder in holders}

    def seat_of(self) -> dict[int, int]:
        """The seat of each meeting, by request."""
        return {request.id: seat for held in self._holder.values() for seat, request in held.items()}

    def in_slot(self, slot: int) -> dict[int, int]:
        """The seat of each meeting of a slot, by request."""
        return {request.id: seat for seat, request in self._holder[slot].items()}

    def held(self, slot: int) -> dict[int, Request]:
        """Who has which seat in a slot."""
        return dict(self._holder[slot])

    def seat_again(self, slot: int, held: Mapping[int, Request]) -> None:
        """Give the seats of a slot as they were, to the same meetings."""
        self._holder[slot] = dict(held)

    def _reach(self, request: Request, slot: int) -> tuple[dict[int, int | None], int | None]:
        """Breadth first: the seats reached, each with the one before it, and the first vacant one or None."""
        before: dict[int, int | None] = dict.fromkeys(self._seats.at(request.exhibitor, slot))
        waiting = deque(before)
        while waiting:
            seat = waiting.popleft()
            holder = self._holder[slot].get(seat)
            if holder is None:
                return before, seat
            for other in self._seats.at(holder.exhibitor, slot):
                if other not in before:
                    before[other] = seat
                    waiting.append(other)
        return before, None
