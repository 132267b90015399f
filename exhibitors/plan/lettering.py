"""Names inside booths: how large they can be written, and where their lines end."""

import re
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining, east_asian_width

SIZES = {
    "l": 96,
    "m": 54,
    "s": 29,
}  # the height of letters in centimetres, by how near one must come to read them
LINE = 1.2  # heights from line to line
LETTER, CAPITAL = 0.6, 0.68  # the width of a letter, in heights: in the widest fonts that readers may have
NARROW, BROAD = dict.fromkeys("fijlrtI.,:;'·-() ", 0.38), dict.fromkeys("mwMW&@%", 0.96)
MOST_LINES = 4
WIDE = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"  # scripts that break lines anywhere
PIECES = re.compile(rf"[{WIDE}]|[^\s{WIDE}]+|\s+")


@dataclass(frozen=True)
class Lettering:
    """A name in lines of one size (a key of SIZES), with one more line above for the booth's number."""

    size: str
    lines: list[str]

    @property
    def height(self) -> int:
        """The letters' height in centimetres."""
        return SIZES[self.size]

    @property
    def rise(self) -> int:
        """How far above the middle the first line stands, so that all lines together are in the middle."""
        return round(len(self.lines) * LINE * self.height / 2)


def width_of(text: str) -> float:
    """Return about how wide a text is, in heights of its letters; the reader's font is not known."""
    return sum(map(_width_of, text))


@lru_cache(maxsize=2_000)
def _width_of(letter: str) -> float:
    if combining(letter):
        return 0.0
    if east_asian_width(letter) in "WF":
        return 1.0
    usual = CAPITAL if letter.isupper() or letter.isdigit() else LETTER
    return BROAD.get(letter) or NARROW.get(letter) or usual


@lru_cache(maxsize=10_000)  # the same names are written for every reader
def lettered(name: str, width: int, depth: int) -> Lettering:
    """Write a name as large as it fits into a box; where even the smallest letters are too large it is clipped."""
    for size in SIZES:
        lines = wrapped(name, *_room(width, depth, size))
        if lines and not any(line.endswith("…") for line in lines):
            break
    return Lettering(size, lines)


def wrapped(text: str, width: float, most: int) -> list[str]:
    """Break a text between words, or between Chinese characters; what is too long ends in an ellipsis."""
    lines: list[str] = []
    for piece in PIECES.findall(text):
        if lines and width_of(lines[-1] + piece.rstrip()) <= width:
            lines[-1] += piece
        elif not piece.isspace():
            lines.append(piece)
    shown = [clipped(line.rstrip(), width) for line in lines[:most]]
    if shown and len(lines) > most:
        shown[-1] = clipped(shown[-1] + "…", width)
    return shown


def clipped(text: str, width: float) -> str:
    """Cut a text to this width, with an ellipsis where something is missing."""
    if width_of(text) <= width:
        return text
    while text and width_of(text + "…") > width:
        text = text[:-1]
    return text.rstrip("… ") + "…"


def _room(width: int, depth: int, size: str) -> tuple[float, int]:
    """How wide lines may be, in heights, and how many there are."""
    height = SIZES[size]
    lines = int(depth / height / LINE) - 1
    return width / height - LETTER, max(0, min(lines, MOST_LINES))
