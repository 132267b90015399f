"""The slots that are left to each meeting once the others' are looked at."""

from buyers.scheduling.b2b.problem import Problem

Slots = list[set[int]]


def narrowed_slots(problem: Problem) -> list[tuple[int, ...]]:
    """For each meeting its possible slots, fewer by what precedences and meetings with one slot left exclude."""
    slots = [set(possible) for possible in problem.possible_slots()]
    before = -1
    while before != (before := sum(map(len, slots))):
        _by_order(problem, slots)
        _by_meetings_that_stand(problem, slots)
    return [tuple(sorted(left)) for left in slots]


def _by_order(problem: Problem, slots: Slots) -> None:
    """The earlier needs a later slot of the other's behind it, the later an earlier one before it."""
    for before, after in problem.precedences:
        last = max(slots[after], default=-1)
        slots[before] = {slot for slot in slots[before] if slot < last}
        first = min(slots[before], default=problem.slots)
        slots[after] = {slot for slot in slots[after] if slot > first}


def _by_meetings_that_stand(problem: Problem, slots: Slots) -> None:
    """Where a meeting must be, its participants have no other."""
    for meetings in problem.meetings_of():
        for meeting in meetings:
            if len(slots[meeting]) == 1:
                for other in meetings:
                    if other != meeting:
                        slots[other] -= slots[meeting]
