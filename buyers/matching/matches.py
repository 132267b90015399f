"""What was found, in columns; sentences' figures are made where somebody reads them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from buyers.matching.data import SIGNALS, Match, Need, Reason
from buyers.matching.kernels import Ints, Weights32

if TYPE_CHECKING:
    from buyers.matching.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Matches:
    """All matches of some needs, need after need, each need's best first; all columns are equally long.

    `need` and `product` are positions in `needs` and in the catalogue's products, `rank` counts from 1, `score` is the sum of
    a row of `shares` (matches × signals, in the order of SIGNALS), `strengths` says how well each signal was met.
    """

    needs: Sequence[Need]
    catalogue: "Catalogue"
    need: Ints
    product: Ints
    rank: Ints
    score: NDArray[np.float64]
    strengths: Weights32
    shares: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.need)

    def __iter__(self) -> Iterator[Match]:
        """Each match with its reasons."""
        explain = self.catalogue.explainer()
        for at in range(len(self)):
            need = self.needs[self.need[at]]
            product = self.catalogue.products[self.product[at]]
            shares = self.shares[at]
            by_share = sorted((s for s in range(len(SIGNALS)) if shares[s] > 0), key=lambda s: -shares[s])
            reasons = tuple(
                Reason(SIGNALS[s], float(shares[s]), explain(SIGNALS[s], need, product))
                for s in by_share
            )
            score = float(self.score[at])
            yield Match(need.id, product.exhibitor, product.id, int(self.rank[at]), score, reasons)
