"""Texts as terms: stemmed words where a script has spaces, pairs of characters where it has none."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from buyers.matching.han import SIMPLIFIED
from buyers.matching.stems import stem

_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f"  # Myanmar
    "\u1780-\u17d3\u17d7\u17dc\u17dd"  # Khmer: letters; its digits and full stops are no words
    "\u3005\u3007\u3040-\u30ff\u31f0-\u31ff"  # Kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
_MARKS = "".join(chr(c) for c in range(0x300, 0x10000) if unicodedata.category(chr(c)).startswith("M"))
_STACKERS = "\u17d2\u1039"  # Khmer coeng, Myanmar virama: the next letter is written below
_ONE_KANA = {kana: chr(kana - 0x60) for kana in range(0x30A1, 0x30F7)}  # マグロ is まぐろ
_ONE_WRITING: dict[int, str] = _ONE_KANA | SIMPLIFIED
_TURKISH_I = "İ".casefold()  # with a dot above of its own, which no small letter has

ENDED = "\0"  # stands in no clean text
PLAIN = {
    code: " " if chr(code).isprintable() or chr(code).isspace() else None
    for code in range(128)
    if not chr(code).isalnum() and chr(code) != ENDED
}
"""What becomes of the characters of a text in ASCII that are in no word, as `clean` has it; ENDED stays."""
_CHUNK = re.compile(rf"(?:[^\W_]|[{_MARKS}])+")
_RUN = re.compile(rf"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_CLUSTER = re.compile(rf".(?:[{_MARKS}]|(?<=[{_STACKERS}])[^{_MARKS}])*")
_UNITS = "mm|cm|dm|m|km|mg|kg|t|ml|cl|dl|l|mv|v|kv|mw|w|kw|wh|kwh|ma|a|mah|ah|hz|khz|mhz|ghz|pa|kpa|mpa|bar|psi|rpm|hp"
_MEASURE = re.compile(rf"([0-9]+)(?:{_UNITS})|([0-9]{{2,}})g")  # 5G is no weight
_FIGURE_AND_LETTER = re.compile("[0-9][A-Za-z]")
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_IS_VIETNAMESE = re.compile("[\u1ea0-\u1ef9\u01a1\u01b0\u0103\u0111]")
_IS_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

_STOP = frozenset(
    re.findall(
        r"\w+",
        """
        a an and any are as at be but by can for from has have i in into is it its me more most my no not of
        on or our other s such t than that the their them these they this those to us was we were which will
        with you your buy buyer need require seek looking look purchase source sourcing supplier supply want
        wanted 我们 需要 采购 寻找 供应 以及 其他 或者
        """,
    )
)
"""Words that say nothing about goods, in needs and in texts alike; asides.py has what only needs say beside them."""


def says_nothing(word: str) -> bool:
    """Whether a word in one form says nothing about goods, as in and for."""
    return word in _STOP


def is_unspaced(term: str) -> bool:
    """Whether a term is of a script without spaces between words."""
    return bool(_IS_UNSPACED.match(term))


class Term(NamedTuple):
    """One term, and where it stands in the clean text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Query:
    """A clean text, its distinct terms, each where it first stands, and all of them in reading order."""

    text: str
    terms: dict[str, Term]
    every: list[Term]

    def excerpts(self, terms: Iterable[str]) -> list[str]:
        """How the text first writes these terms, in its order; overlapping pairs of characters become one."""
        chosen = {*terms}
        ends: dict[int, int] = {}  # of what is written, by where it begins
        first: set[int] = set()
        begin = last = -1
        for term in self.every:
            if term.text in chosen:
                begin = begin if term.start < last else term.start
                ends[begin] = last = term.end
                if self.terms[term.text] is term:
                    first.add(begin)
        return list(dict.fromkeys(self.text[begin : ends[begin]] for begin in sorted(first)))


def query(text: str) -> Query:
    """A text to search for, unspaced scripts in pairs: single characters would find nearly everything."""
    cleaned = clean(text)
    every = list(_terms(cleaned, singles=False, figures=True))
    terms: dict[str, Term] = {}
    for term in every:
        terms.setdefault(term.text, term)
    return Query(cleaned, terms, every)


def has_measures(text: str) -> bool:
    """Whether a text may have figures with their unit written behind them."""
    return bool(_FIGURE_AND_LETTER.search(text))


def written_once(text: str) -> dict[str, str]:
    """The distinct terms of a text in ASCII and without measures, as `query` has them, each as it is first written."""
    found: dict[str, str] = {}
    for piece in clean(text).translate(PLAIN).split():
        for term in _term(piece):
            found.setdefault(term, piece)
    return found


