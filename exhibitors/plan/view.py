"""Zooming and moving over a plan: which part of a hall is seen, and the ways on from there. Lengths are centimetres."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from exhibitors.plan.outlines import Box, Corner

MARGIN = 150  # of floor around the hall, for its walls
LEAST = 800  # so much is seen at least, from side to side
SCALE_BAR = 60  # pixels that it takes from top to bottom
STEP = 2  # times nearer or farther
MOVE = 3  # so many moves cross what is seen
ASSUMED_WIDTH = 900  # pixels that a plan has on a screen, where no script measures them
DETAILS = (
    8,
    15,
    28,
)  # pixels a metre from which numbers, names of large and names of small stands can be read
ROUND_LENGTHS = (100, 200, 500, 1000, 2000, 5000)  # for the scale bar
N = TypeVar("N", int, float)


@dataclass(frozen=True)
class View:
    """A part of a frame, in the frame's own proportions: `zoom` times nearer, around a centre inside it."""

    frame: Box
    zoom: float
    centre: Corner

    @property
    def width(self) -> int:
        """What is seen from side to side."""
        return round(self.frame.width / self.zoom)

    @property
    def depth(self) -> int:
        """What is seen from top to bottom."""
        return round(self.frame.depth / self.zoom)

    @property
    def left(self) -> int:
        """The left border, never beyond the frame's."""
        return _between(self.frame.left, self.centre[0] - self.width // 2, self.frame.right - self.width)

    @property
    def top(self) -> int:
        """The upper border, never beyond the frame's."""
        return _between(self.frame.top, self.centre[1] - self.depth // 2, self.frame.bottom - self.depth)

    @property
    def svg(self) -> str:
        """As an SVG's viewBox."""
        return f"{self.left} {self.top} {self.width} {self.depth}"

    @property
    def pixel(self) -> float:
        """How many centimetres a pixel of the screen shows, for what keeps its size however near one comes."""
        return round(self.width / ASSUMED_WIDTH, 2)

    @property
    def details(self) -> str:
        """From how many pixels a metre on more can be read, for the script that measures them."""
        return " ".join(map(str, DETAILS))

    @property
    def most(self) -> float:
        """How near one may come."""
        return max(1.0, self.frame.width / LEAST)

    @property
    def detail(self) -> int:
        """How much can be read: 0 nothing, 1 numbers, 2 names of large stands, 3 all names."""
        pixels_a_metre = 100 * ASSUMED_WIDTH / self.width
        return sum(pixels_a_metre >= least for least in DETAILS)

    @property
    def scale_bar(self) -> "ScaleBar":
        """A round length of at most a quarter of what is seen, in the lower left corner."""
        length = max((each for each in ROUND_LENGTHS if each * 4 <= self.width), default=ROUND_LENGTHS[0])
        x, y = self.left + 14 * self.pixel, self.top + self.depth - 14 * self.pixel
        return ScaleBar(round(x), round(y), round(length / self.pixel), length // 100)

    def zoomed(self, times: float) -> "View":
        """Return the view so much nearer, around the same place."""
        middle = self.left + self.width // 2, self.top + self.depth // 2
        return replace(self, zoom=_between(1.0, self.zoom * times, self.most), centre=middle)

    def moved(self, right: int, down: int) -> "View":
        """Return the view so many moves to the right and down."""
        x = self.left + self.width // 2 + right * self.width // MOVE
        y = self.top + self.depth // 2 + down * self.depth // MOVE
        return replace(self, centre=(x, y))

    def at(self, centre: Corner, zoom: float) -> "View":
        """Return the view around another place, as near as one may come at most."""
        return replace(self, centre=centre, zoom=_between(1.0, zoom, self.most))

    @property
    def query(self) -> dict[str, str]:
        """How an address asks for this view; the whole needs no words."""
        if self.zoom == 1:
            return {"zoom": "", "x": "", "y": ""}
        x, y = self.left + self.width // 2, self.top + self.depth // 2
        return {"zoom": f"{self.zoom:.4g}", "x": str(x), "y": str(y)}


class ScaleBar(NamedTuple):
    """A length to compare with: where it lies on the plan, how long it is on the screen, and on the floor."""

    x: int
    y: int
    pixels: int
    metres: int


def whole(width: int, depth: int) -> View:
    """Return the view of a whole hall, with room below it for the scale bar."""
    room = (width + 2 * MARGIN) * SCALE_BAR // ASSUMED_WIDTH
    frame = Box(-MARGIN, -MARGIN, width + MARGIN, depth + MARGIN + room)
    return View(frame, 1.0, frame.centre)


def asked_for(query: Mapping[str, str], everything: View, place: Corner | None = None) -> View:
    """Return the view that an address asks for: around x and y, else around `place`; nonsense gives the whole."""
    zoom = _number(query.get("zoom", ""), 1.0)
    x, y = place or everything.centre
    centre = round(_number(query.get("x", ""), x)), round(_number(query.get("y", ""), y))
    return everything.at(centre, zoom)


def ways_on(view: View, lit: Corner | None = None) -> Iterator[tuple[str, View | None]]:
    """Return the view that each control leads to, or none where it leads nowhere.

    `lit` is the place of a booth that somebody looks for; there is a control that leads to it.
    """
    ways = {
        "in": view.zoomed(STEP),
        "out": view.zoomed(1 / STEP),
        "left": view.moved(-1, 0),
        "up": view.moved(0, -1),
        "down": view.moved(0, 1),
        "right": view.moved(1, 0),
        "whole": view.at(view.frame.centre, 1.0),
    }
    if lit:
        ways["lit"] = view.at(lit, view.frame.width / (3 * LEAST))
    for name, way in ways.items():
        yield name, None if way.svg == view.svg else way


def _between(least: N, wanted: N, most: N) -> N:
    return max(least, min(wanted, most))


def _number(text: str, otherwise: float) -> float:
    try:
        number = float(text)
    except ValueError:
        return otherwise
    return number if math.isfinite(number) and abs(number) < 1e9 else otherwise
