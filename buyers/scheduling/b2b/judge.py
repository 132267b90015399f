"""What is wrong with an answer, in people's words.

Reads the problem and the answer and nothing else: no step of the solver's is used here, so that a mistake
there is seen here.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, pairwise

from buyers.scheduling.b2b.answer import Answer, Status
from buyers.scheduling.b2b.files import read_answer
from buyers.scheduling.b2b.problem import Problem, Session

Timetable = tuple[int, ...]


def violations(problem: Problem, given: object) -> list[str]:
    """Judge an answer as read from JSON; an empty list means that it is valid and what it states agrees.

    That no timetable can be is not judged: such an answer only has to hold none. Raises AnswerError for what
    is no answer at all.
    """
    answer = read_answer(given)
    if answer.status in (Status.INFEASIBLE, Status.UNKNOWN):
        return list(_without_timetable(answer))
    if broken := list(_not_a_slot_each(problem, answer.slots)):
        return broken
    kept = chain.from_iterable(rule(problem, answer.slots) for rule in _RULES)
    return [*kept, *_statements(problem, answer)]


def _without_timetable(answer: Answer) -> Iterator[str]:
    if answer.slots or answer.value is not None:
        yield f"The answer holds a timetable or its value, yet its status is “{answer.status}”."


def _not_a_slot_each(problem: Problem, slots: Timetable) -> Iterator[str]:
    if len(slots) != len(problem.meetings):
        yield f"The answer has {len(slots)} slots for {len(problem.meetings)} meetings."
        return
    for number, slot in enumerate(slots):
        if not 0 <= slot < problem.slots:
            yield f"Meeting {number} lies in slot {slot}, but the slots are 0 to {problem.slots - 1}."


def _nobody_twice(problem: Problem, slots: Timetable) -> Iterator[str]:
    together: dict[tuple[int, int], list[str]] = defaultdict(list)
    for number, meeting in enumerate(problem.meetings):
        for participant in (meeting.a, meeting.b):
            together[participant, slots[number]].append(str(number))
    for (participant, slot), numbers in together.items():
        if len(numbers) > 1:
            yield (
                f"Participant {participant} has more than one meeting in slot {slot}: {' and '.join(numbers)}."
            )


def _room_for_all(problem: Problem, slots: Timetable) -> Iterator[str]:
    for slot in range(problem.slots):
        if slots.count(slot) > problem.locations:
            yield f"Slot {slot} has {slots.count(slot)} meetings, but there are {problem.locations} locations."


def _nobody_when_forbidden(problem: Problem, slots: Timetable) -> Iterator[str]:
    for number, meeting in enumerate(problem.meetings):
        for participant in (meeting.a, meeting.b):
            if slots[number] in problem.forbidden[participant]:
                yield (
                    f"Meeting {number} lies in slot {slots[number]}, which is forbidden to participant {participant}."
                )


def _in_its_session(problem: Problem, slots: Timetable) -> Iterator[str]:
    for number, meeting in enumerate(problem.meetings):
        held = Session.MORNING if slots[number] < problem.morning_slots else Session.AFTERNOON
        if meeting.session not in (Session.ANY, held):
            yield f"Meeting {number} lies in slot {slots[number]}, which is not in the {meeting.session}."


def _where_fixed(problem: Problem, slots: Timetable) -> Iterator[str]:
    for number, meeting in enumerate(problem.meetings):
        if meeting.slot is not None and meeting.slot != slots[number]:
            yield f"Meeting {number} is fixed to slot {meeting.slot}, but lies in slot {slots[number]}."


def _in_order(problem: Problem, slots: Timetable) -> Iterator[str]:
    for before, after in problem.precedences:
        if slots[before] >= slots[after]:
            yield (
                f"Meeting {before} must be earlier than meeting {after}, "
                f"but they lie in the slots {slots[before]} and {slots[after]}."
            )


def _fair(problem: Problem, slots: Timetable) -> Iterator[str]:
    breaks = _breaks(problem, slots)
    if not breaks:
        return
    most, least = max(breaks, key=breaks.__getitem__), min(breaks, key=breaks.__getitem__)
    if breaks[most] - breaks[least] > problem.fairness:
        yield (
            f"Participant {most} has {breaks[most]} breaks and participant {least} {breaks[least]}: "
            f"they may differ by {problem.fairness}."
        )


def _breaks(problem: Problem, slots: Timetable) -> dict[int, int]:
    """The number of breaks of each participant with at least two meetings."""
    used: dict[int, list[int]] = defaultdict(list)
    for number, meeting in enumerate(problem.meetings):
        used[meeting.a].append(slots[number])
        used[meeting.b].append(slots[number])
    return {
        participant: sum(later - earlier > 1 for earlier, later in pairwise(sorted(times)))
        for participant, times in used.items()
        if len(times) > 1
    }


def _statements(problem: Problem, answer: Answer) -> Iterator[str]:
    counted = sum(_breaks(problem, answer.slots).values())
    if answer.value != counted:
        yield f"The answer states {answer.value} breaks, but has {counted}."
    if answer.bound is None or answer.bound > counted:
        yield f"The answer's bound is {answer.bound}, but a timetable with {counted} breaks exists: this one."
    if answer.status == Status.OPTIMAL and answer.bound != answer.value:
        yield f"The answer is called optimal, but its bound is {answer.bound} and its value {answer.value}."


_RULES = (
    _nobody_twice,
    _room_for_all,
    _nobody_when_forbidden,
    _in_its_session,
    _where_fixed,
    _in_order,
    _fair,
)
