"""The arrays of the compiled loops, and the inverted index.

All arrays are C-contiguous. Terms, products ("rows"), exhibitors ("groups") and codes ("nodes") are numbers from 0.
Strengths are float32, 0 to 1. Nothing here holds the interpreter's lock, so that threads share the needs.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from buyers.compiled import compiled, inner, lean, lean_inner

Ints = NDArray[np.int32]
Offsets = NDArray[np.int64]
Weights32 = NDArray[np.float32]
Bits = NDArray[np.uint64]


class Postings(NamedTuple):
    """For each key the rows where it stands: `rows[starts[k]:starts[k + 1]]`, each with a value."""

    starts: Offsets
    rows: Ints
    values: Weights32


def joined(parts: Sequence[Postings]) -> Postings:
    """The postings of some keys, and those of the keys behind them, as one."""
    sizes = np.concatenate([np.diff(part.starts) for part in parts])
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Postings(
        starts, np.concatenate([part.rows for part in parts]), np.concatenate([part.values for part in parts])
    )


class Lists(NamedTuple):
    """For each key some numbers: `items[starts[k]:starts[k + 1]]`."""

    starts: Offsets
    items: Ints


class Goods(NamedTuple):
    """The products: texts by term, exhibitor, code at each level (-1: none), features, and order sizes."""

    texts: Postings
    group: Ints  # row → what is listed only once: its exhibitor, or the row itself
    exhibitor: Ints
    groups: int
    exhibitors: int
    hidden: NDArray[np.bool_]  # exhibitor → not to be shown to anybody
    coded: NDArray[np.bool_]  # row → whether it carries any code
    headings: Lists  # row → the nodes of its codes' headings
    features: Bits  # row × words of 64 bits
    home: Ints  # row → economy
    unit: Ints
    least: Weights32  # the order sizes that it takes, in its unit
    most: Weights32


class Tree(NamedTuple):
    """The codes: their texts by term, their places in the hierarchy, and the products they lead to.

    Chapters come first, then headings, then subheadings: `first` has where each level begins, and the end.
    """

    texts: Postings
    rarity: Weights32  # term → the most that a code's text can earn by saying it
    level: Ints  # node → 2, 4 or 6
    first: Ints
    above: Ints  # node → the node one level up, or -1
    carriers: Postings  # node → the products that carry the code, or seem to (value below 1)
    deepest: Ints  # beside each of the carriers the deepest code under the node by which it does so


class Questions(NamedTuple):
    """The needs: words with what each stands for, codes, sectors, features, and how much each signal counts."""

    words: Lists  # need → its words
    meanings: Postings  # word → terms, with their weights
    spelt: Postings  # word → the codes whose texts have words like it
    bound: Weights32  # need → the strength of a text that says it all
    bound_of_codes: Weights32  # need → the strength of a code's text that says it all
    codes: Lists  # need → nodes asked for
    sectors: Lists  # need → sectors
    features: Bits
    required: Bits
    musts: NDArray[np.bool_]  # need → whether it requires anything
    home: Ints
    unit: Ints
    size: Weights32
    without: Lists  # need → exhibitors not to be shown
    weights: NDArray[np.float64]  # need × signals, each row summing to 1; 0: not asked
    fitting: NDArray[np.float64]  # need → the weights of the signals about the goods


class Best(NamedTuple):
    """What is found: for each need `found` rows, the best first, with the score and each signal's strength."""

    found: Ints
    rows: Ints
    scores: NDArray[np.float64]
    strengths: Weights32


ALL, ANY, OVERLAP = 0, 1, 2  # share of what was asked; anything in common; overlap coefficient


@compiled
def invert(starts: Offsets, terms: Ints, size: int, k1: float, b: float, decay: float) -> Postings:
    """Index texts (terms in reading order) by term, valued by BM25 without its query side.

    A term said further back counts less, 1 / (1 + decay · place), down to a half.
    """
    texts = len(starts) - 1
    last = np.full(size, -1, np.int32)
    slot = np.zeros(size, np.int64)
    rows = np.empty(len(terms), np.int32)
    keys = np.empty(len(terms), np.int32)
    counts = np.empty(len(terms), np.float32)
    lengths = np.zeros(texts, np.float32)
    used = 0
    for row in range(texts):
        for at in range(starts[row], starts[row + 1]):
            term = terms[at]
            part = max(0.5, 1.0 / (1.0 + decay * (at - starts[row])))
            if last[term] != row:
                last[term] = row
                slot[term] = used
                rows[used], keys[used], counts[used] = row, term, 0.0
                used += 1
            counts[slot[term]] += part
            lengths[row] += part
    return _by_term(rows[:used], keys[:used], counts[:used], lengths, size, k1, b)


@inner
def _by_term(
    rows: Ints, keys: Ints, counts: Weights32, lengths: Weights32, size: int, k1: float, b: float
) -> Postings:
    texts = len(lengths)
    mean = 1e-6
    for length in lengths:
        mean += length / texts
    starts = np.zeros(size + 1, np.int64)
    for key in keys:
        starts[key + 1] += 1
    fill = np.zeros(size, np.int64)
    for key in range(size):
        starts[key + 1] += starts[key]
        fill[key] = starts[key]
    sorted_rows = np.empty(len(rows), np.int32)
    values = np.empty(len(rows), np.float32)
    for at in range(len(rows)):
        key, row = keys[at], rows[at]
        often = starts[key + 1] - starts[key]
        rarity = np.log(1 + (texts - often + 0.5) / (often + 0.5))
        place = fill[key]
        fill[key] += 1
        sorted_rows[place] = row
        values[place] = rarity * counts[at] / (counts[at] + k1 * (1 - b + b * lengths[row] / mean))
    return Postings(starts, sorted_rows, values)


