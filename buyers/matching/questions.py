"""From the needs' texts to what the compiled loops ask: words, and the products' terms that each stands for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from buyers.matching.grams import letters
from buyers.matching.kernels import Ints, Lists, Offsets, Postings, Weights32
from buyers.matching.lexicon import Lexicon
from buyers.matching.similar import MOST, Similar
from buyers.matching.slips import LEAST, swapped
from buyers.matching.textindex import rarity
from buyers.matching.tree import Codes
from buyers.matching.vocabulary import Read, Vocabulary

LIKENESS = 0.8  # how much a word counts that is only like the one asked for
VARIANT, OF_KNOWN = 0.5, 0.7  # how like, and how much counts, what stands beside a word that is there itself
BEGINNING = 3  # letters with which the two begin
SAME = 0.6  # how like a word is that a reader takes for the same; and one with accents for one without
SINGLE = 0.7  # how much one character of several in a row counts: it is seldom the whole of what is meant
BEST_SAID = 5  # words that say what is needed: each further one is hoped for less and less
COMMON = 0.02  # a term in more than this share of the products is not taken for a mistyped one
SHORT = 4  # letters of a word that stands for none with other accents, where a text has it: trà is not tra
TOGETHER = 0.7  # how much two syllables count that stand together as a word, beside each of them
FIGURES = 0.6  # how much a word counts that has digits in it, or is a single letter
WIDTHS = (1, 2)  # characters of an unspaced script that make a term


@dataclass(frozen=True, slots=True)
class Asked:
    """Texts as words, and what each word stands for.

    `words` has the distinct words of all texts, `translated` those looked up in the lexicon; `own` each text's words by
    number, `lists` the same with those of the lexicon behind them. `meanings` says which of the index's terms a word
    stands for, `told` those of them that a reader takes for the same, `spelt` which codes have words like it. A text
    that says everything would reach `bound`; where that is 0, what the words may mean together.
    """

    words: list[str]
    translated: list[str]
    own: Read
    lists: Lists
    meanings: Postings
    told: Postings
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
        self._begins = np.array([letters(name)[:BEGINNING] for name in known.names], f"U{BEGINNING}")
        self._most = max(64, COMMON * texts)
        self._similar = Similar(known)
        self._lexicon = lexicon
        self._codes = codes

    def read(self, texts: Sequence[str]) -> Asked:
        """Take texts apart and say what their words stand for."""
        vocabulary = Vocabulary(WIDTHS)
        own = vocabulary.read(texts)
        words = vocabulary.names
        worth = np.array([_worth(word) for word in words], np.float32)[:, None]
        terms, valid, same, likeness = self._likely(words)
        weights = worth * likeness
        hoped, whole = np.where(valid, weights, 0), np.where(valid, worth, 0)
        asked = Asked(
            words=words,
            translated=[],
            own=own,
            lists=own.lists(),
            meanings=_kept(terms, valid, weights),
            told=_kept(terms, valid & same, weights),
            spelt=self._codes.spelt(words),
            bound=_all_said(own, terms, hoped, whole, self._rarity, unknown=np.log1p(2 * self._texts + 1)),
            bound_of_codes=_all_said(own, terms, hoped**2, whole**2, self._codes.rarity, unknown=0),
        )
        return self._translated(texts, asked) if self._lexicon else asked

    @property
    def names(self) -> list[str]:
        """The index's terms by number."""
        return self._known.names

    def _likely(self, words: Sequence[str]) -> tuple[Ints, NDArray[np.bool_], NDArray[np.bool_], Weights32]:
        """For each word the term that it is and those like it: which, whether there and the same, and how like."""
        exact = np.array([self._known.get(word) for word in words], np.int32).reshape(-1, 1)
        slip = np.array([self._slip(word) for word in words], np.int32).reshape(-1, 1)
        count, found, like = self._similar.to(words)
        valid = (np.arange(MOST) < count[:, None]) & (found != exact) & (slip < 0)
        is_known = exact >= 0
        if len(self._often):
            valid &= self._often[found] <= self._most
            valid &= self._may_stand(words, is_known, found, like)
        beside = np.where(is_known, np.float32(LIKENESS * OF_KNOWN), np.float32(LIKENESS)) * like
        likeness = np.hstack([np.ones_like(exact), beside, np.full_like(slip, LIKENESS, np.float32)])
        terms = np.hstack([exact, found, slip]).astype(np.int32)
        same = np.hstack([is_known, like >= SAME, slip >= 0])
        return terms, np.hstack([is_known, valid, slip >= 0]), same, likeness.astype(np.float32)

    def _slip(self, word: str) -> int:
        """The term that a word is which is not known, but for two letters that changed places; or -1."""
        if len(word) < LEAST or not word.isalpha() or self._known.get(word) >= 0:
            return -1
        found = (self._known.get(each) for each in swapped(word))
        return next((number for number in found if number >= 0), -1)

    def _may_stand(
        self, words: Sequence[str], is_known: NDArray[np.bool_], found: Ints, like: Weights32
    ) -> NDArray[np.bool_]:
        """Whether a word like another may stand for it: beside one that is known only what looks like a form of it."""
        is_plain, plain = _column(word.isascii() for word in words), self._plain[found]
        is_short = _column(len(letters(word)) <= SHORT for word in words)
        begins = np.array([letters(word)[:BEGINNING] for word in words])[:, None] == self._begins[found]
        is_form = begins & (like >= VARIANT) & ((is_plain & plain) | ~is_short)
        return np.where(is_known, is_form, (is_plain == plain) | (like >= SAME))

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
        helps = np.array([bool(each) for each in known], np.bool_)
        more = _chosen(read, helps)
        return replace(
            asked,
            translated=vocabulary.names,
            lists=_behind(asked.own, more, len(asked.words)),
            meanings=_continued(asked.meanings, known),
            told=_continued(asked.told, known),
            spelt=asked.spelt._replace(
                starts=np.concatenate([asked.spelt.starts, np.full(len(known), asked.spelt.starts[-1])])
            ),
            bound=np.where(np.diff(more.starts) > 0, 0, asked.bound).astype(np.float32),
            bound_of_codes=np.where(np.diff(more.starts) > 0, 0, asked.bound_of_codes).astype(np.float32),
        )


