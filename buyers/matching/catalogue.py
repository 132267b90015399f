"""The products of a fair, indexed once to answer needs."""

from collections.abc import Container, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from buyers.matching import codes
from buyers.matching.asides import without_asides
from buyers.matching.data import FIT, SIGNALS, Group, Id, Market, Match, Need, Product, Weights
from buyers.matching.explain import Explainer
from buyers.matching.features import Features, asked_certificates, families
from buyers.matching.goods import Shelf, sizes_of
from buyers.matching.inquiry import Inquiry, Progress
from buyers.matching.kernels import Goods, Lists, Questions, Tree, invert
from buyers.matching.matches import Matches
from buyers.matching.mentions import with_mentions
from buyers.matching.questions import Asked, Reader
from buyers.matching.search import imply
from buyers.matching.textindex import DECAY, B, repeats
from buyers.matching.tree import Codes
from buyers.matching.vocabulary import Read, Vocabulary, behind, expand

NO_MARKET = Market()
USUAL_WEIGHTS = Weights()
IMPLIED = 0.4  # how much a heading counts to which only a product's words point


class Catalogue:
    """Products with all their signals. Of products with the same id the first counts."""

    def __init__(self, products: Sequence[Product], *, market: Market = NO_MARKET) -> None:
        known: dict[Id, Product] = {}
        for product in products:
            known.setdefault(product.id, product)
        self.products = list(known.values())
        self.market = market
        self.carried = [codes.normals(product.hs_codes) for product in self.products]
        self.codes = Codes(market.nomenclature, self.carried)
        self._features = Features(families(market.agreements), self.products)
        self._shelf = Shelf(self.products, self.carried, self.codes)
        words = Vocabulary((1, 2))
        self._read = read = words.read(product.text for product in self.products)
        self._ends = read.starts.tolist()
        said = self.codes.index(words)
        texts = invert(read.starts, read.terms, len(said.starts) - 1, repeats(read.starts), B, DECAY)
        self.reader = Reader(words, texts, len(self.products), market.lexicon, self.codes)
        self._goods = self._shelf.goods(texts, self._features.of_products)
        level = self.codes.level
        bare = Tree(
            said,
            self.codes.rarity,
            level,
            self.codes.first,
            self.codes.above,
            *self.codes.carriers(self.carried, {}),
        )
        self._implied = self._imply(words, read, bare)
        carriers, deepest = self.codes.carriers(self.carried, self._implied)
        self._tree = bare._replace(carriers=carriers, deepest=deepest)

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
        return self._inquiry(needs, weights, top, group, only).matches(progress)

    def matches(
        self,
        need: Need,
        *,
        weights: Weights = USUAL_WEIGHTS,
        top: int = 20,
        group: Group = "exhibitor",
        near: float = 0.0,
    ) -> list[Match]:
        """One need's best matches with their reasons; with `near` those with at least that part of the best score."""
        found = self.find([need], weights=weights, top=top, group=group)
        return list(found.kept(found.near_best(near)))

    def terms_of(self, row: int) -> list[int]:
        """The terms of the text of the product at a position, by number."""
        return self._read.terms[self._ends[row] : self._ends[row + 1]].tolist()

    def texts(self) -> tuple[Lists, int]:
        """The terms of all products' texts, by number, and how many there are."""
        return self._read.lists(), len(self.reader.names)

    def codes_of(self, row: int) -> tuple[str, ...]:
        """The codes by which words lead to it: its own and those above, or headings that its text points to."""
        carried = self.carried[row]
        if len(carried) == 1:
            return codes.prefixes(carried[0])
        if carried:
            return tuple(dict.fromkeys(prefix for code in carried for prefix in codes.prefixes(code)))
        return tuple(self.codes.names[node] for node, _ in self._implied[row])

    def _imply(self, words: Vocabulary, read: Read, tree: Tree) -> Mapping[int, list[tuple[int, float]]]:
        """The headings that the words of products without a code point to."""
        rows = np.array([row for row, carried in enumerate(self.carried) if not carried], np.int32)
        if not len(rows) or not self.codes.texts:
            return {}
        uncoded = Read(*expand(read.lists(), rows))
        said = {*uncoded.terms.tolist()}
        names = [name if term in said else "" for term, name in enumerate(words.names)]
        spelt = self.codes.spelt([*names, *[""] * len(self.codes.pairs)])
        texts = behind(uncoded, self.codes.pairs.of(uncoded))
        count, nodes, values = imply(texts, spelt, self._goods, tree)
        nodes, values = nodes.reshape(len(rows), -1), values.reshape(len(rows), -1)
        return {
            int(row): [(int(nodes[at, n]), IMPLIED * float(values[at, n])) for n in range(count[at])]
            for at, row in enumerate(rows)
        }

    def _inquiry(
        self,
        needs: Sequence[Need],
        weights: Weights,
        top: int,
        group: Group,
        only: Container[Id] | None,
    ) -> Inquiry:
        needs = [without_asides(with_mentions(need)) for need in needs]
        asked = self.reader.read([need.text for need in needs])
        goods = self._goods if only is None else self._goods._replace(hidden=self._shelf.hidden_but(only))
        goods = _one_by_one(goods) if group == "product" else goods
        return Inquiry(
            needs=needs,
            products=self.products,
            questions=self._questions(needs, asked, weights),
            goods=goods,
            tree=self._tree,
            features=self._features.table(),
            in_sectors=self._shelf.in_sectors,
            held=self._shelf.held,
            top=max(0, min(top, goods.groups)),  # room is made for so many
            explain=Explainer(self, needs, asked),
        )

    def _questions(self, needs: Sequence[Need], asked: Asked, weights: Weights) -> Questions:
        required, possible = self._features.required(needs)
        table = self._weights(needs, asked, weights) * possible[:, None]
        return Questions(
            words=asked.lists,
            meanings=asked.meanings,
            spelt=asked.spelt,
            bound=asked.bound,
            bound_of_codes=asked.bound_of_codes,
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
        total = np.cumsum(table, axis=0)[-1]  # one after another, however many needs there are
        table[:, table[: len(FIT)].sum(axis=0) == 0] = 0
        return np.ascontiguousarray((table / np.where(total > 0, total, 1)).T)


def _one_by_one(goods: Goods) -> Goods:
    """The same goods, each listed by itself."""
    rows = len(goods.group)
    return goods._replace(group=np.arange(rows, dtype=np.int32), groups=rows)
