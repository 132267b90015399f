"""Which words mean the same in two languages, learnt from texts that stand side by side."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from buyers.compiled import compiled
from buyers.matching.kernels import Ints, Offsets, Weights32
from buyers.matching.vocabulary import Read, Vocabulary

ROUNDS = 8
LEAST, MOST = 0.05, 12  # probability of a translation that is kept, and how many of a word


class Lexicon:
    """Translations of the terms of each language into the terms of the others.

    Learnt as IBM model 1 (Brown et al., The Mathematics of Statistical Machine Translation, 1993): every term
    of a line comes from one of the terms beside it; expectation maximisation finds which. The terms of unspaced scripts
    are runs of one to three characters, which compete, so that the run that is a word wins.
    """

    widths = (1, 2, 3)

    def __init__(self, lines: Sequence[Mapping[str, str]]) -> None:
        """Learn from lines, each a text by language."""
        self._meanings: dict[str, list[tuple[str, float]]] = {}
        languages = sorted({language for line in lines for language in line})
        for one in languages:
            for other in languages:
                if one != other:
                    self._learn([(line[one], line[other]) for line in lines if one in line and other in line])

    def __bool__(self) -> bool:
        return bool(self._meanings)

    def meanings(self, term: str) -> list[tuple[str, float]]:
        """What a term may mean, each with its probability."""
        return self._meanings.get(term, [])

    def _learn(self, pairs: Sequence[tuple[str, str]]) -> None:
        source, target = Vocabulary(self.widths), Vocabulary((2,))
        sources = _distinct(source.read(one for one, _ in pairs))
        targets = _distinct(target.read(other for _, other in pairs))
        ours, theirs = source.names, target.names
        for one, other, probability in _likely(sources, targets, len(ours), len(theirs)):
            self._meanings.setdefault(ours[one], []).append((theirs[other], probability))


def _distinct(read: Read) -> Read:
    """Each term of a text once."""
    texts = [np.unique(read.terms[a:b]) for a, b in zip(read.starts[:-1], read.starts[1:], strict=True)]
    ends = np.cumsum([0, *map(len, texts)]).astype(np.int64)
    return Read(ends, np.concatenate([np.zeros(0, np.int32), *texts]).astype(np.int32))


def _likely(sources: Read, targets: Read, one_size: int, other_size: int) -> Iterator[tuple[int, int, float]]:
    places, keys = _pairs(sources.starts, sources.terms, targets.starts, targets.terms, other_size)
    known, pair = np.unique(keys, return_inverse=True)
    one = (known // max(1, other_size)).astype(np.int32)
    chance = _expect(pair.astype(np.int32), places, one, one_size, int(targets.starts[-1]), ROUNDS)
    for at in _best_of_each(one, chance):
        yield int(one[at]), int(known[at] % other_size), float(chance[at])


def _best_of_each(one: Ints, chance: Weights32) -> list[int]:
    likely = np.flatnonzero(chance >= LEAST)
    order = likely[np.lexsort((-chance[likely], one[likely]))]
    first = np.searchsorted(one[order], one[order])
    return [int(at) for at in order[np.arange(len(order)) - first < MOST]]


@compiled
def _pairs(
    one_starts: Offsets, one_terms: Ints, other_starts: Offsets, other_terms: Ints, size: int
) -> tuple[Ints, Offsets]:
    """Every pair of terms that stand side by side: the place of the second one, and the pair as one number."""
    total = 0
    for line in range(len(one_starts) - 1):
        total += (one_starts[line + 1] - one_starts[line]) * (other_starts[line + 1] - other_starts[line])
    places = np.empty(total, np.int32)
    keys = np.empty(total, np.int64)
    at = 0
    for line in range(len(one_starts) - 1):
        for left in range(one_starts[line], one_starts[line + 1]):
            for right in range(other_starts[line], other_starts[line + 1]):
                places[at] = right
                keys[at] = np.int64(one_terms[left]) * size + other_terms[right]
                at += 1
    return places, keys


@compiled
def _expect(
    pair: Ints, place: Ints, one: Ints, one_size: int, places: int, rounds: int
) -> NDArray[np.float32]:
    """The probability of each pair's second term given its first, after some rounds."""
    chance = np.ones(len(one), np.float32)
    for _ in range(rounds):
        total = np.zeros(places, np.float32)
        for at in range(len(pair)):
            total[place[at]] += chance[pair[at]]
        counted = np.zeros(len(one), np.float32)
        for at in range(len(pair)):
            counted[pair[at]] += chance[pair[at]] / total[place[at]]
        mass = np.zeros(one_size, np.float32)
        for at in range(len(one)):
            mass[one[at]] += counted[at]
        for at in range(len(one)):
            chance[at] = counted[at] / mass[one[at]]
    return chance
