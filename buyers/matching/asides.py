"""What a need says beside the goods: that somebody kindly looks for good partners."""

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from buyers.matching.data import Need
from buyers.matching.headings import FOLDER
from buyers.matching.words import PLAIN

_UNSPACED = frozenset({"zh", "th"})


class _Asides(NamedTuple):
    """What finds them, and the words with which those in ASCII begin: most needs have none, which is seen sooner."""

    anywhere: re.Pattern[str]
    begins: frozenset[str]


def without_asides(need: Need) -> Need:
    """Return the need without what its text says beside the goods; its words would lead to goods that are not meant."""
    asides = _asides()
    if need.text.isascii() and asides.begins.isdisjoint(need.text.casefold().translate(PLAIN).split()):
        return need
    text = asides.anywhere.sub(" ", need.text)
    return need if text == need.text else replace(need, text=text)


@cache
def _asides() -> _Asides:
    apart, together = list[str](), list[str]()
    for language, phrase in _phrases():
        (together if language in _UNSPACED else apart).append(phrase)
    words = rf"(?<!\w)(?:{_one_of(apart)})(?!\w)|{_one_of(together)}"
    begins = frozenset(re.split("[ -]", phrase)[0] for phrase in apart if phrase.isascii())
    return _Asides(re.compile(words, re.IGNORECASE), begins)


def _phrases() -> Iterator[tuple[str, str]]:
    with (FOLDER / "asides.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True):
            for phrase in row["phrases"].split(", "):
                yield row["language"], phrase


def _one_of(phrases: list[str]) -> str:
    """The longest first, so that nothing of it is left."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
