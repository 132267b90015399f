"""What goes into matching and what comes out.

Sectors, certificates, economies, languages and markets are compared as they are: give keys, not words.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from buyers.matching.lexicon import Lexicon

Group = Literal["exhibitor", "product"]
Id = int | str
Values = dict[str, int | str | list[str]]

_NONE: frozenset[str] = frozenset()


class Cancelled(Exception):  # noqa: N818 - somebody's wish, not an error
    """The caller's `progress` returned False."""


@dataclass(frozen=True, slots=True)
class Need:
    """What somebody wants to buy. HS codes may have dots, spaces and more than six digits.

    `quantity` is how much of it at a time, in `unit`. `without`: exhibitors that are not to be recommended.
    """

    id: Id
    text: str
    hs_codes: tuple[str, ...] = ()
    sectors: frozenset[str] = _NONE
    certificates_required: frozenset[str] = _NONE
    certificates_welcome: frozenset[str] = _NONE
    economy: str = ""
    languages: frozenset[str] = _NONE
    markets: frozenset[str] = _NONE
    quantity: float = 0
    unit: str = ""
    without: frozenset[Id] = frozenset()


@dataclass(frozen=True, slots=True)
class Product:
    """What an exhibitor shows, under one HS code or several. `exhibitor` is the id by which products are grouped.

    `least` and `most` are the order sizes that it takes, in `unit`. `wants_economies` and `wants_sectors` say whom the
    exhibitor wishes to meet: buyers from there, buyers who look for that.
    """

    id: Id
    exhibitor: Id
    text: str
    hs_codes: tuple[str, ...] = ()
    sectors: frozenset[str] = _NONE
    certificates: frozenset[str] = _NONE
    economy: str = ""
    languages: frozenset[str] = _NONE
    markets: frozenset[str] = _NONE
    least: float = 0
    most: float = math.inf
    unit: str = ""
    wants_economies: frozenset[str] = _NONE
    wants_sectors: frozenset[str] = _NONE


@dataclass(frozen=True, slots=True)
class Market:
    """What both sides share.

    `agreements`: a trade agreement's name → its economies, the one to be named first in front.
    `nomenclature`: HS code → its words, in one language or several.
    `lexicon`: which words mean the same in other languages.
    """

    agreements: Mapping[str, frozenset[str]] = field(default_factory=dict)
    nomenclature: Mapping[str, str] = field(default_factory=dict)
    lexicon: "Lexicon | None" = None


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal counts. Only proportions matter; 0 turns a signal off.

    The first four say whether the goods fit. The others count in proportion to that fit, so that they reorder
    what fits and never make a match by themselves. A required certificate excludes whatever its weight.

    Raises ValueError where a weight is negative or not finite, or where the first four are all 0.
    """

    hs: float = 0.40
    text: float = 0.20
    nomenclature: float = 0.40
    sectors: float = 0.10
    certificates: float = 0.05
    agreements: float = 0.04
    markets: float = 0.03
    languages: float = 0.03
    size: float = 0.03
    wanted: float = 0.04

    def __post_init__(self) -> None:
        table = self.table()
        for name, weight in table.items():
            if not math.isfinite(weight) or weight < 0:
                raise ValueError(f"The weight of {name} must be 0 or more, not {weight}.")
        if not math.isfinite(sum(table.values())):
            raise ValueError("The weights are too large to add up.")
        if not any(table[name] for name in FIT):
            raise ValueError(f"At least one of the weights {', '.join(FIT)} must be above 0.")

    def table(self) -> dict[str, float]:
        """Signal → weight, in the order of the fields."""
        return {each.name: float(getattr(self, each.name)) for each in fields(self)}


FIT = ("hs", "text", "nomenclature", "sectors")
SIGNALS = tuple(each.name for each in fields(Weights))


class Reason(NamedTuple):
    """What one signal adds to a match's score, and figures (JSON-able) for a sentence about it."""

    signal: str
    share: float
    values: Values


class Match(NamedTuple):
    """A recommended pair. `product` is the exhibitor's best one; the shares of `reasons` sum to `score`."""

    need: Id
    exhibitor: Id
    product: Id
    rank: int
    score: float
    reasons: tuple[Reason, ...]
