"""What somebody typed, as words to be found and what each of them may be found by."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from buyers.matching.codes import normal
from buyers.matching.words import clean, query
from expo.fair.terms import LONGEST, unaccented

MOST_WORDS = 24
LEAST_PREFIX = 3  # letters that a word begins with
WAYS = 3  # to find a word; the next one counts only where the one before finds nothing
EXACT, BEGINNING, MENDED = range(WAYS)

_HS = re.compile(r"\bhs\s*(?=\d)")
_BOOTH = re.compile(r"(?=.{2,20}$)[^\W_]*[^\W\d_][^\W_]*(-[^\W_]+)*-?\d+[a-z]?")  # D2-115, OA-201, B7
_SPACED = re.compile(r"[\u0000-\u06ff\u1e00-\u1fff]+")  # scripts in which people type words, and so prefixes


class Instead(NamedTuple):
    """What takes the place of a word that nothing has: one term, or two that were typed as one; and how it is said."""

    terms: tuple[str, ...]
    said: str


Mended = Mapping[str, list[Instead]]
"""For words that nothing has, the nearest that something has."""


@dataclass(frozen=True)
class Alternative:
    """One thing that a word may be found by: terms that a row must all have, an HS code, or a booth's number."""

    way: int
    weight: float
    terms: tuple[str, ...] = ()
    code: str = ""
    booth: str = ""
    said: str = ""  # to the reader, where it was mended

    def lexemes(self, weight: str = "") -> str:
        """Return it as PostgreSQL writes a tsquery, of that weight of terms alone."""
        label = ("*" if self.way == BEGINNING else "") + weight
        return " & ".join(f"'{term}'" + (f":{label}" if label else "") for term in self.terms)

    def names(self, terms: frozenset[str]) -> bool:
        """Whether these terms, a name's, have it."""
        if self.way == BEGINNING:
            return any(term.startswith(self.terms[0]) for term in terms)
        return bool(self.terms) and terms.issuperset(self.terms)


@dataclass(frozen=True)
class Word:
    """A word that a row must have, by its alternatives.

    `between`: the numbers of the words that it overlaps on both sides. Such a pair of characters may be no more
    than the place where two words meet (泰国榴莲 has 国榴 in it), and is waived where nothing has it. `stretch`: all
    that was typed around such a pair without a space.
    """

    text: str
    alternatives: tuple[Alternative, ...]
    between: tuple[int, int] | None = None
    stretch: str = ""

    @property
    def typed(self) -> str:
        """What a reader takes for a word."""
        return self.stretch or self.text


@dataclass(frozen=True)
class Term:
    """One term of the text, before anything is known about it."""

    text: str
    written: str
    code: str = ""
    booth: str = ""  # the number of which it is a part, if that is one
    is_last: bool = False
    between: tuple[str, str] | None = None
    stretch: str = ""

    @property
    def is_mendable(self) -> bool:
        """Whether it is a word in which one may make a slip: of letters that have spaces around, and not short."""
        return len(self.text) >= 4 and self.text.isalpha() and bool(_SPACED.fullmatch(self.text))


def terms_in(text: str) -> list[Term]:
    """Return the distinct terms of what was typed."""
    cleaned = _HS.sub("", clean(text))
    pieces = [cleaned] if normal(cleaned) else cleaned.split()
    found: dict[str, Term] = {}
    for number, piece in enumerate(pieces, 1):
        is_last = number == len(pieces) and not cleaned[-1:].isspace()
        for term in _terms(piece, is_last=is_last):
            found.setdefault(term.text, term)
    return list(found.values())[:MOST_WORDS]


def _terms(piece: str, *, is_last: bool) -> Iterator[Term]:
    if code := normal(piece):
        yield Term(code, piece.strip(), code)
        return
    booth = piece.upper() if _BOOTH.fullmatch(piece) else ""
    asked = query(piece)
    # 50mm, but not the 50 that stands before it at the same place
    terms = list({term.start: term for term in asked.every}.values())
    stretches = [each for each in asked.excerpts(asked.terms) if not _SPACED.fullmatch(each)]
    for number, term in enumerate(terms):
        before, after = terms[max(number - 1, 0)], terms[min(number + 1, len(terms) - 1)]
        is_between = before.start < term.start < before.end and after.start < term.end < after.end
        yield Term(
            text=term.text[:LONGEST],
            written=asked.text[term.start : term.end],
            booth=booth,
            is_last=is_last and number == len(terms) - 1,
            between=(before.text, after.text) if is_between else None,
            stretch=next((each for each in stretches if term.text in each), ""),
        )


def words_of(terms: list[Term], mended: Mended) -> list[Word]:
    """Return the words to be found, with what was mended among their alternatives."""
    numbers = {term.text: number for number, term in enumerate(terms)}
    return [
        Word(
            term.written,
            tuple(_alternatives(term, mended.get(term.text, []))),
            (numbers[term.between[0]], numbers[term.between[1]])
            if term.between and term.between[1] in numbers
            else None,
            term.stretch,
        )
        for term in terms
    ]


def _alternatives(term: Term, mended: list[Instead]) -> Iterator[Alternative]:
    bare = unaccented(term.text)
    yield Alternative(EXACT, 1.0, (term.text,))
    if term.code:
        yield Alternative(EXACT, 0.9, code=term.code)
    if term.booth:
        yield Alternative(EXACT, 0.9, booth=term.booth)
    if bare != term.text:
        yield Alternative(EXACT, 0.8, (bare,))
    if term.is_last and len(bare) >= LEAST_PREFIX and _SPACED.fullmatch(bare):
        yield Alternative(BEGINNING, 0.6, (bare,))
    for instead in mended:
        yield Alternative(MENDED, 0.5, instead.terms, said=instead.said)
