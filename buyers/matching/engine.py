"""Many needs against all products."""

from collections.abc import Callable, Sequence

from buyers.matching.catalogue import NO_MARKET, USUAL_WEIGHTS, Catalogue
from buyers.matching.data import Cancelled, Group, Market, Match, Need, Product, Weights

Progress = Callable[[float], bool]


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

    At most `top` for a need, fewer where less fits; ties by the products' order. Of needs or products with
    the same id the first counts. `progress` hears the part done, 0.0 to 1.0, once a need.

    Raises Cancelled where `progress` returns False.
    """
    _tell(progress, 0.0)
    catalogue = Catalogue(products, market=market)
    asked = list({need.id: need for need in reversed(needs)}.values())[::-1]
    matches: list[Match] = []
    for done, need in enumerate(asked, start=1):
        matches += catalogue.matches(need, weights=weights, top=top, group=group)
        _tell(progress, done / len(asked))
    return matches


def _tell(progress: Progress | None, part: float) -> None:
    if progress is not None and progress(part) is False:
        raise Cancelled
