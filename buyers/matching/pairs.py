"""Two words side by side in the words of a code, as a term of their own: a mouse trap is no mouse."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from buyers.matching.kernels import Ints
from buyers.matching.vocabulary import Read
from buyers.matching.words import is_unspaced


class Pairs:
    """The pairs of neighbouring words that some texts have, numbered behind the single terms.

    Of scripts without spaces there are none: their terms are pairs already.
    """

    def __init__(self, read: Read, names: Sequence[str]) -> None:
        self._terms = len(names)
        self._apart = np.array([not is_unspaced(name) for name in names], np.bool_)
        self._known = np.unique(self._pairs(read)[0])

    def __len__(self) -> int:
        return len(self._known)

    def of(self, read: Read) -> Read:
        """Those of the pairs that texts have, in reading order. What is below 0 among the texts' terms is in none."""
        pairs, texts = self._pairs(read)
        if not len(self._known):
            return Read(np.zeros(len(read.starts), np.int64), np.zeros(0, np.int32))
        at = np.searchsorted(self._known, pairs)
        is_known = self._known[np.minimum(at, len(self._known) - 1)] == pairs
        sizes = np.bincount(texts[is_known], minlength=len(read.starts) - 1)
        numbers = self._terms + at[is_known]
        return Read(np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64), numbers.astype(np.int32))

    def _pairs(self, read: Read) -> tuple[NDArray[np.int64], Ints]:
        """Each pair as one number, and the text that it is in."""
        texts = np.repeat(np.arange(len(read.starts) - 1, dtype=np.int32), np.diff(read.starts))
        first, second = read.terms[:-1].astype(np.int64), read.terms[1:].astype(np.int64)
        is_word = (read.terms >= 0) & self._apart[read.terms] if self._terms else read.terms < 0
        is_pair = (texts[:-1] == texts[1:]) & is_word[:-1] & is_word[1:] & (first != second)
        return (first * self._terms + second)[is_pair], texts[:-1][is_pair]
