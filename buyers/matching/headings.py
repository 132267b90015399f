"""The small table of chapters and headings that the project carries: their names, and what traders call the goods.

An official nomenclature says "pullovers, cardigans and similar articles, knitted"; people who buy them say hoodie. Both
are in the project's own words, so that there is a bridge from needs to products before anybody imports a nomenclature,
and a better one afterwards.
"""

import csv
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from buyers.matching import codes

FOLDER = Path(__file__).parent / "tables"
NAMED_BY = 3  # trade words, where a heading has no name of its own
SEPARATORS = {"en": ", ", "zh-hans": "、"}


class Heading(NamedTuple):
    """A chapter or heading in one language. `trade_words` are separated as the language does; a chapter has none."""

    code: str
    language: str
    name: str
    trade_words: str


@cache
def headings() -> tuple[Heading, ...]:
    """All of them, by code and language."""
    names, trade_words = _rows("names"), _rows("trade_words")
    return tuple(
        _heading(code, language, names.get(code, {}), trade_words.get(code, {}))
        for code in sorted({*names, *trade_words})
        for language in SEPARATORS
    )


def with_headings(nomenclature: Mapping[str, str]) -> dict[str, str]:
    """Return a nomenclature with trade words beside its headings, and names and trade words where it lacks one."""
    known = {codes.normal(code) for code in nomenclature}
    said = dict(nomenclature)
    for each in headings():
        name = "" if each.code in known else each.name
        said[each.code] = " ".join(filter(None, (said.get(each.code), name, each.trade_words)))
    return said


def side_by_side(languages: Collection[str] = ()) -> list[dict[str, str]]:
    """Return what is said of each heading by language, for a lexicon to learn from.

    Languages are named as in `languages`, where one of these is the same: zh for zh-hans.
    """
    said: dict[str, dict[str, str]] = {}
    for each in headings():
        language = next(
            (name for name in languages if _primary(name) == _primary(each.language)), each.language
        )
        said.setdefault(each.code, {})[language] = f"{each.name}, {each.trade_words}"
    return list(said.values())


def _primary(language: str) -> str:
    return language.lower().replace("_", "-").partition("-")[0]


def _heading(code: str, language: str, names: Mapping[str, str], trade_words: Mapping[str, str]) -> Heading:
    words = trade_words.get(language, "")
    separator = SEPARATORS[language]
    first = separator.join(words.split(separator)[:NAMED_BY])
    return Heading(code, language, names.get(language) or first[:1].upper() + first[1:], words)


def _rows(table: str) -> dict[str, dict[str, str]]:
    with (FOLDER / f"{table}.tsv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
        return {row["code"]: row for row in reader}
