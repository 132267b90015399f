"""Why products fit needs: what is known of words and codes is found out once, and each need has its account."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from buyers.matching.account import Account
from buyers.matching.data import Need
from buyers.matching.heard import Heard
from buyers.matching.kernels import MOST_BITS, Ints, said_by
from buyers.matching.questions import Asked
from buyers.matching.vocabulary import lists

if TYPE_CHECKING:
    from buyers.matching.catalogue import Catalogue


class Explainer:
    """Tells why products fit some needs; keeps what it learns of words and codes for the next need."""

    def __init__(self, catalogue: "Catalogue", needs: Sequence[Need], asked: Asked) -> None:
        self._catalogue = catalogue
        self._asked = asked
        self._needs = needs
        self._names = asked.words + asked.translated
        self._meanings: dict[int, frozenset[int]] = {}
        self._said: dict[str, frozenset[int]] = {}

    def about(self, need: int, ahead: Mapping[tuple[int, int], int]) -> Account:
        """Why products fit the need at a position; `ahead` is what `look_ahead` found out."""
        heard = Heard(self._needs[need].text, *self._meant(need))
        return Account(
            self._catalogue, self._needs[need], heard, self._said_of, lambda row: ahead.get((need, row))
        )

    def look_ahead(self, needs: Ints, rows: Ints) -> dict[tuple[int, int], int]:
        """What the texts of some pairs say, as bits of the needs' words, all at once; of needs with plain words."""
        asked, at = np.unique(needs, return_inverse=True)
        words = lists([self._plain_words(need) for need in asked.tolist()])
        texts, terms = self._catalogue.texts()
        found = said_by(at.astype(np.int32), rows, words, self._asked.told, texts, terms)
        known = (np.diff(words.starts) > 0)[at]
        pairs = zip(needs[known].tolist(), rows[known].tolist(), strict=True)
        return dict(zip(pairs, found[known].tolist(), strict=True))

    def _said_of(self, code: str) -> frozenset[int]:
        """The terms of a code's own words."""
        if code not in self._said:
            self._said[code] = frozenset(self._catalogue.codes.said(code))
        return self._said[code]

    def _plain_words(self, need: int) -> Sequence[int]:
        """The distinct words of a need that is written in ASCII and not translated, or none."""
        own = self._asked.own
        said = dict.fromkeys(own.terms[own.starts[need] : own.starts[need + 1]].tolist())
        plain = self._needs[need].text.isascii() and not self._asked.translated and len(said) <= MOST_BITS
        return list(said) if plain else ()

    def _meant(self, need: int) -> tuple[dict[str, frozenset[int]], dict[str, frozenset[int]]]:
        """What the need's own words stand for, and what those do that were translated, often the same words."""
        lists = self._asked.lists
        own, both = len(self._asked.words), len(self._names)
        said = lists.items[lists.starts[need] : lists.starts[need + 1]].tolist()
        return (
            {self._names[word]: self._meaning(word) for word in said if word < own},
            {self._names[word]: self._meaning(word) for word in said if own <= word < both},
        )

    def _meaning(self, word: int) -> frozenset[int]:
        known = self._meanings.get(word)
        if known is None:
            told = self._asked.told
            terms = told.rows[told.starts[word] : told.starts[word + 1]]
            known = self._meanings[word] = frozenset(terms.tolist())
        return known
