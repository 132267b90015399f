"""A good timetable at once: each request in turn takes the first slot it fits."""

from buyers.scheduling.limits import Watch
from buyers.scheduling.openings import Openings
from buyers.scheduling.timetable import Timetable


def greedy(openings: Openings, watch: Watch) -> Timetable:
    """Place heaviest first, among equals those with the fewest choices; stops early where the watch says so.

    What it leaves out fits nowhere in its timetable, unless it was stopped.
    """
    timetable = Timetable(openings)
    order = sorted(openings.requests, key=lambda r: (-r.weight, len(openings.choices[r.id]), r.id))
    for request in order:
        if not watch.goes_on():
            break
        slot = next((slot for slot in openings.choices[request.id] if timetable.fits(request, slot)), None)
        if slot is not None:
            timetable.put(request, slot)
    return timetable
