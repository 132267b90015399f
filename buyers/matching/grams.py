"""The letters of words in runs of three to five, by which words that look alike are found."""

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from buyers.matching.kernels import Ints, Lists, Offsets

Keys = NDArray[np.int64]

_WIDTHS = (3, 4, 5)
_SHORTEST = 3
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_BITS = 12  # of a letter: those of a script differ in them, and five letters fit into a number

_UNMARKED = str.maketrans(
    {"đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that no accent can be taken off, as people write them whose keyboards lack them."""


class Grams:
    """The runs of letters of some words, numbered, to be found in others.

    Runs are distinct in each word, edges marked, accents left out; short words and unspaced scripts have none.
    """

    def __init__(self, words: Sequence[str]) -> None:
        owner, keys = _runs_of(words)
        self._known = _distinct(keys)
        self.own = _lists(owner, np.searchsorted(self._known, keys), len(words), len(self))

    def __len__(self) -> int:
        return len(self._known)

    def of(self, words: Sequence[str]) -> tuple[Lists, Ints]:
        """The known runs in each of other words, and how many there are that are not known."""
        owner, keys = _runs_of(words)
        numbers = np.searchsorted(self._known, keys)
        is_known = np.zeros(len(keys), np.bool_)
        if len(self._known):
            is_known = self._known[np.minimum(numbers, len(self._known) - 1)] == keys
        new = _distinct(keys[~is_known])
        unknown = _lists(owner[~is_known], np.searchsorted(new, keys[~is_known]), len(words), len(new))
        known = _lists(owner[is_known], numbers[is_known], len(words), len(self))
        return known, np.diff(unknown.starts).astype(np.int32)


def _distinct(keys: Keys) -> Keys:
    """What numpy's `unique` gives for whole numbers, which it looks up one by one."""
    ordered = np.sort(keys)
    return ordered[np.diff(ordered, prepend=-1) != 0]


def _lists(owner: Offsets, numbers: Offsets, words: int, size: int) -> Lists:
    """Each word's runs by number, each once."""
    pairs = _distinct(owner * size + numbers)
    starts = np.searchsorted(pairs, np.arange(words + 1) * size).astype(np.int64)
    return Lists(starts, (pairs % max(1, size)).astype(np.int32))


def _runs_of(words: Sequence[str]) -> tuple[Offsets, Keys]:
    """All runs of some words as numbers, with the word's place beside each."""
    edged = [f" {bare} " if (bare := _bare(word)) else "" for word in words]
    sizes = np.fromiter(map(len, edged), np.int64, len(edged))
    word = np.repeat(np.arange(len(edged)), sizes)
    room = np.repeat(np.cumsum(sizes), sizes) - np.arange(len(word))  # letters up to the word's end
    runs = [(word[room >= width], key[room >= width]) for width, key in _runs("".join(edged))]
    owner, keys = (np.concatenate(each) for each in zip(*runs, strict=True))
    return owner, keys


def _runs(text: str) -> list[tuple[int, Keys]]:
    """For each width the run that begins at each letter, as a number."""
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.int64) & (2**_BITS - 1)
    padded = np.concatenate([codes, np.zeros(max(_WIDTHS), np.int64)])
    key, runs = np.zeros(len(codes), np.int64), []
    for place in range(max(_WIDTHS)):
        key = key | padded[place : place + len(codes)] << (_BITS * place)
        if place + 1 in _WIDTHS:
            runs.append((place + 1, key))
    return runs


def letters(word: str) -> str:
    """A word's letters without accents."""
    if word.isascii():
        return word
    bare = (c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return "".join(bare).translate(_UNMARKED)


def _bare(word: str) -> str:
    """A word's letters without accents, or "" where it has no runs."""
    bare = letters(word)
    has_runs = (
        len(bare) >= _SHORTEST
        and (bare.isalpha() or all(map(_is_letter, bare)))
        and not _UNSPACED.search(word)
    )
    return bare if has_runs else ""


def _is_letter(character: str) -> bool:
    """Whether it is a letter, or a vowel sign, which Indian scripts write as a mark."""
    return character.isalpha() or unicodedata.category(character).startswith("M")
