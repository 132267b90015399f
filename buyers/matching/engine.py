"""Many needs against all products."""

from collections.abc import Sequence

from buyers.matching.catalogue import NO_MARKET, USUAL_WEIGHTS, Catalogue
from buyers.matching.data import Group, Market, Match, Need, Product, Weights
from buyers.matching.inquiry import Progress


def rank(
    needs: Sequence[Need],
    products: Sequence[Product],
    *,
    market: Market = NO_MARKET,
    weights: Weights = USUAL_WEIGHTS,
    top: int = 20,
    group: Group = "exhibitor",
    progress: Progress | None = None,
) -> list[Match]:
    """Every need's best matches, need after need in the order given, each need's best first.

    At most `top` for a need, fewer where less fits; ties by the products' order. Of needs or products with the same id
    the first counts. `progress` hears the part done, 0.0 to 1.0, now and then.

    Raises Cancelled where `progress` returns False.
    """
    asked = list({need.id: need for need in reversed(needs)}.values())[::-1]
    catalogue = Catalogue(products, market=market)
    return list(catalogue.find(asked, weights=weights, top=top, group=group, progress=progress))
