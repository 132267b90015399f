"""Slips in scripts without spaces: one character that differs, and with it the pairs in which it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from unicodedata import category

from django.db import connection

from buyers.matching.words import index_terms
from exhibitors.directory.characters import are_confused
from exhibitors.directory.question import Instead

LONGEST = 12  # characters of a stretch that is mended: longer ones are sentences
MOST_STRETCHES = 3  # of one text: each that nothing has takes its time
LEAST_ANY = 3  # characters among which one may be any other; a word of two becomes too many others
MOST_GUESSES = 30  # of which is asked how many rows have them

KNOWN = """
    SELECT word, sum(number) FROM exhibitors_word WHERE edition_id = ANY(%s) AND word = ANY(%s) GROUP BY word
"""
BESIDE = """
    SELECT word, sum(number) FROM exhibitors_word WHERE edition_id = ANY(%s) AND word LIKE ANY(%s) GROUP BY word
"""
COUNTED = """
    SELECT guess.number, count(*) FROM unnest(%s::int[], %s::tsquery[]) guess(number, terms) JOIN (
        SELECT terms FROM exhibitors_product UNION ALL SELECT terms FROM exhibitors_company
        UNION ALL SELECT terms FROM exhibitors_exhibitor UNION ALL SELECT terms FROM fair_nomenclature
    ) it ON it.terms @@ guess.terms GROUP BY guess.number
"""

Known = Mapping[Any, int]  # pairs, and how many rows have each


@dataclass(frozen=True)
class Stretch:
    """What was typed without a space, or what may be meant by it."""

    characters: tuple[str, ...]
    is_confused: bool = False  # by characters that are easily taken for each other

    @property
    def pairs(self) -> list[str]:
        """Its neighbouring characters two by two."""
        return [one + other for one, other in pairwise(self.characters)]

    def lacking(self, known: Known) -> list[int]:
        """The places of pairs that nothing has; one between two that something has may be where two words meet."""
        has = [pair in known for pair in self.pairs]
        are_joins = [all(around) for around in zip([False, *has[:-1]], [*has[1:], False], strict=True)]
        return [at for at, had in enumerate(has) if not had and not are_joins[at]]


def mended_stretches(editions: list[int], stretches: Mapping[str, set[str]]) -> dict[str, list[Instead]]:
    """Return what may be meant by pairs that nothing has, of stretches with those of their pairs that are asked for.

    Taken is, of all that differ in one character, what most rows have: one query, two more for each to be mended.
    """
    read = {stretch: Stretch(_characters(stretch)) for stretch in list(stretches)[:MOST_STRETCHES]}
    typed = {stretch: each for stretch, each in read.items() if len(each.characters) <= LONGEST}
    known = dict(_asked(KNOWN, editions, [pair for each in typed.values() for pair in each.pairs]))
    found: dict[str, list[Instead]] = {}
    for stretch, each in typed.items():
        unasked = dict.fromkeys(set(each.pairs) - stretches[stretch], 1)
        if best := _mended(editions, each, known | unasked):
            found |= _instead(each, best)
    return found


def _characters(stretch: str) -> tuple[str, ...]:
    """A stretch's characters with their vowel signs and tone marks."""
    found: list[str] = []
    for term in index_terms(stretch):  # single characters come first
        if sum(map(len, found)) >= len(stretch):
            break
        found.append(term)
    return tuple(found)


def _asked(query: str, *params: Any) -> list[tuple[Any, int]]:
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        return list(cursor.fetchall())


def _mended(editions: list[int], typed: Stretch, known: Known) -> Stretch | None:
    lacking = typed.lacking(known)
    if not lacking:
        return None
    places = sorted({place for pair in lacking for place in (pair, pair + 1)})
    around = {typed.characters[at] for place in places for at in _beside(typed, place)}
    beside = _asked(BESIDE, editions, [like for each in around for like in (f"{each}_%", f"%_{each}")])
    known = {**known, **dict(beside)}
    return _best([guess for place in places for guess in _guesses(typed, place, known)], known)


def _beside(stretch: Stretch, place: int) -> list[int]:
    return [at for at in (place - 1, place + 1) if 0 <= at < len(stretch.characters)]


def _guesses(typed: Stretch, place: int, known: Known) -> Iterator[Stretch]:
    """All that differs at this place, and of which nothing is lacking."""
    own = typed.characters[place]
    for other in set(_others(typed.characters, place, known)) - {own}:
        is_confused = are_confused(own, other)
        guess = Stretch((*typed.characters[:place], other, *typed.characters[place + 1 :]), is_confused)
        if (is_confused or len(typed.characters) >= LEAST_ANY) and not guess.lacking(known):
            yield guess


def _others(characters: tuple[str, ...], place: int, known: Known) -> Iterator[str]:
    """The characters that stand elsewhere beside a neighbour of this place."""
    before, after = characters[:place][-1:], characters[place + 1 :][:1]
    for pair in known:
        others = [pair.removeprefix(each) for each in before] + [pair.removesuffix(each) for each in after]
        yield from (each for each in others if each != pair and not category(each[0]).startswith("M"))


def _best(guesses: list[Stretch], known: Known) -> Stretch | None:
    """The guess that most rows have; one that none has as a whole only where the characters are easily confused."""

    def usual_first(guess: Stretch) -> tuple[bool, int, tuple[str, ...]]:
        return not guess.is_confused, -sum(known.get(pair, 0) for pair in guess.pairs), guess.characters

    first = sorted(guesses, key=usual_first)[:MOST_GUESSES]
    queries = [" & ".join(f"'{pair}'" for pair in guess.pairs if pair in known) for guess in first]
    rows = dict(_asked(COUNTED, list(range(len(first))), queries)) if first else {}
    fitting = [number for number, guess in enumerate(first) if number in rows or guess.is_confused]
    return first[max(fitting, key=lambda number: (rows.get(number, 0), -number))] if fitting else None


def _instead(typed: Stretch, best: Stretch) -> dict[str, list[Instead]]:
    """The pairs that are others in the best guess."""
    said = "".join(best.characters)
    pairs = zip(typed.pairs, best.pairs, strict=True)
    return {own: [Instead((other,), said)] for own, other in pairs if own != other}
