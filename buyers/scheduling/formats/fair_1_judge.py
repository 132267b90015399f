"""What is wrong with an answer in the format `fair-1`, in people's words. Shares no code with the solver.

Both are taken as they are in the files: the problem is one that `fair_1.read` accepted, the answer may be anything.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

Meeting = tuple[int, int, int]  # wish, slot, point


class UnreadableError(ValueError):
    """The answer does not have the format's shape."""


def violations(problem: Any, answer: Any) -> list[str]:
    """Judge an answer; nothing means that it is valid. Raises UnreadableError where it is no answer at all."""
    meetings = _meetings(answer)
    known = [meeting for meeting in meetings if 0 <= meeting[0] < len(problem["wishes"])]
    found = [
        f"A meeting is given to wish {wish}, which is not known." for wish, _, _ in set(meetings) - set(known)
    ]
    placed = {}
    for wish, slot, point in known:
        if wish in placed:
            found.append(f"Wish {wish} has more than one meeting.")
        placed[wish] = (slot, point)
    inside = {wish: place for wish, place in placed.items() if 0 <= place[0] < problem["slots"]}
    found += [
        f"Wish {wish} meets in slot {slot}, but the slots are 0 to {problem['slots'] - 1}."
        for wish, (slot, _) in placed.items()
        if wish not in inside
    ]
    found += _delegates(problem, inside)
    found += _exhibitors(problem, inside)
    found += _figures(problem, answer, placed)
    return found


def _meetings(answer: Any) -> list[Meeting]:
    if not isinstance(answer, dict) or answer.get("format") != "fair-1":
        raise UnreadableError("the answer's format is not fair-1")
    rows = answer.get("meetings")
    if not isinstance(rows, list):
        raise UnreadableError("the answer has no list of meetings")
    for row in rows:
        if not (isinstance(row, list) and len(row) == 3 and all(type(each) is int for each in row)):
            raise UnreadableError(f"{row!r:.60} is not a meeting: wish, slot and point")
    for name in ("value", "bound"):
        if type(answer.get(name)) not in (int, float):
            raise UnreadableError(f"the answer's {name} is not a number")
    return [(row[0], row[1], row[2]) for row in rows]


def _delegates(problem: Any, placed: dict[int, tuple[int, int]]) -> Iterator[str]:
    """Rules 1, 3 and 4: one meeting at a time, none when away, and no walk too far for two in a row."""
    days: dict[int, dict[int, int]] = defaultdict(dict)
    for wish, (slot, _) in sorted(placed.items()):
        delegate = problem["wishes"][wish][0]
        if slot in days[delegate]:
            yield f"Delegate {delegate} has two meetings in slot {slot}: wishes {days[delegate][slot]} and {wish}."
        days[delegate][slot] = wish
        if slot in problem["delegate_blocked"][delegate]:
            yield f"Wish {wish} meets in slot {slot}, in which delegate {delegate} cannot."
    length = problem["slots"] // problem["days"]
    for delegate, day in days.items():
        for slot, wish in day.items():
            following = day.get(slot + 1)
            if following is None or slot // length != (slot + 1) // length:
                continue
            here, there = (problem["hall"][problem["wishes"][each][1]] for each in (wish, following))
            if abs(here - there) > problem["walk_free"]:
                yield (
                    f"Delegate {delegate} has to walk too far: from hall {here} in slot {slot} to hall {there} in "
                    f"slot {slot + 1} (wishes {wish} and {following})."
                )


def _exhibitors(problem: Any, placed: dict[int, tuple[int, int]]) -> Iterator[str]:
    """Rules 2 and 3: a point holds one meeting at a time, and none when the exhibitor is away."""
    seats: dict[tuple[int, int, int], int] = {}
    for wish, (slot, point) in sorted(placed.items()):
        exhibitor = problem["wishes"][wish][1]
        if not 0 <= point < problem["points"][exhibitor]:
            yield (
                f"Wish {wish} meets at point {point}, but exhibitor {exhibitor} has {problem['points'][exhibitor]} "
                "(counted from 0)."
            )
        if slot in problem["exhibitor_blocked"][exhibitor]:
            yield f"Wish {wish} meets in slot {slot}, in which exhibitor {exhibitor} cannot."
        other = seats.setdefault((exhibitor, slot, point), wish)
        if other != wish:
            yield f"Point {point} of exhibitor {exhibitor} has two meetings in slot {slot}: wishes {other} and {wish}."


def _figures(problem: Any, answer: Any, placed: dict[int, tuple[int, int]]) -> Iterator[str]:
    worth = problem["value"]
    value = 0
    for wish in placed:
        _, _, priority, mutual = problem["wishes"][wish]
        value += worth[str(priority)] * (worth["mutual_factor"] if mutual else 1)
    if answer["value"] != value:
        yield f"The value is stated as {answer['value']}, but the wishes placed are worth {value}."
    if not math.isfinite(answer["bound"]):
        yield f"The bound is {answer['bound']}, which is no number."
    if answer.get("status") == "optimal" and answer["bound"] > value:
        yield f"Called optimal, but the bound of {answer['bound']} is above the value of {value}."
    if answer["bound"] < value:
        yield f"The bound of {answer['bound']} lies below the value reached, {value}."
