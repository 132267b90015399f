"""Codes of the Harmonized System: chapter (2 digits) > heading (4) > subheading (6)."""

import unicodedata
from functools import lru_cache

LEVELS = {2: "chapter", 4: "heading", 6: "subheading"}
CLOSENESS = {2: 0.3, 4: 0.7, 6: 1.0}
"""How well goods fit that share a level and no deeper one."""

_RESERVED_CHAPTER = 77
_LAST_CHAPTER = 97  # 98 and 99 mean something else in every country


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


def normals(codes: tuple[str, ...]) -> list[str]:
    """The valid ones of some codes, each once, in their order."""
    return list(dict.fromkeys(filter(None, map(normal, codes))))


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