def index_terms(text: str) -> list[str]:
    """The terms that a text is found by, single characters too: a need may be no more than 茶, tea."""
    return [term.text for term in _terms(clean(text), singles=True, figures=False)]


def clean(text: str) -> str:
    """The text in one form (NFKC, case folded), without control and invisible characters."""
    cased = unicodedata.normalize("NFKC", text).casefold().replace(_TURKISH_I, "i")
    folded = unicodedata.normalize("NFKC", cased)
    if folded.isprintable():
        return folded
    return "".join(c if c.isprintable() else _unprintable(c) for c in folded)


def _unprintable(character: str) -> str:
    """A space for what separates words, nothing for what is merely invisible."""
    separates = character.isspace() or not unicodedata.category(character).startswith(("Cc", "Cf"))
    return " " if separates else ""


def _terms(cleaned: str, *, singles: bool, figures: bool) -> Iterator[Term]:
    for chunk in _CHUNK.finditer(cleaned):
        if chunk[0].isascii():
            yield from _word(chunk[0], chunk.start(), figures=figures)
            continue
        for run in _RUN.finditer(chunk[0]):
            start = chunk.start() + run.start()
            if _IS_UNSPACED.match(run[0]):
                yield from _pairs(run[0], start, singles=singles)
            else:
                yield from _word(run[0], start, figures=False)


def pieces(cleaned: str) -> list[str]:
    """A clean text's words and runs of characters, each of which `terms_of_piece` takes apart."""
    if cleaned.isascii():  # the same, several times as fast
        return cleaned.translate(PLAIN).split()
    found = _CHUNK.findall(cleaned)
    return _with_neighbours(found) if _IS_VIETNAMESE.search(cleaned) else found


def _with_neighbours(syllables: list[str]) -> list[str]:
    """Syllables, with every two that follow each other behind the first: a word of Vietnamese has mostly two."""
    pairs = (" ".join(pair) for pair in itertools.pairwise(syllables))
    return [each for both in itertools.zip_longest(syllables, pairs) for each in both if each]


def terms_of_piece(piece: str, widths: Iterable[int]) -> Iterable[str]:
    """The terms of a word; of a run without spaces its characters, pairs and so on, as wide as `widths` say."""
    if piece.isascii():
        return (*_figure(piece), *_term(piece)) if piece[0].isdigit() else _term(piece)
    return itertools.chain.from_iterable(
        _grams(run, widths) if _IS_UNSPACED.match(run) else _term(run) for run in _RUN.findall(piece)
    )


def _grams(run: str, widths: Iterable[int]) -> Iterator[str]:
    """Runs of neighbouring characters; single ones only of Han, whose characters are words, or where that is all."""
    clusters = [found[0] for found in _CLUSTER.finditer(run.translate(_ONE_WRITING))]
    for width in widths:
        if width == 1:
            yield from (each for each in clusters if _IS_HAN.match(each) or len(clusters) == 1)
            continue
        for start in range(len(clusters) - width + 1):
            if (gram := "".join(clusters[start : start + width])) not in _STOP:
                yield gram
    if len(clusters) < min(widths):
        yield "".join(clusters)


@lru_cache(maxsize=50_000)
def _term(word: str) -> tuple[str, ...]:
    """The word's stem, unless it says nothing."""
    term = stem(word)
    return () if word in _STOP or term in _STOP else (term,)


def _figure(word: str) -> tuple[str, ...]:
    """The figure of a measure, so that 50mm meets 50 mm."""
    measure = _MEASURE.fullmatch(word)
    return (measure[1] or measure[2],) if measure else ()


def _word(word: str, start: int, *, figures: bool) -> Iterator[Term]:
    if figures:
        yield from (Term(figure, start, start + len(figure)) for figure in _figure(word))
    yield from (Term(term, start, start + len(word)) for term in _term(word))


def _pairs(run: str, start: int, *, singles: bool) -> Iterator[Term]:
    """Pairs of neighbouring characters with their vowel signs and tone marks; a lone one by itself."""
    run = run.translate(_ONE_WRITING)
    clusters = [(found.start(), found.end()) for found in _CLUSTER.finditer(run)]
    if singles or len(clusters) == 1:
        yield from (Term(run[a:b], start + a, start + b) for a, b in clusters)
    for (a, _), (_, b) in itertools.pairwise(clusters):
        if run[a:b] not in _STOP:
            yield Term(run[a:b], start + a, start + b)
