"""How smoothly delegates' days go: the slots in which they wait between meetings, and the times they change halls."""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from buyers.scheduling.problem import Placement, Problem

Meeting = tuple[int, int | None]  # its slot, and the hall it is in; None is near to everything


@dataclass(frozen=True, slots=True)
class Days:
    """Each delegate's free time, and the day of each slot."""

    away: Mapping[int, frozenset[int]]
    busy: Mapping[int, frozenset[int]]
    day: tuple[int, ...]

    def idle_and_walks(self, delegate: int, meetings: Iterable[Meeting]) -> tuple[int, int]:
        """The slots between a delegate's meetings of a day in which they could meet somebody, and do not; and how often
        the next meeting of the day is in another hall."""  # noqa: D205, D209
        halls: dict[int, dict[int, int | None]] = {}
        for slot, hall in (*((slot, None) for slot in self.busy[delegate]), *meetings):
            halls.setdefault(self.day[slot], {})[slot] = hall
        idle = walks = 0
        for of_day in halls.values():
            idle += sum(
                slot not in of_day and slot not in self.away[delegate]
                for slot in range(min(of_day), max(of_day))
            )
            passed = [of_day[slot] for slot in sorted(of_day) if of_day[slot] is not None]
            walks += sum(one != other for one, other in itertools.pairwise(passed))
        return idle, walks


def days_of(problem: Problem) -> Days:
    """What a problem says of its delegates' days."""
    return Days(
        away={each.id: each.unavailable for each in problem.delegates},
        busy={each.id: each.busy for each in problem.delegates},
        day=problem.days or (0,) * problem.slots,
    )


def idle_and_walks(problem: Problem, placements: Iterable[Placement]) -> tuple[int, int]:
    """The idle slots and the changes of hall of all delegates together."""
    requests = {request.id: request for request in problem.requests}
    halls = {exhibitor.id: exhibitor.hall for exhibitor in problem.exhibitors}
    of_delegate: dict[int, list[Meeting]] = {each.id: [] for each in problem.delegates}
    for place in placements:
        request = requests[place.request]
        for guest in request.guests:
            of_delegate[guest].append((place.slot, halls[request.exhibitor]))
    days = days_of(problem)
    each = [days.idle_and_walks(delegate, meetings) for delegate, meetings in of_delegate.items()]
    return sum(idle for idle, _ in each), sum(walks for _, walks in each)
