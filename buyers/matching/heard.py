"""A need's words, as it writes them, and which of them are found in what products and codes say."""

from collections.abc import Iterable, Mapping, Sequence

from buyers.matching import words

Meanings = Mapping[str, frozenset[int]]

_WORDS_SHOWN = 12
_NONE: frozenset[int] = frozenset()


class Heard:
    """A need's distinct terms, with what they stand for. Some of them are told as bits: the first is the lowest.

    `own` are the words of the text and what each stands for, `translated` those that were looked up in a lexicon.
    """

    def __init__(self, text: str, own: Meanings, translated: Meanings) -> None:
        is_plain = text.isascii() and not translated and not words.has_measures(text)
        self._writings = words.written_once(text) if is_plain else {}
        self._query = None if is_plain else words.query(text)
        self._terms = list(self._query.terms if self._query else self._writings)
        self._own = _Meant(self._terms, own)
        self._grams = list(translated)
        self._translations = _Meant(self._grams, translated)
        self._written: dict[int, list[str]] = {}

    def __len__(self) -> int:
        return len(self._terms)

    def found(self, there: Iterable[int]) -> int:
        """The need's terms, as bits, that a text with these terms has, be it by another word."""
        found = self._own.said(there)
        if self._grams and (hits := self._translations.said(there)):
            grams = _chosen(self._grams, hits)
            for at, term in enumerate(self._terms):
                if any(term in gram or (gram[1:] and gram in term) for gram in grams):
                    found |= 1 << at
        return found

    def written(self, found: int) -> list[str]:
        """How the need writes some of its terms, the first twelve of them."""
        if found not in self._written:
            chosen = _chosen(self._terms, found)[:_WORDS_SHOWN]
            self._written[found] = (
                self._query.excerpts(chosen) if self._query else [self._writings[term] for term in chosen]
            )
        return self._written[found]


class _Meant:
    """Some of a need's words by the terms that they stand for, told as bits."""

    def __init__(self, words: Iterable[str], meanings: Meanings) -> None:
        self._words_of: dict[int, int] = {}
        for at, word in enumerate(words):
            for term in meanings.get(word, _NONE):
                self._words_of[term] = self._words_of.get(term, 0) | 1 << at

    def said(self, there: Iterable[int]) -> int:
        """The words of which a text with these terms says any."""
        found = 0
        for term in self._words_of.keys() & there:
            found |= self._words_of[term]
        return found


def _chosen(things: Sequence[str], bits: int) -> list[str]:
    return [thing for at, thing in enumerate(things) if bits >> at & 1]