def _ends(sizes: NDArray[np.int64]) -> Offsets:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)


def _kept(terms: Ints, keep: NDArray[np.bool_], weights: Weights32) -> Postings:
    """Each word's terms, as far as they are kept."""
    return Postings(_ends(keep.sum(axis=1)), terms[keep], weights[keep])


def _continued(postings: Postings, more: Sequence[Sequence[tuple[int, float]]]) -> Postings:
    """Postings with those of more words behind them."""
    flat = [pair for each in more for pair in each]
    ends = postings.starts[-1] + _ends(np.array([len(each) for each in more], np.int64))
    return Postings(
        np.concatenate([postings.starts, ends[1:]]),
        np.concatenate([postings.rows, np.array([term for term, _ in flat], np.int32)]),
        np.concatenate([postings.values, np.array([weight for _, weight in flat], np.float32)]),
    )


def _column(flags: Iterable[bool]) -> NDArray[np.bool_]:
    return np.fromiter(flags, np.bool_)[:, None]


def _worth(word: str) -> float:
    """How much a word counts for what it is made of."""
    if len(word) == 1:
        return FIGURES if word.isascii() else SINGLE
    if " " in word:
        return TOGETHER
    return FIGURES if any(character.isdigit() for character in word) else 1.0


def _all_said(
    own: Read, terms: Ints, weights: Weights32, whole: Weights32, rarity: Weights32, unknown: float
) -> Weights32:
    """What each text's distinct words would earn, each by the term that it stands for most.

    A word that nothing is known of would earn `unknown`, but no more than the text's others on average. Where no word
    of a text is known, each would earn as much as what it is like (`whole`), though it is only like it: or gibberish
    would be met in full by the first word that looks a little like it.
    """
    most, number = _best(weights, terms, rarity), len(own.starts) - 1
    texts = np.repeat(np.arange(number), np.diff(own.starts))
    each_once = np.unique(texts * np.int64(max(1, len(most))) + own.terms, return_index=True)[1]
    texts, words = texts[each_once], own.terms[each_once]
    is_there = (weights[:, 0] > 0) | (weights[:, -1] > 0)  # itself, or but for a slip
    is_understood = np.bincount(texts[is_there[words]], minlength=number) > 0
    worth = np.where(is_understood[texts], most[words], _best(whole, terms, rarity)[words])
    is_known = np.asarray(weights.any(axis=1))[words]
    counts = np.bincount(texts[is_known], minlength=number)
    usual = np.bincount(texts[is_known], worth[is_known], number) / np.maximum(1, counts)
    others = np.where(counts > 0, np.minimum(usual, unknown), unknown)
    return _hoped(texts, np.where(is_known, worth, others[texts]).astype(np.float32), number)


def _best(weights: Weights32, terms: Ints, rarity: Weights32) -> Weights32:
    """What each word would earn by the best of its terms."""
    if not len(rarity):
        return np.zeros(len(terms), np.float32)
    return np.asarray((weights * rarity[terms]).max(axis=1, initial=0))


def _hoped(texts: NDArray[np.int64], values: Weights32, number: int) -> Weights32:
    """The sum of each text's values, of which all behind the largest `BEST_SAID` count less, the further back the less.

    No product says all that a long description does: what says its best words well fits.
    """
    order = np.lexsort((-values, texts))
    sizes = np.bincount(texts, minlength=number)
    place = np.arange(len(texts)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    share = np.minimum(1, BEST_SAID / (place + 1))
    total = np.bincount(texts[order], values[order] * share, number)
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
