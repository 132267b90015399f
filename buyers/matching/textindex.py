"""An inverted index of texts, weighted by BM25."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from buyers.matching.words import Query, index_terms

Floats = NDArray[np.float64]
Positions = NDArray[np.int64]

# Texts at a fair are short and say a thing once: repetition soon stops counting, length counts by half.
_K1 = 0.5
_B = 0.5


class TextIndex:
    """Some texts, to be asked how well each answers a query.

    BM25 as in Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with the idf that is
    never negative, ln(1 + (N - df + ½) / (df + ½)). It is divided by its upper bound for the query, so that 1
    would be a text that says every term without end; one of average length that says each once has 2/3.

    Postings lie term after term in flat arrays, ascending by position; `_starts` (terms + 1) says where each
    begins.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.size = len(texts)
        self._terms: dict[str, int] = {}
        terms, positions, counts = self._count(texts)
        order = np.argsort(terms, kind="stable")
        frequencies = np.bincount(terms, minlength=len(self._terms))
        self._starts = np.concatenate([[0], np.cumsum(frequencies)]).astype(np.int64)
        self._positions = positions[order]
        self._saturations = self._saturate(positions, counts)[order]
        self._idf = np.log1p((self.size - frequencies + 0.5) / (frequencies + 0.5))
        self._idf_unknown = float(np.log1p(2 * self.size + 1))

    def strengths(self, asked: Query, *, known_only: bool = False) -> Floats:
        """How well each text answers, 0 to 1. `known_only`: terms that no text has don't count."""
        strengths = np.zeros(self.size)
        bound = 0.0
        for term in asked.terms:
            number = self._terms.get(term)
            if number is None:
                bound += 0.0 if known_only else self._idf_unknown
                continue
            here = slice(self._starts[number], self._starts[number + 1])
            strengths[self._positions[here]] += self._idf[number] * self._saturations[here]
            bound += float(self._idf[number])
        return strengths / bound if bound else strengths

    def found(self, asked: Query, position: int) -> list[str]:
        """The query's terms that this text has, the rarest first."""
        terms = [term for term in asked.terms if self._has(term, position)]
        return sorted(terms, key=lambda term: -float(self._idf[self._terms[term]]))

    def _has(self, term: str, position: int) -> bool:
        number = self._terms.get(term)
        if number is None:
            return False
        postings = self._positions[self._starts[number] : self._starts[number + 1]]
        at = int(np.searchsorted(postings, position))
        return at < len(postings) and int(postings[at]) == position

    def _count(self, texts: Sequence[str]) -> tuple[Positions, Positions, Floats]:
        """For every term of every text: the term's number, the text's position, how often."""
        terms: list[int] = []
        positions: list[int] = []
        counts: list[int] = []
        for position, text in enumerate(texts):
            counted = Counter(index_terms(text))
            terms.extend(self._terms.setdefault(term, len(self._terms)) for term in counted)
            positions.extend([position] * len(counted))
            counts.extend(counted.values())
        return np.array(terms, np.int64), np.array(positions, np.int64), np.array(counts, np.float64)

    def _saturate(self, positions: Positions, counts: Floats) -> Floats:
        """BM25's tf / (tf + k1 (1 - b + b · length / average length)), below 1."""
        lengths = np.bincount(positions, weights=counts, minlength=self.size)
        average = float(lengths.mean()) if lengths.any() else 1.0
        norms = _K1 * (1 - _B + _B * lengths / average)
        saturations: Floats = counts / (counts + norms[positions])
        return saturations
