"""The codes of the nomenclature and of the products as a tree: what each says, and which products it leads to."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import numpy as np

from buyers.matching import codes
from buyers.matching.grams import Grams
from buyers.matching.kernels import Ints, Lists, Postings, gather, invert, joined
from buyers.matching.pairs import Pairs
from buyers.matching.textindex import DECAY, GRAM_K1, K1, B, rarity
from buyers.matching.threads import in_shares
from buyers.matching.vocabulary import Read, Vocabulary, expand, lists

ALIKE = 0.3  # the part of a word's spelling that a code's words have at least
NEAR, MOST_NEAR = 0.4, 1000  # the codes that a word's spelling points to: so near the best one, and so many


class Codes:
    """Codes as numbers, level by level, with their parents; `texts` are the words of each."""

    def __init__(self, nomenclature: Mapping[str, str], carried: Iterable[Iterable[str]]) -> None:
        self.texts: dict[str, str] = {}
        for code, text in nomenclature.items():
            if known := codes.normal(code):
                self.texts[known] = f"{self.texts.get(known, '')} {text}".strip()
        every = {
            prefix for code in {*self.texts, *chain.from_iterable(carried)} for prefix in codes.prefixes(code)
        }
        self.names = sorted(every, key=lambda name: (len(name), name))
        self.number = {name: number for number, name in enumerate(self.names)}
        self.level = np.array([len(name) for name in self.names], np.int32)
        self.first = np.searchsorted(self.level, [*codes.LEVELS, 7]).astype(np.int32)
        self.above = np.array([self.number.get(name[:-2], -1) for name in self.names], np.int32)

    def headings(self, carried: Sequence[str]) -> list[int]:
        """The nodes of the headings of some codes."""
        return [self.number[code[:4]] for code in carried if len(code) >= 4]

    def index(self, words: Vocabulary) -> Postings:
        """The codes' texts by term: a subheading with what is above it, a heading with all that is below it.

        Behind the terms of all texts come the pairs of words that stand side by side in a code's text.
        """
        self._own = words.read([self.texts.get(name, "") for name in self.names])
        self.pairs = Pairs(self._own, words.names)
        read = self._with_neighbours(self._own)
        beside = self._with_neighbours(self.pairs.of(self._own))
        self._spelling = self._by_gram(words, read)
        terms, pairs = len(words), len(self.pairs)
        said = invert(read.starts, read.terms, terms, K1, B, DECAY)
        self.rarity = np.concatenate([rarity(said, len(self.names)), np.zeros(pairs, np.float32)])
        return joined([said, invert(beside.starts, beside.terms - np.int32(terms), pairs, K1, B, 0.0)])

    def _with_neighbours(self, own: Read) -> Read:
        """What each code's text has, followed by what is above or below it in the tree."""
        below: dict[int, list[int]] = {}
        for node, over in enumerate(self.above.tolist()):
            below.setdefault(over, []).append(node)
        members = lists([self._said_of(node, below) for node in range(len(self.names))])
        terms = expand(own.lists(), members.items)
        return Read(terms.starts[members.starts], terms.items)

    def said(self, code: str) -> list[int]:
        """The terms of a code's own words, by number; `index` must have been called."""
        node = self.number[code]
        return self._own.terms[self._own.starts[node] : self._own.starts[node + 1]].tolist()

    def _by_gram(self, words: Vocabulary, read: Read) -> Postings:
        said = set(read.terms.tolist())
        names = [name if number in said else "" for number, name in enumerate(words.names)]
        self._grams = Grams(names)
        grams = expand(self._grams.own, read.terms)
        return invert(grams.starts[read.starts], grams.items, max(1, len(self._grams)), GRAM_K1, B, 0.0)

    def spelt(self, words: Sequence[str]) -> Postings:
        """For each word the codes whose texts have words like it."""
        grams, unknown = self._grams.of(words)
        rare = rarity(self._spelling, len(self.names))
        known = np.concatenate([[0.0], np.cumsum(rare[grams.items], dtype=np.float64)])
        all_known = known[grams.starts[1:]] - known[grams.starts[:-1]]
        least = ALIKE * (all_known + unknown * rare.max(initial=0))
        least = least.astype(np.float32)

        def near(first: int, end: int) -> Postings:
            asked = Lists(grams.starts[first : end + 1], grams.items)
            return gather(asked, self._spelling, len(self.names), least[first:end], NEAR, MOST_NEAR)

        return joined(in_shares(len(words), near))

    def _said_of(self, node: int, below: Mapping[int, Sequence[int]]) -> list[int]:
        over = int(self.above[node])
        if self.level[node] == 6:
            return [node, over, int(self.above[over])]
        return [node, over, *below.get(node, ())] if self.level[node] == 4 else [node]

    def carriers(
        self, carried: Sequence[Sequence[str]], implied: Mapping[int, Sequence[tuple[int, float]]]
    ) -> tuple[Postings, Ints]:
        """Code → the products that carry it or one below it, or that its heading seems to fit; and by which code."""
        rows = np.repeat(np.arange(len(carried)), [len(each) for each in carried])
        codes_of = np.array([self.number[code] for each in carried for code in each], np.int32)
        guessed = [(row, node, weight) for row, each in implied.items() for node, weight in each]
        table = np.array(guessed, np.float64).reshape(-1, 3).T
        parts = [(table[0], table[1], table[1], table[2])]
        nodes = codes_of
        while len(nodes):
            parts.append((rows, nodes, codes_of, np.ones(len(rows))))
            higher = self.above[nodes] >= 0
            rows, codes_of, nodes = rows[higher], codes_of[higher], self.above[nodes[higher]]
        every = [np.concatenate(each) for each in zip(*parts, strict=True)]
        order = np.argsort(every[1].astype(np.int32), kind="stable")
        all_rows, all_nodes, deepest = (each[order].astype(np.int32) for each in every[:3])
        starts = np.searchsorted(all_nodes, np.arange(len(self.names) + 1)).astype(np.int64)
        return Postings(starts, all_rows, every[3][order].astype(np.float32)), deepest
