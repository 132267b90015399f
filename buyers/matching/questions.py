"""From the needs' texts to what the compiled loops ask: words, and the products' terms that each stands for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from buyers.matching.grams import letters
from buyers.matching.kernels import Ints, Lists, Offsets, Postings, Weights32
from buyers.matching.lexicon import Lexicon
from buyers.matching.similar import MOST, Similar
from buyers.matching.textindex import rarity
from buyers.matching.tree import Codes
from buyers.matching.vocabulary import Read, Vocabulary

LIKENESS = 0.8  # how much a word counts that is only like the one asked for
A_LITTLE, MOST_HINTS = 0.05, 60  # cosine from which on a word hints at another, and at how many at most
COMMON = 0.02  # a term in more than this share of the products is not taken for a mistyped one
SHORT = 4  # letters of a word that stands for none with other accents, where a text has it: trà is not tra
FIGURES = 0.6  # how much a word counts that has digits in it, or is a single letter
WIDTHS = (1, 2)  # characters of an unspaced script that make a term


@dataclass(frozen=True, slots=True)
class Asked:
    """Texts as words, and what each word stands for.

    `words` has the distinct words of all texts, `translated` those looked up in the lexicon; `own` each text's words by
    number, `lists` the same with those of the lexicon behind them. `meanings` says which of the index's terms a word
    stands for, `spelt` which codes have words like it. A text that says everything would reach `bound`; where that
    is 0, what the words may mean together.
    """

    words: list[str]
    translated: list[str]
    own: Read
    lists: Lists
    meanings: Postings
    spelt: Postings
    bound: Weights32
    bound_of_codes: Weights32


class Reader:
    """Reads texts against the vocabulary of an index."""

    def __init__(
        self, known: Vocabulary, index: Postings, texts: int, lexicon: Lexicon | None, codes: Codes
    ) -> None:
        self._known = known
        self._often = np.diff(index.starts)
        self._texts = texts
        self._rarity = rarity(index, texts)
        self._plain = np.array([name.isascii() for name in known.names], np.bool_)
        self._most = max(64, COMMON * texts)
        self._similar = Similar(known)
        self._lexicon = lexicon
        self._codes = codes

    def read(self, texts: Sequence[str]) -> Asked:
        """Take texts apart and say what their words stand for."""
        vocabulary = Vocabulary(WIDTHS)
        own = vocabulary.read(texts)
        words = vocabulary.names
        terms, valid, weights = self._likely(words)
        counted = np.where(valid, weights, 0)
        meanings = Postings(_ends(valid.sum(axis=1)), terms[valid], weights[valid])
        asked = Asked(
            words=words,
            translated=[],
            own=own,
            lists=own.lists(),
            meanings=meanings,
            spelt=self._codes.spelt(words),
            bound=_all_said(own, terms, counted, self._rarity, unknown=np.log1p(2 * self._texts + 1)),
            bound_of_codes=_all_said(own, terms, counted**2, self._codes.rarity, unknown=0),
        )
        return self._translated(texts, asked) if self._lexicon else asked

    def hints(self, asked: Asked, needs: Ints) -> Postings:
        """For each word of some of the texts the terms that are at least a little like it; none for other words."""
        every, own = asked.own, np.zeros(len(asked.words), np.bool_)
        for need in needs.tolist():
            own[every.terms[every.starts[need] : every.starts[need + 1]]] = True
        words = [word if heard else "" for word, heard in zip(asked.words, own.tolist(), strict=True)]
        count, found, like = self._similar.to(words, A_LITTLE, MOST_HINTS)
        sizes = np.concatenate([count, np.zeros(len(asked.translated), np.int32)])
        valid = np.arange(MOST_HINTS) < count[:, None]
        return Postings(_ends(sizes), found[valid], like[valid])

    @property
    def names(self) -> list[str]:
        """The index's terms by number."""
        return self._known.names

    def _likely(self, words: Sequence[str]) -> tuple[Ints, NDArray[np.bool_], Weights32]:
        """For each word the term that it is and those that are like it: which, whether there, how much it counts."""
        exact = np.array([self._known.get(word) for word in words], np.int32).reshape(-1, 1)
        count, found, like = self._similar.to(words)
        valid = (np.arange(MOST) < count[:, None]) & (found != exact)
        if len(self._often):
            valid &= self._often[found] <= self._most
            is_short = _column(len(letters(word)) <= SHORT for word in words) & (exact >= 0)
            is_plain = _column(word.isascii() for word in words) & self._plain[found]
            valid &= is_plain | ~is_short
        terms = np.hstack([exact, found]).astype(np.int32)
        weights = np.hstack([np.ones_like(exact, np.float32), np.float32(LIKENESS) * like])
        weights *= np.array([FIGURES if _is_figure(word) else 1 for word in words], np.float32)[:, None]
        return terms, np.hstack([exact >= 0, valid]), weights

    def _translated(self, texts: Sequence[str], asked: Asked) -> Asked:
        """The same with the words that the lexicon knows, put behind each text's own."""
        assert self._lexicon is not None
        vocabulary = Vocabulary(self._lexicon.widths)
        read = vocabulary.read(texts)
        meant = [self._lexicon.meanings(word) for word in vocabulary.names]
        pairs = [[(self._known.get(term), weight) for term, weight in each] for each in meant]
        is_new = [self._known.get(word) < 0 for word in vocabulary.names]
        known = [
            [(term, weight) for term, weight in each if term >= 0 and (new or self._often[term])]
            for each, new in zip(pairs, is_new, strict=True)
        ]
        flat = [pair for each in known for pair in each]
        ends = asked.meanings.starts[-1] + _ends(np.array([len(each) for each in known], np.int64))
        helps = np.array([bool(each) for each in known], np.bool_)
        more = _chosen(read, helps)
        return replace(
            asked,
            translated=vocabulary.names,
            lists=_behind(asked.own, more, len(asked.words)),
            meanings=Postings(
                np.concatenate([asked.meanings.starts, ends[1:]]),
                np.concatenate([asked.meanings.rows, np.array([term for term, _ in flat], np.int32)]),
                np.concatenate([asked.meanings.values, np.array([weight for _, weight in flat], np.float32)]),
            ),
            spelt=asked.spelt._replace(
                starts=np.concatenate([asked.spelt.starts, np.full(len(known), asked.spelt.starts[-1])])
            ),
            bound=np.where(np.diff(more.starts) > 0, 0, asked.bound).astype(np.float32),
            bound_of_codes=np.where(np.diff(more.starts) > 0, 0, asked.bound_of_codes).astype(np.float32),
        )


