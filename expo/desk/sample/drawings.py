"""Pictures of products: drawings of our own, from a table of shapes; one for each sector, shared by its products."""

from collections.abc import Callable
from functools import cache
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw

from expo.desk.sample.tables import listed, rows

WIDTH, HEIGHT = 120, 80  # of the grid that the table counts in
PIXELS, FINER = 5, 3  # a step of the grid in the picture, and how much finer it is drawn, for smooth edges
ROUND = 4  # steps of the grid

Pen = ImageDraw.ImageDraw
Numbers = list[float]


def picture_of(sectors: str) -> str:
    """Return the picture of a product in these sectors, as its row keeps it: that of its main sector."""
    return _path(_by_sector()[listed(sectors)[0]])


def make_pictures() -> None:
    """Draw the pictures that are not there yet."""
    for drawing in dict.fromkeys(row["drawing"] for row in rows("drawings")):
        if not default_storage.exists(_path(drawing)):
            default_storage.save(_path(drawing), ContentFile(_drawn(drawing)))


def _path(drawing: str) -> str:
    return f"products/sample/{drawing}.webp"


@cache
def _by_sector() -> dict[str, str]:
    return {row["code"]: row["drawing"] for row in rows("sectors")}


def _drawn(drawing: str) -> bytes:
    step = PIXELS * FINER
    image = Image.new("RGB", (WIDTH * step, HEIGHT * step))
    pen = ImageDraw.Draw(image)
    for row in rows("drawings"):
        if row["drawing"] == drawing:
            SHAPES[row["shape"]](pen, [float(number) * step for number in row["at"].split()], row["colour"])
    content = BytesIO()
    image.reduce(FINER).save(content, "WEBP", quality=80, method=6)
    return content.getvalue()


def _box(pen: Pen, at: Numbers, colour: str) -> None:
    pen.rectangle(at, colour)


def _round(pen: Pen, at: Numbers, colour: str) -> None:
    pen.rounded_rectangle(at, ROUND * PIXELS * FINER, colour)


def _oval(pen: Pen, at: Numbers, colour: str) -> None:
    pen.ellipse(at, colour)


def _ring(pen: Pen, at: Numbers, colour: str) -> None:
    pen.ellipse(at[1:], outline=colour, width=round(at[0]))


def _poly(pen: Pen, at: Numbers, colour: str) -> None:
    pen.polygon(at, colour)


def _line(pen: Pen, at: Numbers, colour: str) -> None:
    pen.line(at[1:], colour, round(at[0]), joint="curve")


# Of a ring and a line the first number says how thick they are.
SHAPES: dict[str, Callable[[Pen, Numbers, str], None]] = {
    "box": _box,
    "round": _round,
    "oval": _oval,
    "ring": _ring,
    "poly": _poly,
    "line": _line,
}
