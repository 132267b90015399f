"""The products of a fair, indexed once to answer one need after another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from buyers.matching.data import FIT, Group, Market, Match, Need, Product, Reason, Weights
from buyers.matching.signals import (
    Answer,
    ByAgreements,
    ByCertificates,
    ByCode,
    ByNomenclature,
    BySharing,
    ByText,
    Signal,
)
from buyers.matching.textindex import Floats

NO_MARKET = Market()
USUAL_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class _Part:
    """One signal's part in one need's scores: what it adds for every product, and its explanations."""

    signal: str
    shares: Floats
    answer: Answer


class Catalogue:
    """Products with all their signals. Of products with the same id the first counts."""

    def __init__(self, products: Sequence[Product], *, market: Market = NO_MARKET) -> None:
        self._products = list({product.id: product for product in reversed(products)}.values())[::-1]
        goods = self._products
        self._certificates = ByCertificates(goods)
        self._signals: dict[str, Signal] = {
            "hs": ByCode(goods),
            "text": ByText(goods),
            "nomenclature": ByNomenclature(goods, market),
            "sectors": BySharing("sectors", [each.sectors for each in goods], lambda need: need.sectors),
            "certificates": self._certificates,
            "agreements": ByAgreements(goods, market),
            "markets": BySharing("markets", [each.markets for each in goods], lambda need: need.markets),
            "languages": BySharing(
                "languages",
                [each.languages for each in goods],
                lambda need: need.languages,
                one_suffices=True,
            ),
        }

    def matches(
        self, need: Need, *, weights: Weights = USUAL_WEIGHTS, top: int = 20, group: Group = "exhibitor"
    ) -> list[Match]:
        """The need's best matches, at most `top`, the best first, ties by the products' order."""
        parts = self._parts(need, weights)
        scores = np.minimum(1.0, sum((part.shares for part in parts), np.zeros(len(self._products))))
        fitting = np.flatnonzero((scores > 0) & self._certificates.allowed(need))
        order = fitting[np.argsort(-scores[fitting], kind="stable")]
        return [
            self._match(need, rank, position, float(scores[position]), parts)
            for rank, position in enumerate(self._first(map(int, order), top, group), start=1)
        ]

    def _parts(self, need: Need, weights: Weights) -> list[_Part]:
        """What each signal adds: weight by strength, the weights of the signals that answer summing to 1.

        The signals that say nothing about the goods themselves count in proportion to how well the goods
        fit, so that a common language lifts a good match more than a poor one and never makes one.
        """
        heard = [
            (name, weight, answer)
            for name, weight in weights.table().items()
            if weight and (answer := self._signals[name].answer(need)) is not None
        ]
        possible = sum(weight for name, weight, _ in heard if name in FIT)
        if not possible:
            return []
        fit = sum(
            (weight / possible * answer.strengths for name, weight, answer in heard if name in FIT),
            np.zeros(len(self._products)),
        )
        total = sum(weight for _, weight, _ in heard)
        return [
            _Part(name, weight / total * answer.strengths * (1.0 if name in FIT else fit), answer)
            for name, weight, answer in heard
        ]

    def _first(self, order: Iterable[int], top: int, group: Group) -> Iterator[int]:
        """The first `top` positions, of each exhibitor only its first if they are grouped by exhibitor."""
        seen: set[int] = set()
        for position in order:
            if len(seen) >= top:
                return
            product = self._products[position]
            key = product.exhibitor if group == "exhibitor" else product.id
            if key not in seen:
                seen.add(key)
                yield position

    def _match(self, need: Need, rank: int, position: int, score: float, parts: list[_Part]) -> Match:
        reasons = (
            Reason(part.signal, float(part.shares[position]), part.answer.values(position))
            for part in parts
            if part.shares[position] > 0
        )
        product = self._products[position]
        best_first = tuple(sorted(reasons, key=lambda reason: -reason.share))
        return Match(need.id, product.exhibitor, product.id, rank, score, best_first)
