"""From products and needs to numbers: exhibitors, economies, units, sectors and codes."""

import math
from collections.abc import Container, Hashable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from buyers.matching import codes
from buyers.matching.data import Id, Need, Product
from buyers.matching.kernels import Goods, Ints, Lists, Postings
from buyers.matching.tree import Codes
from buyers.matching.vocabulary import lists

_LARGEST = float(np.finfo(np.float32).max)


class Numbers:
    """Keys of some kind, numbered; an empty key, like one that no product has, is -1."""

    def __init__(self, keys: Iterable[Hashable]) -> None:
        known = dict.fromkeys(keys)
        known.pop("", None)
        self._number = {key: number for number, key in enumerate(known)}

    def __len__(self) -> int:
        return len(self._number)

    @property
    def keys(self) -> list[Any]:
        """The keys by number."""
        return list(self._number)

    def of(self, keys: Iterable[Hashable]) -> Ints:
        """The number of each key."""
        return np.array([self._number.get(key, -1) for key in keys], np.int32)

    def known(self, keys: Iterable[Hashable]) -> list[int]:
        """The numbers of those that are known."""
        return [self._number[key] for key in keys if key in self._number]

    def lists(self, groups: Iterable[Iterable[Hashable]]) -> Lists:
        """The same for many groups of keys, most of which are empty: none of them makes a list of its own."""
        return lists([sorted(self.known(keys)) if keys else () for keys in groups])


class Shelf:
    """The products as the compiled loops take them, and the numbers by which needs speak of them."""

    def __init__(self, products: Sequence[Product], carried: Sequence[tuple[str, ...]], tree: Codes) -> None:
        self._exhibitors = Numbers(each.exhibitor for each in products)
        self._economies = Numbers(each.economy for each in products)
        self._units = Numbers(each.unit for each in products)
        self._sectors = Numbers(key for each in products if each.sectors for key in sorted(each.sectors))
        self._tree = tree
        self._products = products
        self.coded = np.array([bool(each) for each in carried], np.bool_)
        headings = {each: tree.headings(each) for each in set(carried)}
        self.headings = lists([headings[each] for each in carried])
        in_sectors: list[list[int]] = [[] for _ in range(len(self._sectors))]
        for row, product in enumerate(products):
            for sector in self._sectors.known(product.sectors) if product.sectors else ():
                in_sectors[sector].append(row)
        self.in_sectors = lists(in_sectors)
        self.held = np.array([len(each.sectors) for each in products], np.int32)

    def goods(self, texts: Postings, features: NDArray[np.uint64]) -> Goods:
        """Everything about the products, grouped by exhibitor."""
        exhibitors = self._exhibitors.of(each.exhibitor for each in self._products)
        return Goods(
            texts=texts,
            group=exhibitors,
            exhibitor=exhibitors,
            groups=len(self._exhibitors),
            exhibitors=len(self._exhibitors),
            hidden=np.zeros(len(self._exhibitors), np.bool_),
            coded=self.coded,
            headings=self.headings,
            features=features,
            home=self._economies.of(each.economy for each in self._products),
            unit=self._units.of(each.unit for each in self._products),
            least=np.array([max(_size(each.least), 1e-9) for each in self._products], np.float32),
            most=np.array([_size(each.most) for each in self._products], np.float32),
        )

    def hidden_but(self, only: Container[Id]) -> NDArray[np.bool_]:
        """The exhibitors not to be shown where only some may be."""
        return np.array([each not in only for each in self._exhibitors.keys], np.bool_)

    def codes_of(self, needs: Sequence[Need]) -> Lists:
        """The nodes of the codes that needs ask for: of one that nobody has, the nearest above it."""
        return lists([self._nodes(need) for need in needs])

    def sectors_of(self, needs: Sequence[Need]) -> Lists:
        """The sectors that needs name."""
        return self._sectors.lists(need.sectors for need in needs)

    def without_of(self, needs: Sequence[Need]) -> Lists:
        """The exhibitors that are not to be shown."""
        return self._exhibitors.lists(need.without for need in needs)

    def home_of(self, needs: Sequence[Need]) -> Ints:
        """The needs' economies; one that no product has is like none (-2)."""
        homes = self._economies.of(need.economy for need in needs)
        return np.where(homes < 0, -2, homes).astype(np.int32)

    def unit_of(self, needs: Sequence[Need]) -> Ints:
        """The units in which quantities are given, likewise."""
        units = self._units.of(need.unit for need in needs)
        return np.where(units < 0, -2, units).astype(np.int32)

    def _nodes(self, need: Need) -> list[int]:
        number = self._tree.number
        found = []
        for code in codes.normals(need.hs_codes):
            known = [number[prefix] for prefix in codes.prefixes(code) if prefix in number]
            found += known[-1:]
        return found


def sizes_of(needs: Sequence[Need]) -> NDArray[np.float32]:
    """The quantities asked for; 0 where none is."""
    sizes = [_size(each.quantity) if math.isfinite(each.quantity) else 0 for each in needs]
    return np.array(sizes, np.float32)


def _size(size: float) -> float:
    """The size; of what 32 bits can't hold, the largest that they can."""
    return size if math.isinf(size) else min(size, _LARGEST)
