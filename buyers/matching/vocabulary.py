"""Many texts at once as numbers of terms: each distinct word is taken apart only once."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from buyers.matching.kernels import Ints, Lists, Offsets
from buyers.matching.plain import split
from buyers.matching.words import ENDED, clean, pieces, terms_of_piece

_AT_ONCE = 1000  # texts
_MOST_PLAIN = 20  # times as many, where all are plain
_END = 0  # the number of ENDED among pieces
_BETWEEN = f" {ENDED} "


class Read(NamedTuple):
    """Texts as terms in reading order: text i has `terms[starts[i]:starts[i + 1]]`."""

    starts: Offsets
    terms: Ints

    def lists(self) -> Lists:
        """The same, as the compiled loops take it."""
        return Lists(self.starts, self.terms)


class _Numbers(dict[str, int]):
    """Names numbered in the order in which they are first asked for."""

    def __missing__(self, name: str) -> int:
        self[name] = number = len(self)
        return number


class Vocabulary:
    """Terms and their numbers. `widths`: how many characters of an unspaced script make a term."""

    def __init__(self, widths: Sequence[int]) -> None:
        self._widths = tuple(widths)
        self._number = _Numbers()
        self._pieces = _Numbers({ENDED: _END})
        self._terms: list[int] = []  # of all pieces, one after another
        self._ends: list[int] = [0]
        self._names: list[str] = []

    def __len__(self) -> int:
        return len(self._number)

    @property
    def names(self) -> list[str]:
        """The terms by number."""
        if len(self._names) < len(self._number):
            self._names = list(self._number)
        return self._names

    def get(self, term: str) -> int:
        """The number of a term, or -1 where no text had it."""
        return self._number.get(term, -1)

    def read(self, texts: Iterable[str]) -> Read:
        """Take texts apart, numbering what is new."""
        found: list[Ints] = []
        counts: list[NDArray[np.int64]] = []
        for some in _blocks(texts):
            numbers = self._of_plain(some) if isinstance(some, str) else self._numbers_of(some)
            is_end = numbers == _END
            counts.append(np.diff(np.flatnonzero(is_end), prepend=-1) - 1)
            found.append(numbers[~is_end] - 1)
        self._take_apart()
        ends = np.concatenate([np.zeros(1, np.int64), *counts]).cumsum()
        return self._expand(np.concatenate([np.zeros(0, np.int32), *found]), ends)

    def _numbers_of(self, pieces: Sequence[str]) -> Ints:
        """Each piece's number."""
        return np.fromiter(map(self._pieces.__getitem__, pieces), np.int32, len(pieces))

    def _of_plain(self, text: str) -> Ints:
        """The numbers of the pieces of a text in ASCII: each distinct one is looked up once."""
        found = split(text)
        said = found.said.tobytes().decode("ascii")
        spans = zip(found.begins.tolist(), found.ends.tolist(), strict=True)
        known = self._numbers_of([ENDED, *(said[begin:end] for begin, end in spans)])
        return known[found.numbers]

    def _take_apart(self) -> None:
        """Make terms of the pieces that are new."""
        for piece in islice(self._pieces, len(self._ends), None):
            self._terms.extend(self._number[term] for term in terms_of_piece(piece, self._widths))
            self._ends.append(len(self._terms))

    def _expand(self, found: Ints, ends: Offsets) -> Read:
        """Put each piece's terms in its place."""
        known = Lists(np.array(self._ends, np.int64), np.array(self._terms, np.int32))
        terms = expand(known, found)
        return Read(terms.starts[ends], terms.items)


def _blocks(texts: Iterable[str]) -> Iterator[str | list[str]]:
    """Some texts at a time, ENDED behind each: as one text, where all are plain, else as their pieces."""
    every, plain = iter(texts), list[str]()
    while some := list(islice(every, _AT_ONCE)):
        joined = _BETWEEN.join(some) + _BETWEEN
        if joined.isascii() and joined.count(ENDED) == len(some):
            plain.append(joined)
        else:
            yield "".join(plain)
            plain.clear()
            yield [piece for text in some for piece in (*pieces(clean(text)), ENDED)]
        if len(plain) == _MOST_PLAIN:
            yield "".join(plain)
            plain.clear()
    yield "".join(plain)


def expand(known: Lists, keys: Ints) -> Lists:
    """Each key's list, one behind another."""
    sizes = known.starts[keys + 1] - known.starts[keys]
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    at = np.arange(starts[-1]) - np.repeat(starts[:-1] - known.starts[keys], sizes)
    return Lists(starts, known.items[at])


def lists(groups: Sequence[Sequence[int]]) -> Lists:
    """Some lists of numbers as the compiled loops take them."""
    sizes = [0, *map(len, groups)]
    items = np.fromiter(chain.from_iterable(groups), np.int32, sum(sizes))
    return Lists(np.cumsum(sizes).astype(np.int64), items)


def behind(first: Read, second: Read, shift: int = 0) -> Lists:
    """Two reads of the same texts as one, the second's terms renumbered."""
    texts = np.concatenate(
        [np.repeat(np.arange(len(each.starts) - 1), np.diff(each.starts)) for each in (first, second)]
    )
    order = np.argsort(texts, kind="stable")
    items = np.concatenate([first.terms, second.terms + np.int32(shift)])[order]
    return Lists(first.starts + second.starts, items.astype(np.int32))
