"""The signals: each is made from all products and says, for one need, how strongly each product answers it.

A signal answers None where the need gives it nothing to judge by; it is then left out of the need's score, so
that 1 always means that a product meets all that was asked. Strengths are arrays over the products, 0 to 1.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from buyers.matching import codes, words
from buyers.matching.data import Market, Need, Product, Values
from buyers.matching.textindex import Floats, Positions, TextIndex

_WORDS_SHOWN = 12
_NOWHERE: Positions = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Answer:
    """`strengths` over the products; `values(position)` explains one whose strength is above 0."""

    strengths: Floats
    values: Callable[[int], Values]


class Signal(Protocol):
    """A source of reasons."""

    def answer(self, need: Need) -> Answer | None:
        """What this signal says about every product, or None where the need gives it nothing to judge by."""


def positions_by(keys: Sequence[Iterable[str]]) -> dict[str, Positions]:
    """Key → the positions where it stands, ascending."""
    found: dict[str, list[int]] = defaultdict(list)
    for position, here in enumerate(keys):
        for key in here:
            found[key].append(position)
    return {key: np.array(positions, np.int64) for key, positions in found.items()}


def raise_to(strengths: Floats, positions: Positions, strength: float) -> None:
    """Lift the strengths at some positions to at least `strength`."""
    strengths[positions] = np.maximum(strengths[positions], strength)


class ByCode:
    """The deepest level of the HS that one of the need's codes shares with the product's."""

    def __init__(self, products: Sequence[Product]) -> None:
        self._codes = [codes.normal(product.hs_code) for product in products]
        self._under = positions_by([codes.prefixes(code) for code in self._codes])

    def answer(self, need: Need) -> Answer | None:
        """Values: `level` (chapter, heading, subheading) and `code`, the shared one."""
        asked = codes.normals(need.hs_codes)
        if not asked:
            return None
        strengths = np.zeros(len(self._codes))
        for code in asked:
            for prefix in codes.prefixes(code):
                raise_to(strengths, self._under.get(prefix, _NOWHERE), codes.CLOSENESS[len(prefix)])
        return Answer(strengths, lambda position: self._values(asked, position))

    def _values(self, asked: list[str], position: int) -> Values:
        code = max((codes.shared(each, self._codes[position]) for each in asked), key=len)
        return {"level": codes.LEVELS[len(code)], "code": code}


class ByText:
    """The words (or pairs of characters) of the need that the product's text has."""

    def __init__(self, products: Sequence[Product]) -> None:
        self._index = TextIndex([product.text for product in products])

    def answer(self, need: Need) -> Answer | None:
        """Values: `found` of `asked` distinct terms; `words` as the need writes them, the rarest twelve."""
        asked = words.query(need.text)
        if not asked.terms:
            return None
        return Answer(self._index.strengths(asked), lambda position: self._values(asked, position))

    def _values(self, asked: words.Query, position: int) -> Values:
        found = self._index.found(asked, position)
        shown = asked.excerpts(found[:_WORDS_SHOWN])
        return {"found": len(found), "asked": len(asked.terms), "words": list(shown)}


class ByNomenclature:
    """From the need's words to the HS codes whose words say the same, to the products that carry those codes.

    So a need finds a product that shares no word with it. A subheading reaches its whole heading, less
    strongly; only a chapter's own words reach the whole chapter.
    """

    _MOST = 10
    _AT_LEAST = 0.5
    """Codes followed: at most so many, each at least so strong relative to the best one."""

    def __init__(self, products: Sequence[Product], market: Market) -> None:
        texts: dict[str, str] = {}
        for code, text in market.nomenclature.items():
            if known := codes.normal(code):
                texts[known] = f"{texts.get(known, '')} {text}"
        self._names = list(texts)
        self._index = TextIndex(list(texts.values()))
        self._codes = [codes.normal(product.hs_code) for product in products]
        self._under = positions_by([codes.prefixes(code) for code in self._codes])

    def answer(self, need: Need) -> Answer | None:
        """Values: `code` that the need's `words` led to, and the `level` at which the product shares it."""
        asked = words.query(need.text)
        hits = self._hits(asked)
        if not hits:
            return None
        strengths = np.zeros(len(self._codes))
        for hit, strength in hits:
            for prefix in _reach(self._names[hit]):
                raise_to(
                    strengths, self._under.get(prefix, _NOWHERE), strength * codes.CLOSENESS[len(prefix)]
                )
        return Answer(strengths, lambda position: self._values(asked, hits, position))

    def _hits(self, asked: words.Query) -> list[tuple[int, float]]:
        """The codes that the query's words name best: (number, strength), the best first."""
        strengths = self._index.strengths(asked, known_only=True)
        best = np.argsort(-strengths, kind="stable")[: self._MOST]
        return [
            (int(each), float(strengths[each]))
            for each in best
            if strengths[each] > 0 and strengths[each] >= self._AT_LEAST * strengths[best[0]]
        ]

    def _values(self, asked: words.Query, hits: list[tuple[int, float]], position: int) -> Values:
        shared, _, hit = max(
            (
                (prefix, strength * codes.CLOSENESS[len(prefix)], hit)
                for hit, strength in hits
                for prefix in _reach(self._names[hit])
                if self._codes[position].startswith(prefix)
            ),
            key=lambda each: each[1],
        )
        found = self._index.found(asked, hit)[:_WORDS_SHOWN]
        return {
            "code": self._names[hit],
            "level": codes.LEVELS[len(shared)],
            "words": list(asked.excerpts(found)),
        }


