"""Codes of the Harmonized System: chapter (2 digits) > heading (4) > subheading (6)."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

LEVELS = {2: "chapter", 4: "heading", 6: "subheading"}
CLOSENESS = {2: 0.3, 4: 0.7, 6: 1.0}
"""How well goods fit that share a level and no deeper one."""

KEPT = 6  # digits that mean the same in every country
_MOST = 10  # digits of a national code
_AT_ONCE = re.compile("[0-9]{2}([.-]?[0-9]{2})*")
LONGEST = 1000  # characters of a text of codes: of a longer one, reading takes ever longer
_BETWEEN_CODES = re.compile(r"[,;/、\n\r]")

_RESERVED_CHAPTER = 77
_LAST_CHAPTER = 97
NATIONAL = ("98", "99")
"""Chapters that mean something else in every country."""


@lru_cache(maxsize=20_000)
def normal(code: str) -> str:
    """The code's 2, 4 or 6 digits, or "" where it is none.

    Dots, spaces and hyphens go, and so do national digits after the sixth. A trailing "00" goes too:
    0409.00 is heading 0409 undivided.
    """
    digits = "".join(c for c in unicodedata.normalize("NFKC", code) if not (c.isspace() or c in ".-"))
    if not (digits.isascii() and digits.isdigit()) or len(digits) % 2 or not 2 <= len(digits) <= 12:
        return ""
    digits = digits[:6]
    while len(digits) > 2 and digits.endswith("00"):
        digits = digits[:-2]
    chapter = int(digits[:2])
    return digits if 1 <= chapter <= _LAST_CHAPTER and chapter != _RESERVED_CHAPTER else ""


def written(text: str) -> list[str]:
    """The codes that a text lists, as digits without dots, at most six; what is no code stays as it is written.

    Commas, semicolons, slashes and line breaks stand between codes. So does a space, unless two digits follow by
    themselves: 08 10 60 is one code, as people write it, and 0810 0811 are two. Tariffs write national codes as 4 and 4
    digits, too: four digits belong to the four before them where they are no heading, since they end in 00 or begin
    with no chapter. So 0810 6000 is one code, and 0810 9020 are two.
    """
    return [_kept("".join(map(_bare, code))) for code in _listed(text)]


def one_written(text: str) -> str:
    """The code that a text is, as `written` has it; what is none, or several, stays as it is written."""
    found = written(text) if len(text) <= LONGEST else []
    return found[0] if len(found) == 1 else text


@lru_cache(maxsize=20_000)
def apart(text: str) -> tuple[str, ...]:
    """The same codes as they are written, each with its dots and spaces."""
    return tuple(map(" ".join, _listed(text)))


def is_number(value: object) -> bool:
    """Whether a value may be a code that was kept as a number."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def of_number(number: int) -> str:
    """A code that was kept as a number; where it has an odd number of digits, a zero in front was lost."""
    digits = str(number)
    return digits.zfill(len(digits) + len(digits) % 2)


def _listed(text: str) -> Iterator[list[str]]:
    """The codes that a text lists, each as the pieces that spaces divide it into."""
    for part in _BETWEEN_CODES.split(unicodedata.normalize("NFKC", text)):
        yield from _together(part.split())


def _together(pieces: Sequence[str]) -> list[list[str]]:
    """Put digits that are no code of their own behind the code before them."""
    found: list[list[str]] = []
    for piece in pieces:
        if found and _goes_on(found[-1], piece):
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


def _goes_on(code: Sequence[str], piece: str) -> bool:
    """Whether digits behind a code are its next ones: a pair, or the second half of a national code."""
    digits = _bare(piece)
    if not (_is_digits(_bare(code[-1])) and _is_digits(digits)):
        return False
    if len(digits) == 4:
        is_half = len("".join(map(_bare, code))) == 4
        return is_half and (digits.endswith("00") or not normal(digits))
    return len(digits) == 2


def _bare(piece: str) -> str:
    """Digits without the dots and hyphens between them; anything else as it is."""
    return piece.replace(".", "").replace("-", "") if _AT_ONCE.fullmatch(piece) else piece


def _kept(code: str) -> str:
    is_national = _is_digits(code) and KEPT < len(code) <= _MOST and len(code) % 2 == 0
    return code[:KEPT] if is_national else code


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


@lru_cache(maxsize=20_000)
def normals(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The valid ones of some codes, each once, in their order."""
    return tuple(dict.fromkeys(filter(None, map(normal, codes))))


@lru_cache(maxsize=20_000)
def prefixes(code: str) -> tuple[str, ...]:
    """A normal code's chapter, heading and subheading, as far as it goes."""
    return tuple(code[:level] for level in LEVELS if len(code) >= level)


def shared(one: str, other: str) -> str:
    """The deepest code that covers two normal codes, or ""."""
    for both in reversed(prefixes(one)):
        if other.startswith(both):
            return both
    return ""
