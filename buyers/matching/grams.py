"""The letters of words in runs of three to five, by which words that look alike are found."""

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from buyers.matching.kernels import Ints, Lists, Offsets

Keys = NDArray[np.int64]

_WIDTHS = (3, 4, 5)
_SHORTEST = 4
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_BITS = 12  # of a letter: those of a script differ in them, and five letters fit into a number


class Grams:
    """The runs of letters of some words, numbered, to be found in others.

    Runs are distinct in each word, edges marked, accents left out; short words and unspaced scripts have none.
    """

    def __init__(self, words: Sequence[str]) -> None:
        starts, keys = _keys(words)
        self._known, numbers = np.unique(keys, return_inverse=True)
        self.own = Lists(starts, numbers.astype(np.int32))

    def __len__(self) -> int:
        return len(self._known)

    def of(self, words: Sequence[str]) -> tuple[Lists, Ints]:
        """The known runs in each of other words, and how many there are that are not known."""
        starts, keys = _keys(words)
        numbers = np.searchsorted(self._known, keys)
        is_known = np.zeros(len(keys), np.bool_)
        if len(self._known):
            is_known = self._known[np.minimum(numbers, len(self._known) - 1)] == keys
        ends = np.concatenate([[0], np.cumsum(is_known)])[starts].astype(np.int64)
        unknown = (np.diff(starts) - np.diff(ends)).astype(np.int32)
        return Lists(ends, numbers[is_known].astype(np.int32)), unknown


def _keys(words: Sequence[str]) -> tuple[Offsets, Keys]:
    """Each word's distinct runs as numbers: shorter runs first, each width in reading order."""
    edged = [f" {bare} " if (bare := _bare(word)) else "" for word in words]
    sizes = np.fromiter(map(len, edged), np.int64, len(edged))
    word = np.repeat(np.arange(len(edged)), sizes)
    room = np.repeat(np.cumsum(sizes), sizes) - np.arange(len(word))  # letters up to the word's end
    runs = [(word[room >= width], key[room >= width]) for width, key in _runs("".join(edged))]
    owner, keys = (np.concatenate(each) for each in zip(*runs, strict=True))
    order = np.argsort(owner, kind="stable")
    owner, keys = owner[order], keys[order]
    first = _first_in_word(owner, keys)
    starts = np.searchsorted(owner[first], np.arange(len(edged) + 1)).astype(np.int64)
    return starts, keys[first]


def _runs(text: str) -> list[tuple[int, Keys]]:
    """For each width the run that begins at each letter, as a number."""
    letters = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.int64) & (2**_BITS - 1)
    padded = np.concatenate([letters, np.zeros(max(_WIDTHS), np.int64)])
    key, runs = np.zeros(len(letters), np.int64), []
    for place in range(max(_WIDTHS)):
        key = key | padded[place : place + len(letters)] << (_BITS * place)
        if place + 1 in _WIDTHS:
            runs.append((place + 1, key))
    return runs


def _first_in_word(owner: NDArray[np.int64], keys: Keys) -> NDArray[np.int64]:
    """Where each word has each of its runs first."""
    order = np.lexsort((keys, owner))
    again = (np.diff(owner[order]) == 0) & (np.diff(keys[order]) == 0)
    return np.sort(order[np.concatenate([[True], ~again])[: len(order)]])


def _bare(word: str) -> str:
    """A word's letters without accents, or "" where it has no runs."""
    if len(word) < _SHORTEST or not word.isalpha():
        return ""
    if word.isascii():
        return word
    if _UNSPACED.search(word):
        return ""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
