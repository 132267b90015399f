"""Why a request has no place: read off the answer, so that it is true whatever the search did."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from buyers.scheduling.answer import Reason, Unplaced, Values
from buyers.scheduling.openings import Openings, SlotMask, open_up, slots_in, together
from buyers.scheduling.problem import Problem, Request
from buyers.scheduling.timetable import Timetable, fill


def reasons(problem: Problem, slot_of: Mapping[int, int]) -> list[Unplaced]:
    """Explain, for a valid timetable (slot by request, the locked ones aside), each request it leaves out."""
    openings = open_up(problem)
    left_out = [request for request in openings.requests if request.id not in slot_of]
    if not left_out:
        return []
    view = _View(problem, openings, slot_of)
    return [view.explain(request) for request in left_out]


Circuit = dict[int, Request]  # meetings any one of which, taken out, makes room


@dataclass(frozen=True, slots=True)
class _Slot:
    """What stands in a request's way in one slot."""

    busy: bool  # somebody who would come has another meeting
    too_far: bool  # there is no time to walk from or to another one
    scarce: tuple[int, ...]  # pools without a place
    day_full: bool
    no_point: bool
    no_host: bool
    cost: (
        float  # the least weight to be given up for it here; infinite where locked meetings stand in the way
    )

    @property
    def full(self) -> bool:
        return self.no_point or self.no_host


