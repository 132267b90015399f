"""Words that look alike: mistyped, inflected, or parts of one another."""

from collections.abc import Sequence

import numpy as np

from buyers.matching.grams import Grams
from buyers.matching.kernels import Ints, Lists, Offsets, Postings, Weights32, invert, nearest
from buyers.matching.threads import in_shares
from buyers.matching.vocabulary import Vocabulary

LIKE = 0.3  # cosine of the n-grams from which on two words are alike
MOST = 6  # words that a word stands for beside itself


class Similar:
    """The words of a vocabulary by their n-grams of 3 to 5 letters, accents left out, as TF-IDF vectors."""

    def __init__(self, words: Vocabulary) -> None:
        self._grams = Grams(words.names)
        starts, items = self._grams.own
        self._words = np.flatnonzero(np.diff(starts)).astype(np.int32)
        starts = np.concatenate([starts[self._words], starts[-1:]])
        size = max(1, len(self._grams))
        often = np.bincount(items, minlength=size)
        self._rarity = np.log1p(len(self._words) / np.maximum(1, often)).astype(np.float32)
        postings = invert(starts, items, size, 0.0, 0.0, 0.0)
        self._index = _weighted(postings, self._rarity)
        self._norms = _norms(starts, items, self._rarity)

    def to(self, asked: Sequence[str]) -> tuple[Ints, Ints, Weights32]:
        """For each word how many are like it, and (at most `MOST` of them, a row a word) which, and how like."""
        grams, _ = self._grams.of(asked)
        own = _norms(grams.starts, grams.items, self._rarity)

        def near(first: int, end: int) -> tuple[Ints, Ints, Weights32]:
            some = Lists(grams.starts[first : end + 1], grams.items)
            return nearest(some, self._index, self._norms, own[first:end], LIKE, MOST)

        parts = in_shares(len(asked), near)
        count, found, like = (np.concatenate(each) for each in zip(*parts, strict=True))
        found = self._words[found] if len(self._words) else found
        return count, found.reshape(-1, MOST), like.reshape(-1, MOST)


def _weighted(postings: Postings, rarity: Weights32) -> Postings:
    sizes = np.diff(postings.starts)
    return Postings(postings.starts, postings.rows, np.repeat(rarity * rarity, sizes).astype(np.float32))


def _norms(starts: Offsets, items: Ints, rarity: Weights32) -> Weights32:
    squares = np.concatenate([[0.0], np.cumsum((rarity[items] ** 2).astype(np.float64))])
    norms = np.sqrt(squares[starts[1:]] - squares[starts[:-1]])
    return np.maximum(norms, 1e-6).astype(np.float32)
