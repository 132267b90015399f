"""The matching core: for every sourcing need the products that fit it best, with reasons.

Python, NumPy and numba, plain dataclasses in and out. `rank` answers many needs at once; `Catalogue` keeps the
products indexed, to answer one need after another; `violations` says in people's words what is wrong with an
answer.
"""

from buyers.matching.catalogue import Catalogue
from buyers.matching.data import (
    Cancelled,
    Group,
    Market,
    Match,
    Need,
    Product,
    Reason,
    Values,
    Weights,
)
from buyers.matching.engine import rank
from buyers.matching.exposure import Exposure, spread
from buyers.matching.judge import violations
from buyers.matching.lexicon import Lexicon
from buyers.matching.matches import Matches

__all__ = [
    "Cancelled",
    "Catalogue",
    "Exposure",
    "Group",
    "Lexicon",
    "Market",
    "Match",
    "Matches",
    "Need",
    "Product",
    "Reason",
    "Values",
    "Weights",
    "rank",
    "spread",
    "violations",
]
