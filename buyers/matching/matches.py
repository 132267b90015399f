"""What was found, in columns; sentences' figures are made where somebody reads them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from buyers.matching.data import SIGNALS, Match, Need, Product, Reason
from buyers.matching.explain import Explainer
from buyers.matching.kernels import Ints, Weights32

_AT_ONCE = 4096  # matches made into numbers of the interpreter's
_COLUMNS = ("need", "product", "rank", "score", "strengths", "shares")


@dataclass(frozen=True, slots=True)
class Matches:
    """All matches of some needs, need after need, each need's best first; all columns are equally long.

    `need` and `product` are positions in `needs` and `products`, `rank` counts from 1, `score` is the sum of
    a row of `shares` (matches × signals, in the order of SIGNALS), `strengths` says how well each signal was met.
    """

    needs: Sequence[Need]
    products: Sequence[Product]
    explain: Explainer
    need: Ints
    product: Ints
    rank: Ints
    score: NDArray[np.float64]
    strengths: Weights32
    shares: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.need)

    def joined(self, more: "Matches") -> "Matches":
        """These and more matches of the same needs, one behind the other."""
        columns: dict[str, Any] = {
            name: np.concatenate([getattr(self, name), getattr(more, name)]) for name in _COLUMNS
        }
        return replace(self, **columns)

    def kept(self, keep: NDArray[np.bool_]) -> "Matches":
        """Some of the matches, need after need, ranked anew by score."""
        chosen = np.flatnonzero(keep)
        order = chosen[np.lexsort((self.rank[chosen], -self.score[chosen], self.need[chosen]))]
        need = self.need[order]
        first = np.searchsorted(need, need)
        columns: dict[str, Any] = {name: getattr(self, name)[order] for name in _COLUMNS}
        columns["rank"] = (np.arange(len(need)) - first + 1).astype(np.int32)
        return replace(self, **columns)

    def near_best(self, part: float) -> NDArray[np.bool_]:
        """Which of the matches have at least a part of the best score of their need."""
        best = np.zeros(len(self.needs))
        np.maximum.at(best, self.need, self.score)
        return np.asarray(self.score >= part * best[self.need])

    def in_parts(self, size: int) -> Iterator["Matches"]:
        """The same, the matches of so many needs at a time."""
        ends = np.searchsorted(self.need, [*range(0, len(self.needs), size), len(self.needs)])
        for first, end in pairwise(ends.tolist()):
            columns: dict[str, Any] = {name: getattr(self, name)[first:end] for name in _COLUMNS}
            yield replace(self, **columns)

    def rounded(self, digits: int) -> "Matches":
        """The same with figures of so many digits behind the point."""
        return replace(self, score=self.score.round(digits), shares=self.shares.round(digits))

    def bare(self) -> Iterator[Match]:
        """Each match without its reasons, which takes much less time."""
        products, needs = self.products, self.needs
        for need, row, rank, score in zip(
            self.need.tolist(), self.product.tolist(), self.rank.tolist(), self.score.tolist(), strict=True
        ):
            product = products[row]
            yield Match(needs[need].id, product.exhibitor, product.id, rank, score, ())

    def __iter__(self) -> Iterator[Match]:
        """Each match with its reasons."""
        for first in range(0, len(self), _AT_ONCE):
            yield from self._told(slice(first, first + _AT_ONCE))

    def _told(self, some: slice) -> Iterator[Match]:
        ahead = self.explain.look_ahead(self.need[some], self.product[some])
        columns = (each[some].tolist() for each in (self.need, self.product, self.rank, self.score))
        shares = self.shares[some]
        order = np.argsort(-shares, axis=1, kind="stable").tolist()
        number = np.count_nonzero(shares, axis=1).tolist()
        last = -1
        for at, row, rank, score, share, best, said in zip(
            *columns, shares.tolist(), order, number, strict=True
        ):
            if at != last:
                last, say = at, self.explain.about(at, ahead).say
            reasons = [Reason(SIGNALS[each], share[each], say[each](row)) for each in best[:said]]
            product = self.products[row]
            yield Match(self.needs[at].id, product.exhibitor, product.id, rank, score, tuple(reasons))
