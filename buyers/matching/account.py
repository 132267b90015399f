"""Why products fit one need: figures for a sentence about each signal."""

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING

from buyers.matching import codes
from buyers.matching.data import SIGNALS, Need, Product, Values
from buyers.matching.heard import Heard

if TYPE_CHECKING:
    from buyers.matching.catalogue import Catalogue


class Account:
    """What a need and products have in common; found out once of products that have the same words or codes.

    `say` has for each signal, in the order of SIGNALS, what gives the figures of a product that it lifted, by position.
    """

    def __init__(
        self,
        catalogue: "Catalogue",
        need: Need,
        heard: Heard,
        said_of: Callable[[str], frozenset[int]],
        found_in_text: Callable[[int], int | None],
    ) -> None:
        self._catalogue = catalogue
        self._need = need
        self._heard = heard
        self._said_of = said_of
        self._found_in_text = found_in_text
        self._codes = codes.normals(need.hs_codes)
        self._by_carried: dict[tuple[str, ...], Values] = {}
        self._by_found: dict[int, Values] = {}
        self._in_code: dict[str, int] = {}
        self._in_carried: dict[tuple[str, ...], Values] = {}
        self._in_implied: dict[tuple[str, ...], Values] = {}
        of_catalogue = {
            "hs": self._hs,
            "text": self._text,
            "nomenclature": self._nomenclature,
            "agreements": self._agreements,
        }
        self.say = [of_catalogue.get(signal) or self._of_fields(signal) for signal in SIGNALS]

    def _hs(self, row: int) -> Values:
        """`level` (chapter, heading, subheading) and `code`, the deepest that both share."""
        carried = self._catalogue.carried[row]
        if carried not in self._by_carried:
            pairs = itertools.product(self._codes, carried)
            code = max((codes.shared(*pair) for pair in pairs), key=len)
            self._by_carried[carried] = {"level": codes.LEVELS[len(code)], "code": code}
        return self._by_carried[carried]

    def _text(self, row: int) -> Values:
        """`found` of `asked` distinct terms; `words` as the need writes them, the first twelve.

        None is found in a text whose words are merely like the need's.
        """
        found = self._found_in_text(row)
        if found is None:
            found = self._heard.found(self._catalogue.terms_of(row))
        if found not in self._by_found:
            self._by_found[found] = {
                "found": found.bit_count(),
                "asked": len(self._heard),
                "words": self._heard.written(found),
            }
        return self._by_found[found]

    def _nomenclature(self, row: int) -> Values:
        """`code` and `level`: where words of the need meet the product; `words`: those that the code's own text has.

        `carried`: 1 where the product has the code or one below it, 0 where its words point there too.
        """
        leads, is_carried = self._catalogue.codes_of(row), bool(self._catalogue.carried[row])
        known = self._in_carried if is_carried else self._in_implied
        if leads not in known:
            code = max(leads, key=self._depth)
            known[leads] = {
                "code": code,
                "level": codes.LEVELS[len(code)],
                "words": self._heard.written(self._found_in(code)),
                "carried": int(is_carried),
            }
        return known[leads]

    def _depth(self, code: str) -> tuple[int, bool, int]:
        """Of codes that say the same the deepest, but where none says anything the heading: it is pointed to."""
        found = self._found_in(code)
        return found.bit_count(), found > 0 or len(code) == 4, len(code)

    def _found_in(self, code: str) -> int:
        """The need's terms, as bits, that the code's own words have."""
        found = self._in_code.get(code)
        if found is None:
            found = self._in_code[code] = self._heard.found(self._said_of(code))
        return found

    def _agreements(self, row: int) -> Values:
        """`agreement`, the first in the market's order, and `others`."""
        both = {self._need.economy, self._catalogue.products[row].economy}
        treaties = self._catalogue.market.agreements.items()
        first, *others = [name for name, members in treaties if both <= members]
        return {"agreement": first, "others": list(others)}

    def _of_fields(self, signal: str) -> Callable[[int], Values]:
        say, products = _OF_FIELDS[signal], self._catalogue.products
        return lambda row: say(self._need, products[row])


def _sectors(need: Need, product: Product) -> Values:
    return {"sectors": sorted(need.sectors & product.sectors)}


def _certificates(need: Need, product: Product) -> Values:
    """`certificates` asked for and there; `required`, those of them that the need insists on."""
    there = (need.certificates_required | need.certificates_welcome) & product.certificates
    return {"certificates": sorted(there), "required": sorted(there & need.certificates_required)}


def _markets(need: Need, product: Product) -> Values:
    return {"markets": sorted(need.markets & product.markets)}


def _languages(need: Need, product: Product) -> Values:
    return {"languages": sorted(need.languages & product.languages)}


def _size(need: Need, product: Product) -> Values:
    """`fits`: 1 where the exhibitor takes orders of this size, 0 where one side is asked to stretch."""
    return {"fits": int(product.least <= need.quantity <= product.most), "unit": need.unit}


def _wanted(need: Need, product: Product) -> Values:
    """`economies` and `sectors` for which the exhibitor wishes to meet this buyer."""
    economies = sorted({need.economy} & product.wants_economies)
    return {"economies": economies, "sectors": sorted(need.sectors & product.wants_sectors)}


_OF_FIELDS: dict[str, Callable[[Need, Product], Values]] = {
    "sectors": _sectors,
    "certificates": _certificates,
    "markets": _markets,
    "languages": _languages,
    "size": _size,
    "wanted": _wanted,
}
