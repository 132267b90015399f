"""Days that go smoothly: the same meetings in other slots, so that delegates wait and walk less.

A meeting moves to another slot, or changes slots with one that is in its way there: another meeting of the same
delegate, or of the same exhibitor. No meeting is lost. It ends where no such step helps any more, which is not
always the best there is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from buyers.scheduling.days import Days, Meeting, days_of
from buyers.scheduling.limits import Watch
from buyers.scheduling.openings import Openings
from buyers.scheduling.problem import Problem, Request
from buyers.scheduling.timetable import Timetable

MOST_ROUNDS = 20

Step = list[tuple[Request, int]]
"""Meetings, and the slot that each goes to."""


def smooth(problem: Problem, openings: Openings, timetable: Timetable, watch: Watch) -> None:
    """Move meetings for fewer idle slots and changes of hall, until nothing helps or the watch says stop."""
    days = _DaysInTurn(problem, openings, timetable)
    for _ in range(MOST_ROUNDS):
        better = 0
        for delegate in list(days.held):
            if not watch.goes_on():
                return
            while days.restless(delegate) and days.improve(delegate):
                better += 1
        if not better:
            return


class _DaysInTurn:
    """The timetable, delegate by delegate."""

    def __init__(self, problem: Problem, openings: Openings, timetable: Timetable) -> None:
        self._days: Days = days_of(problem)
        self._openings = openings
        self._timetable = timetable
        self.held: dict[int, dict[int, Request]] = defaultdict(dict)
        self._of_exhibitor: dict[int, dict[int, Request]] = defaultdict(dict)
        self._standing: dict[int, list[Meeting]] = defaultdict(list)
        of_id = {request.id: request for request in problem.requests}
        for locked in problem.locked:
            request = of_id[locked.request]
            for guest in request.guests:
                self._standing[guest].append((locked.slot, openings.walks.hall[request.exhibitor]))
        for key in timetable.slot_of:
            for guest in of_id[key].guests:
                self.held[guest][key] = of_id[key]
            self._of_exhibitor[of_id[key].exhibitor][key] = of_id[key]

    def restless(self, delegate: int) -> int:
        """The idle slots and changes of hall of a delegate."""
        slot_of, hall = self._timetable.slot_of, self._openings.walks.hall
        meetings = [(slot_of[key], hall[each.exhibitor]) for key, each in self.held[delegate].items()]
        return sum(self._days.idle_and_walks(delegate, [*self._standing[delegate], *meetings]))

    def improve(self, delegate: int) -> bool:
        """Take the first step found that helps those whom it concerns; False where there is none."""
        for request in self.held[delegate].values():
            for step in self._steps(request):
                if self._take(step):
                    return True
        return False

    def _steps(self, request: Request) -> Iterator[Step]:
        slot_of = self._timetable.slot_of
        here = slot_of[request.id]
        partners = [self.held[guest].values() for guest in request.guests]
        partners.append(self._of_exhibitor[request.exhibitor].values())
        for slot in self._openings.choices[request.id]:
            if slot != here:
                yield [(request, slot)]
                for others in partners:
                    yield from self._exchanges(request, slot, others)

    def _exchanges(self, request: Request, slot: int, others: Iterable[Request]) -> Iterator[Step]:
        slot_of = self._timetable.slot_of
        here = slot_of[request.id]
        for other in others:
            if slot_of[other.id] == slot and here in self._openings.choices[other.id]:
                yield [(request, slot), (other, here)]

    def _take(self, step: Step) -> bool:
        """Take a step if it fits and helps; otherwise all stays as it was."""
        concerned = {guest for request, _ in step for guest in request.guests}
        back = [(request, self._timetable.slot_of[request.id]) for request, _ in step]
        before = sum(map(self.restless, concerned))
        if self._moved(step):
            if sum(map(self.restless, concerned)) < before:
                return True
            self._moved(back)
        return False

    def _moved(self, step: Step) -> bool:
        """Put meetings elsewhere, if they all fit there."""
        timetable = self._timetable
        back = [(request, timetable.slot_of[request.id]) for request, _ in step]
        for request, _ in step:
            timetable.take(request)
        if _put(timetable, step):
            return True
        if not _put(timetable, back):
            raise AssertionError("what stood together does not fit together")
        return False


def _put(timetable: Timetable, step: Step) -> bool:
    """Put meetings in, all of them or none."""
    for at, (request, slot) in enumerate(step):
        if not timetable.fits(request, slot):
            for done, _ in step[:at]:
                timetable.take(done)
            return False
        timetable.put(request, slot)
    return True
