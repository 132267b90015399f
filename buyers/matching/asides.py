"""What a need says beside the goods: that somebody kindly looks for good partners."""

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from buyers.matching.data import Need
from buyers.matching.headings import FOLDER
from buyers.matching.words import PLAIN, clean, is_unspaced


class _Row(NamedTuple):
    """A language's asides, what is one only `beside` them (products, but not dairy products), and what joins these."""

    asides: list[str]
    beside: list[str]
    between: list[str]


class _Asides(NamedTuple):
    """What finds them, and whether a text is nothing else, and the words with which those in ASCII begin.

    Most needs have none of these words, which is seen sooner.
    """

    anywhere: re.Pattern[str]
    alone: re.Pattern[str]
    begins: frozenset[str]


def without_asides(need: Need) -> Need:
    """Return the need without what its text says beside the goods; its words would lead to goods that are not meant."""
    asides = _asides()
    text = clean(need.text)
    if text.isascii() and asides.begins.isdisjoint(text.translate(PLAIN).split()):
        return need
    left = asides.anywhere.sub(" ", text)
    if left == text and not asides.alone.fullmatch(text):
        return need
    return replace(need, text="" if asides.alone.fullmatch(left) else left)


@cache
def _asides() -> _Asides:
    rows = list(_rows())
    begins = {phrase.split()[0].partition("-")[0] for row in rows for phrase in (*row.asides, *row.beside)}
    return _Asides(
        anywhere=re.compile("|".join(map(_chain, rows))),
        alone=re.compile(rf"\W*(?:{'|'.join(_one_of(row.beside) for row in rows)})\W*"),
        begins=frozenset(begins),
    )


def _chain(row: _Row) -> str:
    """An aside, and what follows it that is another, or is one beside it."""
    aside, more, between = map(_one_of, (row.asides, [*row.asides, *row.beside], row.between))
    return rf"{aside}(?:\s*(?:{between}\s*)*{more})*"


def _one_of(phrases: list[str]) -> str:
    """Any of a language's phrases, the longest first, so that nothing of it is left.

    As whole words; where there are no spaces, not as the first half of 供应 and 商品.
    """
    words = [clean(phrase).split() for phrase in sorted(phrases, key=len, reverse=True)]
    any_of = "|".join(r"\s+".join(map(re.escape, each)) for each in words)
    is_spaced = not any(map(is_unspaced, phrases))
    return rf"(?<!\w)(?:{any_of})(?!\w)" if is_spaced else f"(?:{any_of})(?!品)"


def _rows() -> Iterator[_Row]:
    with (FOLDER / "asides.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True):
            yield _Row(*(row[column].split(", ") for column in ("asides", "beside them", "between")))