class _View:
    """The timetable beside what availability alone allows."""

    def __init__(self, problem: Problem, openings: Openings, slot_of: Mapping[int, int]) -> None:
        self._declared = open_up(replace(problem, locked=()))  # as if nothing was locked
        self._open = openings
        self._timetable: Timetable = fill(openings, slot_of)
        of_id = {request.id: request for request in problem.requests}
        self._locked = {
            (guest, one.slot): of_id[one.request]
            for one in problem.locked
            for guest in of_id[one.request].guests
        }
        placed = slot_of.keys() | {locked.request for locked in problem.locked}
        self._of_delegate = Counter(guest for r in problem.requests if r.id in placed for guest in r.guests)
        self._in_the_way: dict[tuple[int, int], tuple[Circuit | None, Circuit | None]] = {}
        self._of_exhibitor = Counter(r.exhibitor for r in problem.requests if r.id in placed)

    def explain(self, request: Request) -> Unplaced:
        """The first of these that holds: never possible, not found, one side full, outweighed."""
        common = self._declared.choices[request.id]
        reason: Reason
        values: Values
        if not common:
            reason, values = self._never(request), {}
        else:
            looks = {slot: self._look(request, slot) for slot in common}
            reason, values = next(self._taken(request, looks))
        return Unplaced(request.id, reason, values)

    def _never(self, request: Request) -> Reason:
        """Availability alone forbids it: say of what, if it is one thing only."""
        there = together(self._declared.delegates, request)
        point = there & self._declared.points.some(request.exhibitor)
        host = there & self._declared.hosts.some(request.exhibitor)
        if host and not point:
            return Reason.NO_POINT
        if point and not host:
            return Reason.NO_HOST
        return Reason.NO_COMMON_SLOT

    def _taken(self, request: Request, common: Mapping[int, _Slot]) -> Iterator[tuple[Reason, Values]]:
        """All that holds, the first of it the reason to tell."""
        slots = tuple(common)
        gains = tuple(slot for slot, look in common.items() if look.cost < request.weight)
        if gains:
            yield Reason.NOT_FOUND_IN_TIME, {"slots": gains}
        for pool in sorted(request.pools):
            if all(pool in look.scarce for look in common.values()):
                yield Reason.POOL_EMPTY, {"slots": slots, "pool": pool}
        if all(look.day_full for look in common.values()):
            yield Reason.DAYS_FULL, {"slots": slots, "meetings": self._meetings(request)}
        if all(look.too_far and not (look.busy or look.full) for look in common.values()):
            yield Reason.TOO_FAR, {"slots": slots}
        if all(self._busy(request, slot) for slot in slots_in(together(self._declared.delegates, request))):
            yield Reason.DELEGATE_FULL, {"slots": slots, "meetings": self._meetings(request)}
        if all(look.no_point and not look.no_host for look in common.values()):
            yield Reason.NO_POINT, {"slots": slots}
        if all(look.no_host and not look.no_point for look in common.values()):
            yield Reason.NO_HOST, {"slots": slots}
        if all(self._is_full(request, slot) for slot in slots_in(self._exhibitor_slots(request))):
            yield Reason.EXHIBITOR_FULL, {"slots": slots, "meetings": self._of_exhibitor[request.exhibitor]}
        yield Reason.OUTWEIGHED, {"slots": slots, "weight": request.weight}

    def _meetings(self, request: Request) -> int:
        """How many meetings those who would come have, the busiest of them."""
        return max(self._of_delegate[guest] for guest in request.guests)

    def _exhibitor_slots(self, request: Request) -> SlotMask:
        return self._declared.points.some(request.exhibitor) & self._declared.hosts.some(request.exhibitor)

    def _busy(self, request: Request, slot: int) -> bool:
        """Whether one of the delegates, there in the slot, has another meeting, locked or not."""
        locked = not together(self._open.delegates, request) >> slot & 1
        return locked or bool(self._timetable.meetings(request, slot))

    def _look(self, request: Request, slot: int) -> _Slot:
        points, hosts = self._seats(request, slot)
        others = self._timetable.meetings(request, slot)
        near = self._timetable.too_far(request, slot)
        ruled_out = slot not in self._open.choices[request.id]
        return _Slot(
            busy=self._busy(request, slot),
            too_far=bool(near) or self._locked_too_far(request, slot),
            scarce=tuple(self._timetable.scarce(request, slot)),
            day_full=bool(self._timetable.full_days(request, slot)),
            no_point=points is not None,
            no_host=hosts is not None,
            cost=float("inf") if ruled_out else self._cost(request, slot, [*others, *near], [points, hosts]),
        )

    def _seats(self, request: Request, slot: int) -> tuple[Circuit | None, Circuit | None]:
        """Who has the exhibitor's points and hosts in a slot, None where one is free: the same for all its requests."""
        key = request.exhibitor, slot
        if key not in self._in_the_way:
            seatings = self._timetable.points, self._timetable.hosts
            points, hosts = (seating.in_the_way(request, slot) for seating in seatings)
            self._in_the_way[key] = points, hosts
        return self._in_the_way[key]

    def _is_full(self, request: Request, slot: int) -> bool:
        return any(those is not None for those in self._seats(request, slot))

    def _locked_too_far(self, request: Request, slot: int) -> bool:
        walks = self._open.walks
        beside = (self._locked.get((guest, side)) for side in walks.beside(slot) for guest in request.guests)
        return any(other and walks.too_far(request.exhibitor, other.exhibitor) for other in beside)

    def _cost(
        self,
        request: Request,
        slot: int,
        own: list[Request],
        seats: list[dict[int, Request] | None],
    ) -> float:
        """The least weight to be given up: the delegates' own meetings, and of the others one of each circuit."""
        gone = {other.id: other for other in own}
        circuits = [*(circuit for circuit in seats if circuit is not None)]
        circuits += [self._timetable.in_pool(pool, slot) for pool in self._timetable.scarce(request, slot)]
        full = self._timetable.full_days(request, slot)
        circuits += [self._timetable.on_day(guest, slot) for guest in full]
        standing = [circuit for circuit in circuits if not gone.keys() & circuit.keys()]
        return sum(other.weight for other in gone.values()) + _cheapest_hit(standing)


def _cheapest_hit(circuits: list[dict[int, Request]]) -> float:
    """The least weight of meetings that takes one out of each circuit."""
    if not circuits:
        return 0
    first = min(circuits, key=len)
    return min(
        (
            other.weight + _cheapest_hit([circuit for circuit in circuits if other.id not in circuit])
            for other in first.values()
        ),
        default=float("inf"),
    )
