"""A place for one request over all rules, by moving as few others as possible.

For what the compiled search does not know: several delegates in a meeting, shared tables and hosts, pools, most
meetings a day, and more slots than a mask has. In a slot those must give way who are in the way; each of them finds
another place, for which others may give way in turn. All numbers of moves are tried, the least first, until the
tries are used up.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from buyers.scheduling.openings import Openings
from buyers.scheduling.problem import Placement, Request
from buyers.scheduling.timetable import Timetable

MOST_TRIES = 10_000  # slots looked at for a request: 0.2 s in a crowded fair
Circuit = Mapping[int, Request]


class GivingWay:
    """Puts one request after the other into a timetable.

    `was` are the places that meetings would rather keep, `moved` says how many of a slot are not where they were.
    """

    def __init__(
        self,
        timetable: Timetable,
        openings: Openings,
        was: Mapping[int, Placement],
        moved: Callable[[int], int],
    ) -> None:
        self._timetable = timetable
        self._openings = openings
        self._was = was
        self._moved = moved
        self._tries = 0
        self._before: dict[int, int] = {}  # slot → how many had moved

    def place(self, request: Request, moves: int) -> bool:
        """Give a request a slot, moving at most so many others; whether it could be done. Else all is as it was."""
        self._tries, self._before = MOST_TRIES, {}
        return any(self._place([request], most, frozenset()) for most in range(moves + 1))

    def _place(self, queue: Sequence[Request], left: int, stay: frozenset[int]) -> bool:
        if not queue:
            return (
                sum(self._moved(at) - before for at, before in self._before.items()) <= len(stay) - 1 + left
            )
        request, *rest = queue
        for slot in self._openings.choices[request.id]:
            self._tries -= 1
            if self._tries < 0:
                return False
            for gone in self._ways(request, slot, left, stay):
                then = partial(self._place, [*rest, *gone], left - len(gone), stay | {request.id})
                if self._instead(request, slot, gone, then):
                    return True
        return False

    def _instead(
        self, request: Request, slot: int, gone: Sequence[Request], then: Callable[[], bool]
    ) -> bool:
        """Put a request where others leave, and go on; where that leads nowhere everybody is back in their seats."""
        timetable = self._timetable
        before = [(other, timetable.slot_of[other.id]) for other in gone]
        seats = {at: timetable.seats(at) for at in {slot, *(at for _, at in before)}}
        for at in seats.keys() - self._before.keys():
            self._before[at] = self._moved(at)
        for other in gone:
            timetable.take(other)
        if timetable.fits(request, slot):
            timetable.put(request, slot, self._was.get(request.id))
            if then():
                return True
            timetable.take(request)
        for other, at in before:
            timetable.put(other, at)
        for at, those in seats.items():
            timetable.seat_again(at, those)
        return False

    def _ways(self, request: Request, slot: int, most: int, stay: frozenset[int]) -> Iterator[list[Request]]:
        """Who could leave so that the request fits in a slot: nobody, or at most so many."""
        timetable = self._timetable
        if not most:
            if timetable.fits(request, slot):
                yield []
            return
        own = {
            each.id: each for each in (*timetable.meetings(request, slot), *timetable.too_far(request, slot))
        }
        if len(own) > most:
            return
        circuits = [timetable.in_pool(pool, slot) for pool in timetable.scarce(request, slot)]
        circuits += [timetable.on_day(guest, slot) for guest in timetable.full_days(request, slot)]
        seats = (timetable.points.in_the_way(request, slot), timetable.hosts.in_the_way(request, slot))
        circuits += [those for those in seats if those is not None]
        for gone in _hits(own, [those for those in circuits if not own.keys() & those.keys()], most):
            if not gone.keys() & stay:
                yield list(gone.values())


def _hits(gone: Circuit, circuits: Sequence[Circuit], most: int) -> Iterator[Circuit]:
    """Those gone already with one out of each circuit, at most so many together."""
    if len(gone) > most:
        return
    if not circuits:
        yield gone
        return
    for key, other in list(circuits[0].items()):
        left = [those for those in circuits[1:] if key not in those]
        yield from _hits({**gone, key: other}, left, most)
