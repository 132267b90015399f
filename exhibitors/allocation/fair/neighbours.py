"""Which booths lie side by side in a row, and which are near: told from their places on the floor."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

AISLE = 400  # cm: across no more than this two booths face each other

Pair = tuple[int, int]
Matrix = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A booth's place in a hall: the box around its outline, in whole centimetres."""

    booth: int
    hall: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Pairs that share a side or face each other, and rows in their order, the longest first."""

    near: tuple[Pair, ...]
    rows: tuple[tuple[int, ...], ...]


def neighbours(rectangles: Sequence[Rectangle], aisle: int = AISLE) -> Neighbours:
    """Look at each hall. A row is booths of one depth, wall to wall; a booth is in the longer one of its two."""
    halls: dict[int, list[Rectangle]] = {}
    for each in rectangles:
        halls.setdefault(each.hall, []).append(each)
    floors = [_Floor(those, aisle) for those in halls.values()]
    return Neighbours(
        near=tuple(sorted(pair for floor in floors for pair in floor.near())),
        rows=tuple(row for floor in floors for row in floor.rows()),
    )


class _Floor:
    """One hall, looked at along both axes: matrices of booth × booth, the second right of, or below, the first."""

    def __init__(self, booths: list[Rectangle], aisle: int) -> None:
        self._booths = booths
        self._aisle = aisle
        box = np.array([(b.left, b.top, b.right, b.bottom) for b in booths], np.int64)
        self._axes = [
            (box[:, 0], box[:, 2], box[:, 1], box[:, 3]),
            (box[:, 1], box[:, 3], box[:, 0], box[:, 2]),
        ]

    def near(self) -> Iterator[Pair]:
        """Those that share a side, or face each other with nothing between."""
        for start, end, low, high in self._axes:
            gap = start[None, :] - end[:, None]
            beside = np.minimum(high[:, None], high) > np.maximum(low[:, None], low)
            touching = (gap == 0) & beside
            open_after, open_before = ~touching.any(1), ~touching.any(0)
            facing = (gap > 0) & (gap <= self._aisle) & beside & open_after[:, None] & open_before[None, :]
            yield from self._pairs(touching | facing)

    def rows(self) -> list[tuple[int, ...]]:
        """Rows of two and more, each booth in one."""
        chains = [chain for axis in self._axes for chain in _chains(*axis)]
        used: set[int] = set()
        found: list[tuple[int, ...]] = []
        for chain in sorted(chains, key=len, reverse=True):
            for part in _unused(chain, used):
                if len(part) > 1:
                    used.update(part)
                    found.append(tuple(self._booths[at].booth for at in part))
        return found

    def _pairs(self, matrix: Matrix) -> Iterator[Pair]:
        for one, other in zip(*np.nonzero(matrix), strict=True):
            first, second = sorted((self._booths[one].booth, self._booths[other].booth))
            yield first, second


def _chains(
    start: NDArray[np.int64], end: NDArray[np.int64], low: NDArray[np.int64], high: NDArray[np.int64]
) -> Iterator[list[int]]:
    """Booths of one depth, each beginning where the last ends."""
    by_place = {
        (int(s), int(lo), int(hi)): at for at, (s, lo, hi) in enumerate(zip(start, low, high, strict=True))
    }
    after = [by_place.get((int(e), int(lo), int(hi))) for e, lo, hi in zip(end, low, high, strict=True)]
    followers = set(after)
    for at in range(len(after)):
        if at not in followers:
            chain = [at]
            while (following := after[chain[-1]]) is not None:
                chain.append(following)
            yield chain


def _unused(chain: list[int], used: set[int]) -> Iterator[list[int]]:
    """What is left of a chain where other rows cross it."""
    part: list[int] = []
    for at in chain:
        if at in used:
            yield part
            part = []
        else:
            part.append(at)
    yield part
