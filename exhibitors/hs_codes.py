"""Finding HS codes by word, with the engine that matches needs and products."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max

from buyers.matching import Catalogue, Market, Need, Product, Weights
from buyers.matching.codes import normal
from expo.fair.models import Nomenclature

TOP = 20
FAINT = 0.45  # of the best one's score: what fits less only stands beside it, as kiwifruit beside durians
BY_WORDS = Weights(hs=0.3, text=0.4, nomenclature=0.3, sectors=0)


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A code, and how well the words fit it, 0 to 1."""

    code: str
    score: float


def codes_for(words: str) -> list[FoundCode]:
    """Return the codes that words (or the digits of a code) point to, the best first."""
    codes = tuple(code for code in words.split() if normal(code))
    if len(codes) == len(words.split()):  # whose digits other codes' words may name: "of heading 0810"
        need = Need(id=0, text="", hs_codes=codes)
    else:  # among words two digits are a figure, such as volts
        need = Need(id=0, text=words, hs_codes=tuple(code for code in codes if len(normal(code)) > 2))
    found = _catalogue(_stamp()).find([need], weights=BY_WORDS, top=TOP, group="product")
    listed = [FoundCode(str(match.product), match.score) for match in found.bare()]
    return [each for each in listed if each.score > FAINT * listed[0].score]


def _stamp() -> tuple[Any, ...]:
    """Return what differs as soon as the nomenclature does."""
    return tuple(Nomenclature.objects.aggregate(Count("pk"), Max("pk"), Max("modified_at")).values())


@lru_cache(maxsize=1)
def _catalogue(stamp: tuple[Any, ...]) -> Catalogue:
    words: dict[str, list[str]] = {}
    rows = Nomenclature.objects.order_by("code", "language")
    for code, description, trade_words in rows.values_list("code", "description", "trade_words"):
        if len(code) <= 6:
            words.setdefault(code, []).extend([description, trade_words])
    said = {code: " ".join(each) for code, each in words.items()}
    codes = [Product(id=code, exhibitor=code, text=text, hs_codes=(code,)) for code, text in said.items()]
    return Catalogue(codes, market=Market(nomenclature=said))
