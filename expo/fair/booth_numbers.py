"""Booth numbers as people write and order them: D6-711–719 for nine booths in a row."""

import re
from collections.abc import Iterable

NUMBER = re.compile(r"(.*?)(\d+)")


def order(number: str) -> list[tuple[int, int, str]]:
    """Return what puts numbers in people's order: D2-9 before D2-10."""
    pieces = re.split(r"(\d+)", number)
    return [(0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces]


def runs(numbers: Iterable[str]) -> list[list[str]]:
    """Return the numbers in people's order, those that follow each other without a gap together."""
    found: list[list[str]] = []
    for number in sorted(numbers, key=order):
        if found and _follows(found[-1][-1], number):
            found[-1].append(number)
        else:
            found.append([number])
    return found


def as_range(run: list[str]) -> str:
    """Write numbers that follow each other: the first, and what differs of the last."""
    last = run[-1].rsplit("-", 1)[-1]
    return f"{run[0]}–{last}" if len(run) > 1 else run[0]


def in_short(numbers: Iterable[str]) -> str:
    """Write all the numbers, as ranges where there are some."""
    return ", ".join(map(as_range, runs(numbers)))


def _follows(number: str, other: str) -> bool:
    one, two = NUMBER.fullmatch(number), NUMBER.fullmatch(other)
    return bool(one and two and one[1] == two[1] and int(two[2]) == int(one[2]) + 1)
