"""Floors: halls in strips with aisles between them, filled from one end with blocks of booths.

All lengths are centimetres. A strip is as deep as two shell booths back to back. Aisles are 3 m wide and more, and in
the middle of a hall, both ways, 6 m.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from expo.desk.sample.tables import Row

SHELL = 300  # the side of a shell booth
AISLE, MAIN_AISLE = 300, 600
LONGEST = 3_600  # that one can walk along a strip without a cross-aisle


@dataclass(frozen=True)
class Box:
    """A rectangle on a hall's plan."""

    hall: str
    left: int
    top: int
    right: int
    bottom: int

    def is_near(self, other: "Box") -> bool:
        """Whether no aisle would fit between the two."""
        return (
            self.hall == other.hall
            and self.left < other.right + AISLE
            and other.left < self.right + AISLE
            and self.top < other.bottom + AISLE
            and other.top < self.bottom + AISLE
        )


class FloorFull(Exception):  # noqa: N818 - what is wrong, in the words of those who fill halls
    """The halls have no place left."""


class Floor:
    """Gives out blocks, side by side along each strip, strip after strip and hall after hall."""

    def __init__(self, halls: list[Row], standing: list[Row], *, strip: int = 2 * SHELL) -> None:
        """Begin at the first strip; what stands in the halls already stays."""
        self._strip = strip
        boxes = [box_of(row) for row in standing]
        self._segments = (
            segment
            for hall in halls
            for segment in _segments(hall, strip)
            if not any(segment.is_near(box) for box in boxes if box.hall == segment.hall)
        )
        self._left = self._right = self._top = 0
        self._hall = ""

    def shells(self, count: int) -> Iterator[Row]:
        """Yield blocks of shell booths, two rows back to back; an odd one stands alone."""
        while count > 1:
            self._find(SHELL)
            columns = min((self._right - self._left) // SHELL, count // 2)
            yield self._block(columns, 2, SHELL, SHELL, 0)
            count -= 2 * columns
        if count:
            self._find(SHELL)
            yield self._block(1, 1, SHELL, SHELL, 0)

    def islands(self, count: int, width: int, depth: int) -> Iterator[Row]:
        """Yield blocks of raw spaces, each with aisles all around."""
        while count:
            self._find(width)
            columns = min((self._right - self._left + AISLE) // (width + AISLE), count)
            yield self._block(columns, 1, width, depth, AISLE)
            count -= columns

    def _find(self, width: int) -> None:
        """Go on to the next segment that has so much room."""
        while self._right - self._left < width:
            segment = next(self._segments, None)
            if segment is None:
                raise FloorFull
            self._hall, self._top = segment.hall, segment.top
            self._left, self._right = segment.left, segment.right

    def _block(self, columns: int, rows: int, width: int, depth: int, gap: int) -> Row:
        block = {
            "hall": self._hall,
            "x": str(self._left),
            "y": str(self._top),
            "columns": str(columns),
            "rows": str(rows),
            "width": str(width),
            "depth": str(depth),
            "gap": str(gap),
        }
        self._left += columns * (width + gap) - gap + AISLE
        return block


def box_of(block: Row) -> Box:
    """Return the rectangle that a block covers, gaps and all."""
    left, top, columns, deep, width, depth, gap = (
        int(block[name]) for name in ("x", "y", "columns", "rows", "width", "depth", "gap")
    )
    return Box(block["hall"], left, top, left + columns * (width + gap) - gap, top + deep * depth)


def _segments(hall: Row, strip: int) -> Iterator[Box]:
    """Cut a hall into strips, and each strip at the cross-aisles."""
    width, depth = int(hall["width"]), int(hall["used"] or hall["depth"])
    across = list(_cut(width, ceil(width / LONGEST)))
    for top in _tops(depth, strip):
        for left, right in across:
            yield Box(hall["code"], left, top, right, top + strip)


def _cut(length: int, parts: int) -> Iterable[tuple[int, int]]:
    """Cut a length into equal parts with aisles between them; the middle one is the main aisle."""
    aisles = [MAIN_AISLE if number == parts // 2 else AISLE for number in range(1, parts)]
    part = (length - 2 * AISLE - sum(aisles)) // parts // SHELL * SHELL
    left = AISLE
    for aisle in [*aisles, 0]:
        yield left, left + part
        left += part + aisle


def _tops(depth: int, strip: int) -> Iterator[int]:
    """Return where strips begin, with the main aisle half-way."""
    count = (depth - MAIN_AISLE) // (strip + AISLE)
    top = AISLE
    for number in range(1, count + 1):
        yield top
        top += strip + (MAIN_AISLE if number == count // 2 else AISLE)
