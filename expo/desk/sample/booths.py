"""Booths in blocks: rows back to back, with aisles around them."""

from collections.abc import Iterator
from dataclasses import dataclass

from expo.desk.sample.bulk import save
from expo.desk.sample.tables import Row
from expo.fair.models import Booth, Edition, Hall, Pavilion, Zone

CM2 = 10_000  # in a square metre


@dataclass(frozen=True)
class Block:
    """A rectangle of equal booths side by side; lengths in centimetres.

    With a gap between its columns, each column stands alone.
    """

    x: int
    y: int
    columns: int
    rows: int
    width: int
    depth: int
    gap: int

    @property
    def area(self) -> int:
        """A booth's area in square metres."""
        return self.width * self.depth // CM2

    def cells(self) -> Iterator[tuple[list[list[int]], int]]:
        """Return each booth's outline and how many of its sides are open, row by row."""
        for row in range(self.rows):
            for column in range(self.columns):
                yield self._outline(column, row), self._open_sides(column, row)

    def _outline(self, column: int, row: int) -> list[list[int]]:
        left, top = self.x + column * (self.width + self.gap), self.y + row * self.depth
        right, bottom = left + self.width, top + self.depth
        return [[left, top], [right, top], [right, bottom], [left, bottom]]

    def _open_sides(self, column: int, row: int) -> int:
        beside = 0 if self.gap else (column > 0) + (column < self.columns - 1)
        behind = (row > 0) + (row < self.rows - 1)
        return 4 - beside - behind


def make_booths(
    edition: Edition,
    blocks: list[Row],
    halls: dict[str, Hall],
    zones: dict[str, Zone],
    pavilions: dict[str, Pavilion],
) -> list[Booth]:
    """Make the booths of these blocks, numbered by hall, block and place in it."""
    in_hall: dict[str, int] = {}
    booths = []
    for row in blocks:
        block = _block(row)
        number = in_hall[row["hall"]] = in_hall.get(row["hall"], 0) + 1
        for place, (outline, open_sides) in enumerate(block.cells(), start=1):
            booths.append(
                Booth(
                    edition=edition,
                    hall=halls[row["hall"]],
                    zone=zones[row["zone"]],
                    pavilion=pavilions.get(row["pavilion"]),
                    number=f"{row['hall']}-{number}{place:02}",
                    kind=row["kind"],
                    outline=outline,
                    area=block.area,
                    open_sides=open_sides,
                )
            )
    return save(booths)


def areas_of_pavilions(blocks: list[Row]) -> dict[str, int]:
    """Return how many square metres stand in each pavilion, by its key."""
    areas: dict[str, int] = {}
    for row in blocks:
        block = _block(row)
        areas[row["pavilion"]] = areas.get(row["pavilion"], 0) + block.columns * block.rows * block.area
    return areas


def _block(row: Row) -> Block:
    return Block(*(int(row[name]) for name in ("x", "y", "columns", "rows", "width", "depth", "gap")))
