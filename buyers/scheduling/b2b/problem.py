"""What is asked: the meetings of a business-to-business event, and when they can be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from buyers.scheduling.problem import ProblemError


class Session(StrEnum):
    """The part of the day a meeting must lie in."""

    ANY = "any"
    MORNING = "morning"
    AFTERNOON = "afternoon"


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two participants who meet, the session they want, and the slot they are fixed to, if any."""

    a: int
    b: int
    session: Session = Session.ANY
    slot: int | None = None

    @property
    def pair(self) -> tuple[int, int]:
        """The two participants."""
        return self.a, self.b


@dataclass(frozen=True, slots=True)
class Problem:
    """All meetings are to be held, each in one of `slots` slots; numbers count from 0.

    In a slot no more than `locations` meet, and nobody twice. Slots before `morning_slots` are the morning.
    `forbidden` has for each participant the slots in which they cannot meet. `precedences` are pairs of
    meetings, the first in an earlier slot than the second. Among participants with at least two meetings,
    numbers of breaks differ by at most `fairness`. Raises ProblemError, naming what is wrong, for numbers out
    of range, a participant meeting themselves and a meeting before itself. That no timetable can be is not
    an error: to find out is the solver's work.
    """

    participants: int
    locations: int
    slots: int
    morning_slots: int
    fairness: int
    meetings: tuple[Meeting, ...]
    forbidden: tuple[frozenset[int], ...]
    precedences: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        _at_least_zero(self)
        if self.morning_slots > self.slots:
            raise ProblemError(f"The morning has {self.morning_slots} slots, the whole day {self.slots}.")
        if len(self.forbidden) != self.participants:
            raise ProblemError("Forbidden slots must be given for each participant, be it none.")
        for number, meeting in enumerate(self.meetings):
            _check_meeting(self, number, meeting)
        for participant, slots in enumerate(self.forbidden):
            _within(slots, self.slots, f"Participant {participant} has a forbidden slot")
        for before, after in self.precedences:
            _within((before, after), len(self.meetings), "A precedence names meeting")
            if before == after:
                raise ProblemError(f"Meeting {before} cannot be earlier than itself.")

    def meetings_of(self) -> tuple[tuple[int, ...], ...]:
        """For each participant the numbers of their meetings."""
        found: list[list[int]] = [[] for _ in range(self.participants)]
        for number, meeting in enumerate(self.meetings):
            for participant in meeting.pair:
                found[participant].append(number)
        return tuple(map(tuple, found))

    def possible_slots(self) -> Iterator[tuple[int, ...]]:
        """For each meeting the slots that session, fixed slot and forbidden slots leave it."""
        sessions = {
            Session.ANY: range(self.slots),
            Session.MORNING: range(self.morning_slots),
            Session.AFTERNOON: range(self.morning_slots, self.slots),
        }
        for meeting in self.meetings:
            closed = self.forbidden[meeting.a] | self.forbidden[meeting.b]
            slots = (slot for slot in sessions[meeting.session] if slot not in closed)
            yield tuple(slot for slot in slots if meeting.slot in (None, slot))


def _at_least_zero(problem: Problem) -> None:
    for name in ("participants", "locations", "slots", "morning_slots", "fairness"):
        if getattr(problem, name) < 0:
            raise ProblemError(f"The number of {name.replace('_', ' ')} is negative.")


def _check_meeting(problem: Problem, number: int, meeting: Meeting) -> None:
    _within(meeting.pair, problem.participants, f"Meeting {number} is of participant")
    if meeting.a == meeting.b:
        raise ProblemError(f"In meeting {number} participant {meeting.a} meets themselves.")
    if meeting.slot is not None:
        _within((meeting.slot,), problem.slots, f"Meeting {number} is fixed to slot")


def _within(numbers: Iterable[int], count: int, what: str) -> None:
    for number in numbers:
        if number not in range(count):
            raise ProblemError(f"{what} {number}, but there are only {count}, counted from 0.")
