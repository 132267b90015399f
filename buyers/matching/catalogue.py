"""The products of a fair, indexed once to answer needs."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count

import numpy as np
from numpy.typing import NDArray

from buyers.matching import codes
from buyers.matching.data import FIT, SIGNALS, Cancelled, Group, Id, Market, Match, Need, Product, Weights
from buyers.matching.explain import Explainer
from buyers.matching.features import Features, asked_certificates, families
from buyers.matching.goods import Shelf, sizes_of
from buyers.matching.kernels import Best, Goods, Questions, Tree, invert
from buyers.matching.matches import Matches
from buyers.matching.questions import Asked, Reader
from buyers.matching.search import find, imply
from buyers.matching.textindex import DECAY, K1, B
from buyers.matching.tree import Codes
from buyers.matching.vocabulary import Read, Vocabulary

Progress = Callable[[float], bool]
NO_MARKET = Market()
USUAL_WEIGHTS = Weights()
IMPLIED = 0.5  # how much a heading counts to which only a product's words point
_AT_ONCE = 256  # needs between two reports of progress, at most


class Catalogue:
    """Products with all their signals. Of products with the same id the first counts."""

    def __init__(self, products: Sequence[Product], *, market: Market = NO_MARKET) -> None:
        self.products = list({product.id: product for product in reversed(products)}.values())[::-1]
        self._row = {product.id: row for row, product in enumerate(self.products)}
        self.market = market
        self.carried = [codes.normal(product.hs_code) for product in self.products]
        self.codes = Codes(market.nomenclature, self.carried)
        self._features = Features(families(market.agreements), self.products)
        self._shelf = Shelf(self.products, self.carried, self.codes)
        words = Vocabulary((1, 2))
        self._read = read = words.read(product.text for product in self.products)
        said = self.codes.index(words)
        texts = invert(read.starts, read.terms, len(words), K1, B, DECAY)
        self.reader = Reader(words, texts, len(self.products), market.lexicon, self.codes)
        self._goods = self._shelf.goods(texts, self._features.of_products)
        levels = [self._shelf.chapter, self._shelf.heading, self._shelf.subheading]
        level = self.codes.level
        bare = Tree(said, level, self.codes.first, self.codes.above, self.codes.carriers(levels, {}))
        self._implied = self._imply(words, read, bare)
        carriers = self.codes.carriers(levels, self._implied)
        self._tree = bare._replace(carriers=carriers)

    def find(
        self,
        needs: Sequence[Need],
        *,
        weights: Weights = USUAL_WEIGHTS,
        top: int = 20,
        group: Group = "exhibitor",
        only: Container[Id] | None = None,
        progress: Progress | None = None,
    ) -> Matches:
        """Each need's best matches, at most `top`, the best first, ties by the products' order.

        `only`: the exhibitors that may be shown; all, where it is None. Raises Cancelled where `progress`, which hears
        the part done, returns False.
        """
        top = max(0, top)
        asked = self.reader.read([need.text for need in needs])
        questions = self._questions(needs, asked, weights)
        goods = self._goods if only is None else self._goods._replace(hidden=self._shelf.hidden_but(only))
        if group == "product":
            goods = _one_by_one(goods)
        parts = self._search(questions, len(needs), top, goods, progress)
        return self._matches(needs, asked, questions.weights, list(parts), top)

    def matches(
        self, need: Need, *, weights: Weights = USUAL_WEIGHTS, top: int = 20, group: Group = "exhibitor"
    ) -> list[Match]:
        """One need's best matches with their reasons."""
        return list(self.find([need], weights=weights, top=top, group=group))

    def terms_of(self, product: Product) -> frozenset[int]:
        """The terms of a product's text, by number."""
        row = self._row[product.id]
        return frozenset(self._read.terms[self._read.starts[row] : self._read.starts[row + 1]].tolist())

    def codes_of(self, product: Product) -> list[str]:
        """The codes by which words lead to a product: its own and those above, or headings that its text points to."""
        row = self._row[product.id]
        if code := self.carried[row]:
            return list(codes.prefixes(code))
        return [self.codes.names[node] for node, _ in self._implied[row]]

    def _imply(self, words: Vocabulary, read: Read, tree: Tree) -> Mapping[int, list[tuple[int, float]]]:
        """The headings that the words of products without a code point to."""
        rows = np.array([row for row, code in enumerate(self.carried) if not code], np.int32)
        if not len(rows) or not self.codes.texts:
            return {}
        spelt = self.codes.spelt(words.names)
        count, nodes, values = imply(rows, read.lists(), spelt, self._goods, tree)
        nodes, values = nodes.reshape(len(rows), -1), values.reshape(len(rows), -1)
        return {
            int(row): [(int(nodes[at, n]), IMPLIED * float(values[at, n])) for n in range(count[at])]
            for at, row in enumerate(rows)
        }

    def _questions(self, needs: Sequence[Need], asked: Asked, weights: Weights) -> Questions:
        required, possible = self._features.required(needs)
        table = self._weights(needs, asked, weights) * possible[:, None]
        return Questions(
            words=asked.lists,
            meanings=asked.meanings,
            spelt=asked.spelt,
            bound=asked.bound,
            codes=self._shelf.codes_of(needs),
            sectors=self._shelf.sectors_of(needs),
            features=self._features.of_needs(needs),
            required=required,
            musts=np.array([bool(need.certificates_required) for need in needs], np.bool_),
            home=self._shelf.home_of(needs),
            unit=self._shelf.unit_of(needs),
            size=sizes_of(needs),
            without=self._shelf.without_of(needs),
            weights=table,
            fitting=table[:, : len(FIT)].sum(axis=1),
        )

    def _weights(self, needs: Sequence[Need], asked: Asked, weights: Weights) -> NDArray[np.float64]:
        """How much each signal counts for each need: those that it gives nothing to judge by fall away."""
        has_words = np.diff(asked.own.starts) > 0
        heard = {
            "hs": [bool(codes.normals(need.hs_codes)) for need in needs],
            "text": has_words,
            "nomenclature": has_words & bool(self.codes.names),
            "sectors": [bool(need.sectors) for need in needs],
            "certificates": [bool(asked_certificates(need)) for need in needs],
            "agreements": self._features.answers("agreements", needs),
            "markets": [bool(need.markets) for need in needs],
            "languages": [bool(need.languages) for need in needs],
            "size": [need.quantity > 0 and bool(need.unit) for need in needs],
            "wanted": self._features.answers("wanted", needs),
        }
        table = np.array([weights.table()[name] * np.asarray(heard[name], np.float64) for name in SIGNALS])
        total = table.sum(axis=0)
        table[:, table[: len(FIT)].sum(axis=0) == 0] = 0
        return np.ascontiguousarray((table / np.where(total > 0, total, 1)).T)

    def _search(
        self, questions: Questions, number: int, top: int, goods: Goods, progress: Progress | None
    ) -> Iterator[Best]:
        """Search for all needs, some at once in each thread."""
        _tell(progress, 0.0)
        size = max(1, min(_AT_ONCE, number // 4))
        parts = [
            np.arange(start, min(start + size, number), dtype=np.int32) for start in range(0, number, size)
        ]
        rest = (
            top,
            goods,
            self._tree,
            self._features.table(),
            self._shelf.in_sectors,
            self._shelf.held,
            questions,
        )
        if len(parts) == 1:
            yield find(parts[0], *rest)
            _tell(progress, 1.0)
            return
        with ThreadPoolExecutor(cpu_count()) as pool:
            waiting = [pool.submit(find, part, *rest) for part in parts]
            try:
                for part, done in zip(parts, waiting, strict=True):
                    yield done.result()
                    _tell(progress, (int(part[-1]) + 1) / number)
            finally:
                pool.shutdown(cancel_futures=True)

    def _matches(
        self,
        needs: Sequence[Need],
        asked: Asked,
        weights: NDArray[np.float64],
        parts: Sequence[Best],
        top: int,
    ) -> Matches:
        """Put together what was found, as columns."""
        width = max(1, top)
        count = np.concatenate([np.zeros(0, np.int32), *(part.found for part in parts)])
        kept = (np.arange(width) < count[:, None]).ravel()
        rows = np.concatenate([np.zeros(0, np.int32), *(part.rows for part in parts)])[kept]
        empty = np.zeros((0, len(SIGNALS)), np.float32)
        strengths = np.concatenate([empty, *(part.strengths.reshape(-1, len(SIGNALS)) for part in parts)])[
            kept
        ]
        need = np.repeat(np.arange(len(needs), dtype=np.int32), count)
        shares = weights[need] * strengths
        fitting = weights[:, : len(FIT)].sum(axis=1)[need]
        fit = shares[:, : len(FIT)].sum(axis=1)
        shares[:, len(FIT) :] *= (fit / np.where(fitting > 0, fitting, 1))[:, None]
        rank = np.tile(np.arange(1, width + 1, dtype=np.int32), len(needs))[kept]
        explainer = Explainer(self, needs, asked)
        return Matches(
            needs, self.products, explainer, need, rows, rank, shares.sum(axis=1), strengths, shares
        )


def _one_by_one(goods: Goods) -> Goods:
    """The same goods, each listed by itself."""
    rows = len(goods.group)
    return goods._replace(group=np.arange(rows, dtype=np.int32), groups=rows)


def _tell(progress: Progress | None, part: float) -> None:
    if progress is not None and progress(part) is False:
        raise Cancelled