def _ends(sizes: NDArray[np.int64]) -> Offsets:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)


def _column(flags: Iterable[bool]) -> NDArray[np.bool_]:
    return np.fromiter(flags, np.bool_)[:, None]


def _is_figure(word: str) -> bool:
    return (len(word) == 1 and word.isascii()) or any(character.isdigit() for character in word)


def _all_said(own: Read, terms: Ints, weights: Weights32, rarity: Weights32, unknown: float) -> Weights32:
    """What each text's distinct words would earn, each by the term that it stands for most, or as `unknown`."""
    value = weights * rarity[terms] if len(rarity) else np.zeros(terms.shape, np.float32)
    most = value.max(axis=1, initial=0)
    most[~weights.any(axis=1)] = np.float32(unknown)
    texts = np.repeat(np.arange(len(own.starts) - 1), np.diff(own.starts))
    each_once = np.unique(texts * np.int64(max(1, len(most))) + own.terms, return_index=True)[1]
    total = np.bincount(texts[each_once], most[own.terms[each_once]], len(own.starts) - 1)
    return np.maximum(total, 1e-6).astype(np.float32)


def _chosen(read: Read, keep: NDArray[np.bool_]) -> Read:
    """A read's terms without some of them."""
    kept = keep[read.terms]
    before = np.concatenate([[0], np.cumsum(kept)])
    return Read(before[read.starts].astype(np.int64), read.terms[kept])


def _behind(first: Read, second: Read, shift: int) -> Lists:
    """Two reads of the same texts as one, the second's terms renumbered."""
    texts = np.concatenate(
        [np.repeat(np.arange(len(each.starts) - 1), np.diff(each.starts)) for each in (first, second)]
    )
    order = np.argsort(texts, kind="stable")
    items = np.concatenate([first.terms, second.terms + np.int32(shift)])[order]
    return Lists(first.starts + second.starts, items.astype(np.int32))
