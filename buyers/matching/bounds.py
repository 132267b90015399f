"""What a text could earn at most that says all of a need: by it what texts earn becomes a share."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from buyers.matching.kernels import Ints, Lists, Postings, Weights32
from buyers.matching.vocabulary import Read

BEST_SAID = 5  # words that say what is needed: each further one is hoped for less and less


def all_said(
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


def all_meant(said: Lists, words: Sequence[int], meanings: Postings, rarity: Weights32) -> Weights32:
    """What each text's distinct words would earn, each by the best of its meanings, whatever the language.

    `words` numbers what `said` has: the same word, once as it is and once looked up in a lexicon, has one number.
    """
    number, most = len(said.starts) - 1, _best_meaning(meanings, rarity)
    texts = np.repeat(np.arange(number), np.diff(said.starts))
    keys = texts * np.int64(len(words) + 1) + np.asarray(words, np.int64)[said.items]
    worth = most[said.items]
    order = np.lexsort((-worth, keys))
    first = order[np.flatnonzero(np.diff(keys[order], prepend=-1))]
    return _hoped(texts[first], worth[first], number)


def _best_meaning(meanings: Postings, rarity: Weights32) -> Weights32:
    """What each word would earn by the best of its meanings, or 0."""
    best = np.zeros(len(meanings.starts) - 1, np.float32)
    if len(meanings.rows):
        has = np.diff(meanings.starts) > 0
        earned = meanings.values * rarity[meanings.rows]
        best[has] = np.maximum.reduceat(earned, meanings.starts[:-1][has])
    return best