MOST_BITS = 64


@compiled
def said_by(needs: Ints, rows: Ints, words: Lists, meanings: Postings, texts: Lists, terms: int) -> Bits:
    """For each pair the need's words, as bits, that the row's text says; the first word is the lowest.

    `words` has each need's distinct words, at most MOST_BITS. Pairs of a need should stand together.
    """
    bits = np.zeros(terms, np.uint64)
    found = np.zeros(len(needs), np.uint64)
    last = -1
    for pair in range(len(needs)):
        need, row = needs[pair], rows[pair]
        if need != last:
            if last >= 0:
                _mark(bits, words, meanings, last, False)
            _mark(bits, words, meanings, need, True)
            last = need
        for at in range(texts.starts[row], texts.starts[row + 1]):
            found[pair] |= bits[texts.items[at]]
    return found


@inner
def _mark(bits: Bits, words: Lists, meanings: Postings, need: int, on: bool) -> None:
    """Write at each term which of a need's words stand for it, or nothing."""
    first = words.starts[need]
    for at in range(first, words.starts[need + 1]):
        word = words.items[at]
        for meaning in range(meanings.starts[word], meanings.starts[word + 1]):
            term = meanings.rows[meaning]
            bits[term] = bits[term] | np.uint64(1) << np.uint64(at - first) if on else np.uint64(0)


@compiled
def nearest(
    asked: Lists, index: Postings, norms: Weights32, own: Weights32, at_least: float, most: int
) -> tuple[Ints, Ints, Weights32]:
    """For each asked list of grams the indexed words most like it by cosine: how many, which, how like."""
    size = len(norms)
    dots = np.zeros(size, np.float32)
    touched = np.empty(size, np.int32)
    number = len(asked.starts) - 1
    count = np.zeros(number, np.int32)
    found = np.zeros((number, most), np.int32)
    likeness = np.zeros((number, most), np.float32)
    for one in range(number):
        length = 0
        for at in range(asked.starts[one], asked.starts[one + 1]):
            gram = asked.items[at]
            for post in range(index.starts[gram], index.starts[gram + 1]):
                word = index.rows[post]
                if dots[word] == 0:
                    touched[length] = word
                    length += 1
                dots[word] += index.values[post]
        for at in range(length):
            word = touched[at]
            like = dots[word] / (norms[word] * own[one])
            dots[word] = 0
            if like >= at_least:
                count[one] = insert(found[one], likeness[one], count[one], word, like)
    return count.ravel(), found.ravel(), likeness.ravel()


@lean_inner
def insert(items: Ints, values: NDArray[Any], count: int, item: int, value: float) -> int:
    """Keep the best few, the best first, ties by number."""
    most = len(items)
    if count == most and (value < values[most - 1] or (value == values[most - 1] and item > items[most - 1])):
        return count
    at = min(count, most - 1)
    while at > 0 and (values[at - 1] < value or (values[at - 1] == value and items[at - 1] > item)):
        items[at], values[at] = items[at - 1], values[at - 1]
        at -= 1
    items[at], values[at] = item, value
    return min(count + 1, most)


@lean_inner
def insert_once(items: Ints, values: NDArray[Any], count: int, item: int, value: Any) -> int:
    """Keep the best few, each item once by its best value; `value` must be above the last of a full list."""
    at = 0
    while at < count and items[at] != item:
        at += 1
    if at < count and value <= values[at]:
        return count
    if at == count:
        at = min(count, len(items) - 1)
        count = min(count + 1, len(items))
    while at > 0 and values[at - 1] < value:
        items[at], values[at] = items[at - 1], values[at - 1]
        at -= 1
    items[at], values[at] = item, value
    return count


@lean_inner
def most(values: Weights32) -> Any:
    """The largest of some values, or 0. Four lanes, since each comparison waits for the one before."""
    one = two = three = four = np.float32(0)
    whole = len(values) // 4 * 4
    for at in range(0, whole, 4):
        one, two = max(one, values[at]), max(two, values[at + 1])
        three, four = max(three, values[at + 2]), max(four, values[at + 3])
    for at in range(whole, len(values)):
        one = max(one, values[at])
    return max(one, two, three, four)


def gather(asked: Lists, index: Postings, rows: int, least: Weights32, near: float, at_most: int) -> Postings:
    """For each list of keys the rows that they add up to: those with `least`, near the best, `at_most` of them."""
    number = len(asked.starts) - 1
    starts = np.zeros(number + 1, np.int64)
    room = number * min(at_most, rows)  # the part that is not needed is never touched
    found, values, sums = np.empty(room, np.int32), np.empty(room, np.float32), np.zeros(rows, np.float32)
    _gather(asked, index, least, near, at_most, sums, starts, found, values)
    return Postings(starts, found[: starts[-1]], values[: starts[-1]])


@lean
def _gather(
    asked: Lists,
    index: Postings,
    least: Weights32,
    near: float,
    at_most: int,
    sums: Weights32,
    starts: Offsets,
    found: Ints,
    values: Weights32,
) -> None:
    for one in range(len(asked.starts) - 1):
        end = starts[one]
        for at in range(asked.starts[one], asked.starts[one + 1]):
            key = asked.items[at]
            for post in range(index.starts[key], index.starts[key + 1]):
                sums[index.rows[post]] += index.values[post]
        if asked.starts[one] < asked.starts[one + 1]:
            limit = max(least[one], np.float32(near) * most(sums), np.float32(1e-9))
            for row in range(len(sums)):
                if sums[row] >= limit and end < starts[one] + at_most:
                    found[end], values[end] = row, sums[row]
                    end += 1
                sums[row] = 0
        starts[one + 1] = end
