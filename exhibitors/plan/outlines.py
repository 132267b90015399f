"""Outlines of booths joined into one: plain polygons in whole centimetres, whatever order their corners come in."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T", int, tuple[int, int])
Corner = tuple[int, int]
Side = tuple[Corner, Corner]
Ring = list[Corner]


@dataclass(frozen=True)
class Box:
    """A rectangle along the axes."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """From left to right."""
        return self.right - self.left

    @property
    def depth(self) -> int:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def centre(self) -> Corner:
        """The middle."""
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2

    def grown(self, by: int) -> "Box":
        """The same with so much more on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: "Box") -> bool:
        """Whether the two share more than a border."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def box_of(rings: Iterable[Iterable[Corner]]) -> Box:
    """Return the smallest box around all rings."""
    corners = [corner for ring in rings for corner in ring]
    xs, ys = [x for x, _y in corners], [y for _x, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def ring_of(outline: Iterable[Iterable[int]]) -> Ring:
    """Return an outline as a ring that runs clockwise as one looks at the plan (y grows downwards)."""
    ring = [(x, y) for x, y in outline]
    return ring if _doubled_area(ring) >= 0 else ring[::-1]


def fills_its_box(rings: list[Ring]) -> bool:
    """Whether the rings together are nothing but a rectangle."""
    box = box_of(rings)
    return sum(map(_doubled_area, rings)) == 2 * box.width * box.depth


def joined(rings: list[Ring]) -> list[Ring]:
    """Return the border around rings that lie side by side, without the walls between them.

    A wall is where two of them run along the same line in opposite directions. Holes come out anticlockwise.
    """
    if len(rings) == 1:
        return rings
    sides = _split_sides(rings)
    times = Counter(side for of_one in sides for side in of_one)
    return _chained(side for side, often in times.items() for _again in range(often - times[side[::-1]]))


def neighbours(rings: list[Ring]) -> list[list[int]]:
    """Group the rings that touch along a wall; each group holds their positions, in order."""
    if len(rings) == 1:  # as most exhibitors have it
        return [[0]]
    sides = _split_sides(rings)
    owner = {side: number for number, of_one in enumerate(sides) for side in of_one}
    groups, seen = [], set()
    for first in range(len(rings)):
        if first in seen:
            continue
        group, waiting = set(), [first]
        while waiting:
            one = waiting.pop()
            if one not in group:
                group.add(one)
                waiting += [owner[side[::-1]] for side in sides[one] if side[::-1] in owner]
        seen |= group
        groups.append(sorted(group))
    return groups


def path_of(rings: Iterable[Ring]) -> str:
    """Return the rings as the data of an SVG path."""
    return "".join(_drawn(ring) for ring in rings)


def _drawn(ring: Ring) -> str:
    """Draw straight lines by one number each, as most walls are."""
    (x, y), *others = ring
    steps = [f"M{x} {y}"]
    for nx, ny in others:
        steps.append(f"V{ny}" if nx == x else f"H{nx}" if ny == y else f"L{nx} {ny}")
        x, y = nx, ny
    return "".join([*steps, "Z"])


def _doubled_area(ring: Ring) -> int:
    return sum(x * ny - nx * y for (x, y), (nx, ny) in zip(ring, ring[1:] + ring[:1], strict=True))


def _split_sides(rings: list[Ring]) -> list[list[Side]]:
    """Each ring's sides, cut wherever a corner of any ring lies on them, so that common walls are equal."""
    corners = sorted({corner for ring in rings for corner in ring})
    by_x: dict[int, list[int]] = {}
    by_y: dict[int, list[int]] = {}
    for x, y in corners:
        by_x.setdefault(x, []).append(y)
        by_y.setdefault(y, []).append(x)

    def cut(start: Corner, end: Corner) -> list[Corner]:
        """The corners along a side, from start to end."""
        low, high = min(start, end), max(start, end)
        if start[0] == end[0]:
            on_it = [(start[0], y) for y in _stretch(by_x[start[0]], low[1], high[1])]
        elif start[1] == end[1]:
            on_it = [(x, start[1]) for x in _stretch(by_y[start[1]], low[0], high[0])]
        else:
            on_it = [each for each in _stretch(corners, low, high) if _lies_on(each, start, end)]
        return on_it if start < end else on_it[::-1]

    def sides_of(ring: Ring) -> list[Side]:
        stops = [cut(start, end) for start, end in zip(ring, ring[1:] + ring[:1], strict=True)]
        return [side for along in stops for side in pairwise(along)]

    return [sides_of(ring) for ring in rings]


def _stretch(ordered: list[T], low: T, high: T) -> list[T]:
    """The part of an ordered list from low to high."""
    return ordered[bisect_left(ordered, low) : bisect_right(ordered, high)]


def _lies_on(corner: Corner, start: Corner, end: Corner) -> bool:
    (x, y), (sx, sy), (ex, ey) = corner, start, end
    return (x - sx) * (ey - sy) == (y - sy) * (ex - sx)


def _chained(sides: Iterable[Side]) -> list[Ring]:
    """Put sides end to end into rings, without the corners that lie on a straight line."""
    following: dict[Corner, list[Corner]] = {}
    for start, end in sorted(sides):
        following.setdefault(start, []).append(end)
    rings = []
    while following:
        at = first = min(following)
        ring = []
        while True:
            ring.append(at)
            after = following[at].pop()
            if not following[at]:
                del following[at]
            at = after
            if at == first:
                break
        rings.append(_without_straights(ring))
    return rings


def _without_straights(ring: Ring) -> Ring:
    around = zip(ring[-1:] + ring[:-1], ring, ring[1:] + ring[:1], strict=True)
    return [corner for before, corner, after in around if not _lies_on(corner, before, after)]
