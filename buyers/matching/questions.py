"""From the needs' texts to what the compiled loops ask: words, and the products' terms that each stands for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from buyers.matching.bounds import all_meant, all_said
from buyers.matching.grams import letters
from buyers.matching.kernels import Ints, Lists, Offsets, Postings, Weights32
from buyers.matching.lexicon import Lexicon
from buyers.matching.similar import MOST, Similar
from buyers.matching.slips import LEAST, LONGEST, swapped
from buyers.matching.textindex import rarity
from buyers.matching.tree import Codes
from buyers.matching.vocabulary import Read, Vocabulary, behind

LIKENESS = 0.8  # how much a word counts that is only like the one asked for
VARIANT, OF_KNOWN = 0.5, 0.7  # how like, and how much counts, what stands beside a word that is there itself
BEGINNING = 3  # letters with which the two begin
SAME = 0.6  # how like a word is that a reader takes for the same; and one with accents for one without
SINGLE = 0.7  # how much one character of several in a row counts: it is seldom the whole of what is meant
COMMON = 0.02  # a term in more than this share of the products is not taken for a mistyped one
SHORT = 4  # letters of a word that stands for none with other accents, where a text has it: trà is not tra
PAIR = 0.7  # how much two words count that stand side by side in a code's text, too, beside each of them
TOGETHER = 0.4  # how much two syllables count that stand together as a word, beside each of them
FIGURES = 0.6  # how much a word counts that has digits in it, or is a single letter
WIDTHS = (1, 2)  # characters of an unspaced script that make a term


@dataclass(frozen=True, slots=True)
class Asked:
    """Texts as words, and what each word stands for.

    `words` has the distinct words of all texts, `translated` those looked up in the lexicon; `own` each text's words by
    number, `lists` the same with those of the lexicon behind them, and pairs of words that codes' texts have.
    `meanings` says which of the index's terms each stands for, `told` those of them that a reader takes for the same,
    `spelt` which codes have words like it. A text that says everything would reach `bound`, a code's words
    `bound_of_codes`, or, where that is 0, what all may mean.
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
            bound=all_said(own, terms, hoped, whole, self._rarity, unknown=np.log1p(2 * self._texts + 1)),
            bound_of_codes=all_said(own, terms, hoped**2, whole**2, self._codes.rarity, unknown=0),
        )
        return self._paired(self._translated(texts, asked) if self._lexicon else asked, terms[:, 0])

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
        if not LEAST <= len(word) <= LONGEST or not word.isalpha() or self._known.get(word) >= 0:
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
        known = self._looked_up(vocabulary.names, self._lexicon)
        more = _chosen(read, np.array([bool(each) for each in known], np.bool_))
        lists, meanings = behind(asked.own, more, len(asked.words)), _continued(asked.meanings, known)
        hoped = self._hoped(asked.words, vocabulary.names, lists, meanings)
        is_translated = np.diff(more.starts) > 0
        return replace(
            asked,
            translated=vocabulary.names,
            lists=lists,
            meanings=meanings,
            told=_continued(asked.told, known),
            spelt=_continued(asked.spelt, [()] * len(known)),
            bound=np.where(is_translated, hoped, asked.bound).astype(np.float32),
            bound_of_codes=np.where(is_translated, 0, asked.bound_of_codes).astype(np.float32),
        )

    def _looked_up(self, words: Sequence[str], lexicon: Lexicon) -> list[list[tuple[int, float]]]:
        """For each word the index's terms that mean the same, and how much; of a known word those that texts have."""
        found = []
        for word in words:
            is_new = self._known.get(word) < 0
            meant = [(self._known.get(term), weight) for term, weight in lexicon.meanings(word)]
            found.append([(term, w) for term, w in meant if term >= 0 and (is_new or self._often[term])])
        return found

    def _hoped(
        self, own: Sequence[str], looked_up: Sequence[str], lists: Lists, meanings: Postings
    ) -> Weights32:
        """What texts would earn that said all, in any language, as far as any text does."""
        number = {word: at for at, word in enumerate(own)}
        same = [number.get(word, len(number) + at) for at, word in enumerate(looked_up)]
        worth = np.where(self._often > 0, self._rarity, 0)
        return all_meant(lists, [*range(len(number)), *same], meanings, worth)

    def _paired(self, asked: Asked, exact: Ints) -> Asked:
        """The same with the pairs of words that codes' texts have, put behind each text's words.

        `exact`: the term that each of the texts' own words is, or -1.
        """
        read = self._codes.pairs.of(Read(asked.own.starts, exact[asked.own.terms]))
        found, numbers = np.unique(read.terms, return_inverse=True)
        pairs = Read(read.starts, numbers.astype(np.int32))
        nothing: list[Sequence[tuple[int, float]]] = [()] * len(found)
        return replace(
            asked,
            lists=behind(Read(*asked.lists), pairs, len(asked.words) + len(asked.translated)),
            meanings=_continued(asked.meanings, [[(pair, PAIR)] for pair in found.tolist()]),
            told=_continued(asked.told, nothing),
            spelt=_continued(asked.spelt, nothing),
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


def _chosen(read: Read, keep: NDArray[np.bool_]) -> Read:
    """A read's terms without some of them."""
    kept = keep[read.terms]
    before = np.concatenate([[0], np.cumsum(kept)])
    return Read(before[read.starts].astype(np.int64), read.terms[kept])
