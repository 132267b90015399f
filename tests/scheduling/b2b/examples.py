"""Small problems, and their best timetables found by trying all."""

from dataclasses import replace
from itertools import product

from hypothesis import strategies as st

from buyers.scheduling.b2b import Meeting, Problem, Session


def day(*pairs, slots=4, locations=9, morning=None, fairness=9, forbidden=None, precedences=()):
    """A problem of meetings between pairs, without special wishes unless given."""
    participants = 1 + max((person for pair in pairs for person in pair), default=1)
    closed = forbidden or {}
    return Problem(
        participants=participants,
        locations=locations,
        slots=slots,
        morning_slots=slots if morning is None else morning,
        fairness=fairness,
        meetings=tuple(Meeting(*pair) for pair in pairs),
        forbidden=tuple(frozenset(closed.get(person, ())) for person in range(participants)),
        precedences=precedences,
    )


def wish(problem, number, **changes):
    """The problem with one meeting's session or slot changed."""
    meetings = list(problem.meetings)
    meetings[number] = replace(meetings[number], **changes)
    return replace(problem, meetings=tuple(meetings))


@st.composite
def problems(draw):
    """Up to five meetings of up to five people in up to five slots, with every kind of rule."""
    slots, people = draw(st.integers(1, 5)), draw(st.integers(2, 5))
    person, slot = st.integers(0, people - 1), st.integers(0, slots - 1)
    pairs = draw(st.lists(st.tuples(person, person).filter(lambda pair: pair[0] != pair[1]), max_size=5))
    rarely = st.one_of(st.none(), st.none(), st.none(), slot)
    sessions = st.sampled_from([Session.ANY, Session.ANY, *Session])
    numbers = st.integers(0, max(0, len(pairs) - 1))
    order = st.tuples(numbers, numbers).filter(lambda two: two[0] != two[1])
    return Problem(
        participants=people,
        locations=draw(st.integers(1, 3)),
        slots=slots,
        morning_slots=draw(st.integers(0, slots)),
        fairness=draw(st.integers(0, 2)),
        meetings=tuple(Meeting(*pair, draw(sessions), draw(rarely)) for pair in pairs),
        forbidden=tuple(draw(st.frozensets(slot, max_size=1)) for _ in range(people)),
        precedences=tuple(draw(st.lists(order, max_size=2))) if len(pairs) > 1 else (),
    )


def fewest_by_trying_all(problem):
    """The number of breaks of the best timetable; None where there is none."""
    tried = product(range(problem.slots), repeat=len(problem.meetings))
    return min(
        (sum(_breaks(problem, slots).values()) for slots in tried if _kept(problem, slots)), default=None
    )


def _breaks(problem, slots):
    found = {}
    for person in range(problem.participants):
        row = "".join(
            "x"
            if any(s == slot and person in m.pair for m, s in zip(problem.meetings, slots, strict=True))
            else "."
            for slot in range(problem.slots)
        )
        if sum(person in meeting.pair for meeting in problem.meetings) > 1:
            found[person] = len(row.replace(".", " ").split()) - 1
    return found


def _kept(problem, slots):
    held = list(zip(problem.meetings, slots, strict=True))
    taken = [(person, slot) for meeting, slot in held for person in meeting.pair]
    breaks = _breaks(problem, slots).values()
    return (
        len(set(taken)) == len(taken)
        and all(slots.count(slot) <= problem.locations for slot in slots)
        and not any(slot in problem.forbidden[person] for person, slot in taken)
        and all(m.session != Session.MORNING or s < problem.morning_slots for m, s in held)
        and all(m.session != Session.AFTERNOON or s >= problem.morning_slots for m, s in held)
        and all(m.slot is None or m.slot == s for m, s in held)
        and all(slots[before] < slots[after] for before, after in problem.precedences)
        and (not breaks or max(breaks) - min(breaks) <= problem.fairness)
    )
