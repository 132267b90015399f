"""A good timetable at once: each request in turn takes the first slot it fits."""

from collections.abc import Mapping

from buyers.scheduling.limits import Watch
from buyers.scheduling.openings import Openings
from buyers.scheduling.problem import Request
from buyers.scheduling.timetable import Timetable


def greedy(openings: Openings, watch: Watch) -> Timetable:
    """Place heaviest first, among equals those with the fewest choices; stops early where the watch says so.

    What it leaves out fits nowhere in its timetable, unless it was stopped.
    """
    timetable = Timetable(openings)
    for request in by_weight(openings):
        if not watch.goes_on():
            break
        _place(timetable, openings, request)
    return timetable


def take_up(openings: Openings, slot_of: Mapping[int, int]) -> Timetable:
    """A timetable with the requests in these slots, heaviest first, as far as they fit; the others where they fit."""
    timetable = Timetable(openings)
    order = by_weight(openings)
    for request in order:
        if request.id in slot_of and timetable.fits(request, slot_of[request.id]):
            timetable.put(request, slot_of[request.id])
    for request in order:
        if request.id not in timetable.slot_of:
            _place(timetable, openings, request)
    return timetable


def by_weight(openings: Openings) -> list[Request]:
    """The requests, heaviest first, among equals those with the fewest choices."""
    return sorted(openings.requests, key=lambda r: (-r.weight, len(openings.choices[r.id]), r.id))


def _place(timetable: Timetable, openings: Openings, request: Request) -> None:
    slot = next((slot for slot in openings.choices[request.id] if timetable.fits(request, slot)), None)
    if slot is not None:
        timetable.put(request, slot)
