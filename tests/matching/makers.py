"""Needs, products and results that tests build on."""

from typing import Any

from buyers.matching import Match, Need, Product, Reason, Weights

ONLY_TEXT = Weights(hs=0, nomenclature=0, sectors=0, certificates=0, agreements=0, markets=0, languages=0)


def need(text: str = "", **others: Any) -> Need:
    return Need(id=others.pop("id", 1), text=text, **others)


def product(id: int, text: str = "", **others: Any) -> Product:
    """A product of an exhibitor of its own, a hundred times its number."""
    return Product(id=id, exhibitor=others.pop("exhibitor", id * 100), text=text, **others)


def ids(matches: list[Match]) -> list[int]:
    return [match.product for match in matches]


def reason(match: Match, signal: str) -> Reason:
    (found,) = (each for each in match.reasons if each.signal == signal)
    return found


def signals(match: Match) -> set[str]:
    return {each.signal for each in match.reasons}