def _reach(code: str) -> list[str]:
    """The prefixes by which a code that was hit finds products."""
    return [prefix for prefix in codes.prefixes(code) if len(prefix) > 2 or prefix == code]


class BySharing:
    """What two sets have in common.

    The overlap coefficient (Szymkiewicz and Simpson), |A ∩ B| / min(|A|, |B|): lists are alternatives, so a
    longer one is no drawback. `one_suffices`: anything in common is full strength.
    """

    def __init__(
        self,
        name: str,
        sets: Sequence[frozenset[str]],
        asked: Callable[[Need], frozenset[str]],
        *,
        one_suffices: bool = False,
    ) -> None:
        self._name = name
        self._sets = sets
        self._asked = asked
        self._one_suffices = one_suffices
        self._at = positions_by(sets)
        self._sizes = np.array([len(each) for each in sets], np.float64)

    def answer(self, need: Need) -> Answer | None:
        """Values: the signal's name → what both have."""
        asked = self._asked(need)
        if not asked:
            return None
        counts = np.zeros(len(self._sets))
        for each in asked:
            counts[self._at.get(each, _NOWHERE)] += 1
        possible = np.maximum(1, np.minimum(len(asked), self._sizes))
        strengths = np.minimum(counts, 1) if self._one_suffices else counts / possible
        return Answer(strengths, lambda position: {self._name: sorted(asked & self._sets[position])})


class ByCertificates:
    """The certificates asked for that the product has. `allowed` holds what is required."""

    def __init__(self, products: Sequence[Product]) -> None:
        self._sets = [product.certificates for product in products]
        self._at = positions_by(self._sets)

    def allowed(self, need: Need) -> NDArray[np.bool_]:
        """Which products have every certificate that the need requires."""
        allowed: NDArray[np.bool_] = self._counts(need.certificates_required) == len(
            need.certificates_required
        )
        return allowed

    def answer(self, need: Need) -> Answer | None:
        """Values: `certificates` asked for and there; `required`, those of them that the need insists on."""
        asked = need.certificates_required | need.certificates_welcome
        if not asked:
            return None

        def values(position: int) -> Values:
            there = asked & self._sets[position]
            return {"certificates": sorted(there), "required": sorted(there & need.certificates_required)}

        return Answer(self._counts(asked) / len(asked), values)

    def _counts(self, certificates: frozenset[str]) -> Floats:
        counts = np.zeros(len(self._sets))
        for each in certificates:
            counts[self._at.get(each, _NOWHERE)] += 1
        return counts


class ByAgreements:
    """Trade agreements that cover the need's economy and the product's; at home none is needed."""

    def __init__(self, products: Sequence[Product], market: Market) -> None:
        self._agreements = {name: frozenset(members) for name, members in market.agreements.items()}
        self._economies = [product.economy for product in products]
        self._at = positions_by([[economy] if economy else [] for economy in self._economies])

    def answer(self, need: Need) -> Answer | None:
        """Values: `agreement`, the first in the market's order, and `others`."""
        ours = {name: members for name, members in self._agreements.items() if need.economy in members}
        if not (need.economy and ours):
            return None
        strengths = np.zeros(len(self._economies))
        for partner in frozenset().union(*ours.values()) - {need.economy}:
            strengths[self._at.get(partner, _NOWHERE)] = 1
        return Answer(strengths, lambda position: self._values(ours, position))

    def _values(self, ours: dict[str, frozenset[str]], position: int) -> Values:
        first, *others = [name for name, members in ours.items() if self._economies[position] in members]
        return {"agreement": first, "others": list(others)}
