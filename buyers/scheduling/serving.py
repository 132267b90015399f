"""Nobody left with none: a delegate without a meeting gets one from somebody who has several, where that costs nothing.

Not proven: where it takes more than one meeting to give way, the delegate stays without.
"""

from collections import Counter
from collections.abc import Iterator

from buyers.scheduling.greedy import by_weight
from buyers.scheduling.openings import Openings
from buyers.scheduling.problem import Problem, Request
from buyers.scheduling.timetable import Timetable


def serve_more(problem: Problem, openings: Openings, timetable: Timetable) -> None:
    """Give delegates who have no meeting one in place of another of no greater weight, whose delegate has more."""
    of_id = {request.id: request for request in problem.requests}
    held = [*timetable.slot_of, *(locked.request for locked in problem.locked)]
    meetings = Counter(guest for request in held for guest in of_id[request].guests)
    for request in by_weight(openings):
        if all(meetings[guest] for guest in request.guests):
            continue
        for slot in openings.choices[request.id]:
            other = _who_gives_way(timetable, request, slot, meetings)
            if other is not None:
                timetable.take(other)
                timetable.put(request, slot)
                meetings.update(request.guests)
                if not _put_anywhere(timetable, openings, other):
                    meetings.subtract(other.guests)
                break


def _who_gives_way(
    timetable: Timetable, request: Request, slot: int, meetings: Counter[int]
) -> Request | None:
    """The lightest meeting without which the request fits, no heavier than it, nor anybody's only one."""
    for other in sorted(_in_the_way(timetable, request, slot), key=lambda each: (each.weight, each.id)):
        if other.weight <= request.weight and all(meetings[guest] > 1 for guest in other.guests):
            timetable.take(other)
            fits = timetable.fits(request, slot)
            timetable.put(other, slot)
            if fits:
                return other
    return None


def _in_the_way(timetable: Timetable, request: Request, slot: int) -> Iterator[Request]:
    """The meetings whose point, host or place in a pool the request lacks."""
    found: dict[int, Request] = {}
    for seating in (timetable.points, timetable.hosts):
        found |= seating.in_the_way(request, slot) or {}
    for pool in timetable.scarce(request, slot):
        found |= timetable.in_pool(pool, slot)
    yield from found.values()


def _put_anywhere(timetable: Timetable, openings: Openings, request: Request) -> bool:
    for slot in openings.choices[request.id]:
        if timetable.fits(request, slot):
            timetable.put(request, slot)
            return True
    return False
