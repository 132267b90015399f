"""What a need and a product may have in common beside the goods themselves, as bits to be compared."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from buyers.matching.data import SIGNALS, Need, Product
from buyers.matching.kernels import ALL, ANY, OVERLAP, Bits, Ints

Keys = Iterable[str]


@dataclass(frozen=True, slots=True)
class Family:
    """Something that both sides may say: the signal it makes, how it counts, and where each side says it."""

    signal: str
    mode: int
    of_product: Callable[[Product], Keys]
    of_need: Callable[[Need], Keys]
    abroad_only: bool = False


def families(agreements: Mapping[str, frozenset[str]]) -> tuple[Family, ...]:
    """The families in their order; the first holds the certificates."""
    covering: dict[str, tuple[str, ...]] = {}
    for economy in frozenset().union(*agreements.values()) - {""}:  # who tells none is a member of nothing
        covering[economy] = tuple(name for name, members in agreements.items() if economy in members)

    def treaties(side: Need | Product) -> Keys:
        return covering.get(side.economy, ())

    return (
        Family("certificates", ALL, lambda product: product.certificates, asked_certificates),
        Family("agreements", ANY, treaties, treaties, abroad_only=True),
        Family("markets", OVERLAP, lambda product: product.markets, lambda need: need.markets),
        Family("languages", ANY, lambda product: product.languages, lambda need: need.languages),
        Family(
            "wanted", ANY, lambda product: product.wants_economies, lambda need: filter(None, [need.economy])
        ),
        Family("wanted", ANY, lambda product: product.wants_sectors, lambda need: need.sectors),
    )


def asked_certificates(need: Need) -> frozenset[str]:
    """The certificates that a need requires or welcomes."""
    return need.certificates_required | need.certificates_welcome


class Features:
    """The families' keys as bits: one family after another, each in 64-bit words of its own."""

    def __init__(self, known: Sequence[Family], products: Sequence[Product]) -> None:
        self._families = known
        self._numbers = [_numbers(family.of_product, products) for family in known]
        sizes = [max(1, math.ceil(len(numbers) / 64)) for numbers in self._numbers]
        self._first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
        self.of_products = self._pack(products, [family.of_product for family in known])

    def table(self) -> Ints:
        """Family × (its first word, the one behind its last, signal, mode, whether abroad only)."""
        rows = [
            (first, last, SIGNALS.index(family.signal), family.mode, family.abroad_only)
            for family, first, last in zip(self._families, self._first[:-1], self._first[1:], strict=True)
        ]
        return np.array(rows, np.int32)

    def of_needs(self, needs: Sequence[Need]) -> Bits:
        """What needs say, as far as any product says it too."""
        return self._pack(needs, [family.of_need for family in self._families])

    def answers(self, signal: str, needs: Sequence[Need]) -> list[bool]:
        """Which needs say something by which this signal judges, where any product does."""
        said = [
            family.of_need
            for family, number in zip(self._families, self._numbers, strict=True)
            if family.signal == signal and number
        ]
        return [any(True for of_need in said for _ in of_need(need)) for need in needs]

    def required(self, needs: Sequence[Need]) -> tuple[Bits, NDArray[np.bool_]]:
        """The required certificates as bits, and for which needs some product may have them all."""
        known = self._numbers[0]
        possible = np.array([need.certificates_required <= known.keys() for need in needs], np.bool_)
        rows = np.zeros((len(needs), int(self._first[-1])), np.uint64)
        _fill(rows, int(self._first[0]), known, [need.certificates_required for need in needs])
        return rows, possible

    def _pack(self, sides: Sequence[Any], of_side: Sequence[Callable[[Any], Keys]]) -> Bits:
        rows = np.zeros((len(sides), int(self._first[-1])), np.uint64)
        for number, first, keys in zip(self._numbers, self._first, of_side, strict=False):
            if number:
                _fill(rows, int(first), number, [keys(side) for side in sides])
        return rows


def _numbers(keys: Callable[[Product], Keys], products: Sequence[Product]) -> dict[str, int]:
    distinct = dict.fromkeys(chain.from_iterable(map(keys, products)))
    return {key: number for number, key in enumerate(distinct)}


def _fill(rows: Bits, first: int, number: Mapping[str, int], sets: Sequence[Keys]) -> None:
    """Set the bits of some sets of keys; keys that no product has are left out."""
    for row, keys in enumerate(sets):
        for key in keys:
            if (bit := number.get(key)) is not None:
                rows[row, first + bit // 64] |= np.uint64(1 << bit % 64)
