"""Why a request has no place: read off the answer, so that it is true whatever the search did."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from buyers.scheduling.answer import Reason, Unplaced, Values
from buyers.scheduling.openings import Openings, SlotMask, open_up, slots_in
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


@dataclass(frozen=True, slots=True)
class _Slot:
    """What stands in a request's way in one slot."""

    busy: bool  # the delegate has another meeting
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
        placed = slot_of.keys() | {locked.request for locked in problem.locked}
        self._of_delegate = Counter(r.delegate for r in problem.requests if r.id in placed)
        self._of_exhibitor = Counter(r.exhibitor for r in problem.requests if r.id in placed)

    def explain(self, request: Request) -> Unplaced:
        """The first of these that holds: never possible, not found, one side full, outweighed."""
        common = self._declared.choices[request.id]
        reason: Reason
        values: Values
        if not common:
            reason, values = self._never(request), {}
        else:
            reason, values = self._taken(request, {slot: self._look(request, slot) for slot in common})
        return Unplaced(request.id, reason, values)

    def _never(self, request: Request) -> Reason:
        """Availability alone forbids it: say of what, if it is one thing only."""
        there = self._declared.delegates[request.delegate]
        point = there & self._declared.points.some(request.exhibitor)
        host = there & self._declared.hosts.some(request.exhibitor)
        if host and not point:
            return Reason.NO_POINT
        if point and not host:
            return Reason.NO_HOST
        return Reason.NO_COMMON_SLOT

    def _taken(self, request: Request, common: Mapping[int, _Slot]) -> tuple[Reason, Values]:
        slots = tuple(common)
        gains = tuple(slot for slot, look in common.items() if look.cost < request.weight)
        if gains:
            return Reason.NOT_FOUND_IN_TIME, {"slots": gains}
        if all(self._busy(request, slot) for slot in slots_in(self._declared.delegates[request.delegate])):
            return Reason.DELEGATE_FULL, {"slots": slots, "meetings": self._of_delegate[request.delegate]}
        if all(look.no_point and not look.no_host for look in common.values()):
            return Reason.NO_POINT, {"slots": slots}
        if all(look.no_host and not look.no_point for look in common.values()):
            return Reason.NO_HOST, {"slots": slots}
        if all(self._look(request, slot).full for slot in slots_in(self._exhibitor_slots(request))):
            return Reason.EXHIBITOR_FULL, {"slots": slots, "meetings": self._of_exhibitor[request.exhibitor]}
        return Reason.OUTWEIGHED, {"slots": slots, "weight": request.weight}

    def _exhibitor_slots(self, request: Request) -> SlotMask:
        return self._declared.points.some(request.exhibitor) & self._declared.hosts.some(request.exhibitor)

    def _busy(self, request: Request, slot: int) -> bool:
        """Whether the delegate, there in the slot, has another meeting, locked or not."""
        locked = not self._open.delegates[request.delegate] >> slot & 1
        return locked or self._timetable.meeting(request.delegate, slot) is not None

    def _look(self, request: Request, slot: int) -> _Slot:
        points = self._timetable.points.in_the_way(request, slot)
        hosts = self._timetable.hosts.in_the_way(request, slot)
        other = self._timetable.meeting(request.delegate, slot)
        busy = self._busy(request, slot)
        if busy and other is None:
            cost = float("inf")
        else:
            # The delegate's own other meeting goes in any case; it may be what held the seat.
            gone = set() if other is None else {other.id}
            circuits = [c for c in (points, hosts) if c is not None and not gone & c.keys()]
            cost = (0 if other is None else other.weight) + _cheapest_hit(circuits)
        return _Slot(busy, points is not None, hosts is not None, cost)


def _cheapest_hit(circuits: list[dict[int, Request]]) -> float:
    """The least weight of meetings that takes one out of each circuit (there are at most two)."""
    if not circuits:
        return 0
    apart = sum(_lightest(circuit.values()) for circuit in circuits)
    both = set.intersection(*(set(circuit) for circuit in circuits))
    return min(apart, _lightest(circuits[0][request] for request in both))


def _lightest(requests: Iterable[Request]) -> float:
    return min((float(request.weight) for request in requests), default=float("inf"))
