"""Why a product fits a need: figures for a sentence about each signal."""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from buyers.matching import codes, words
from buyers.matching.data import Need, Product, Values
from buyers.matching.kernels import MOST_BITS, Ints, said_by
from buyers.matching.questions import Asked
from buyers.matching.vocabulary import lists

if TYPE_CHECKING:
    from buyers.matching.catalogue import Catalogue

Meanings = Mapping[str, frozenset[int]]

_WORDS_SHOWN = 12
_NONE: frozenset[int] = frozenset()


class _Meant:
    """Some of a need's words by the terms that they stand for. Words are told as bits: the first one is the lowest."""

    def __init__(self, words: Iterable[str], meanings: Meanings) -> None:
        self._words_of: dict[int, int] = {}
        for at, word in enumerate(words):
            for term in meanings.get(word, _NONE):
                self._words_of[term] = self._words_of.get(term, 0) | 1 << at

    def said(self, there: Iterable[int]) -> int:
        """The words of which a text with these terms says any."""
        found = 0
        for term in self._words_of.keys() & there:
            found |= self._words_of[term]
        return found


class _Heard:
    """A need as it was read, and what was found out of it so far."""

    def __init__(self, need: Need, own: Meanings, translated: Meanings) -> None:
        self.query = words.query(need.text)
        self._terms = list(self.query.terms)
        self._own = _Meant(self._terms, own)
        self._grams = list(translated)
        self._translations = _Meant(self._grams, translated)
        self._written: dict[int, list[str]] = {}
        self._in_code: dict[str, int] = {}
        self.codes = codes.normals(need.hs_codes)
        self.by_carried: dict[tuple[str, ...], Values] = {}
        self.by_found: dict[int, Values] = {}
        self.in_carried: dict[tuple[str, ...], Values] = {}  # asked once, since many products carry the same
        self.in_implied: dict[tuple[str, ...], Values] = {}

    def found(self, there: Iterable[int]) -> int:
        """The need's terms, as bits, that a text with these terms has, be it by another word."""
        found = self._own.said(there)
        if self._grams and (hits := self._translations.said(there)):
            grams = _chosen(self._grams, hits)
            for at, term in enumerate(self._terms):
                if any(term in gram or (gram[1:] and gram in term) for gram in grams):
                    found |= 1 << at
        return found

    def found_in_code(self, code: str, said: Callable[[str], Iterable[int]]) -> int:
        """The same of a code's own words, asked once."""
        if code not in self._in_code:
            self._in_code[code] = self.found(said(code))
        return self._in_code[code]

    def written(self, found: int) -> list[str]:
        """How the need writes some of its terms, the first twelve of them."""
        if found not in self._written:
            self._written[found] = self.query.excerpts(_chosen(self._terms, found)[:_WORDS_SHOWN])
        return self._written[found]


def _chosen(things: Sequence[str], bits: int) -> list[str]:
    return [thing for at, thing in enumerate(things) if bits >> at & 1]


class Explainer:
    """Answers for a signal, a need and a product that it lifted; keeps what it learns of a need for the next."""

    def __init__(self, catalogue: "Catalogue", needs: Sequence[Need], asked: Asked) -> None:
        self._catalogue = catalogue
        self._asked = asked
        self._needs = needs
        self._names = asked.words + asked.translated
        self._meanings: dict[int, frozenset[int]] = {}
        self._heard: tuple[int, _Heard] | None = None
        self._ahead: dict[tuple[int, int], int] = {}
        self._said: dict[str, frozenset[int]] = {}
        self._of_both: dict[str, Callable[[int, int], Values]] = {
            "hs": self._hs,
            "text": self._text,
            "nomenclature": self._nomenclature,
        }
        self._of_fields: dict[str, Callable[[Need, Product], Values]] = {
            "sectors": lambda need, product: {"sectors": sorted(need.sectors & product.sectors)},
            "certificates": self._certificates,
            "agreements": self._agreements,
            "markets": lambda need, product: {"markets": sorted(need.markets & product.markets)},
            "languages": lambda need, product: {"languages": sorted(need.languages & product.languages)},
            "size": self._size,
            "wanted": self._wanted,
        }

    def look_ahead(self, needs: Ints, rows: Ints) -> None:
        """Find out what the texts of some pairs say, all at once, as far as the needs' words are plain."""
        asked, at = np.unique(needs, return_inverse=True)
        words = lists([self._plain_words(need) for need in asked.tolist()])
        texts, terms = self._catalogue.texts()
        found = said_by(at.astype(np.int32), rows, words, self._asked.told, texts, terms)
        known = (np.diff(words.starts) > 0)[at]
        pairs = zip(needs[known].tolist(), rows[known].tolist(), strict=True)
        self._ahead = dict(zip(pairs, found[known].tolist(), strict=True))

    def _plain_words(self, need: int) -> Sequence[int]:
        """The distinct words of a need that is written in ASCII and not translated, or none."""
        own = self._asked.own
        said = dict.fromkeys(own.terms[own.starts[need] : own.starts[need + 1]].tolist())
        plain = self._needs[need].text.isascii() and not self._asked.translated and len(said) <= MOST_BITS
        return list(said) if plain else ()

    def __call__(self, signal: str, need: int, row: int) -> Values:
        """Figures for the sentence about one signal, of a need and a product by their positions."""
        if say := self._of_both.get(signal):
            return say(need, row)
        return self._of_fields[signal](self._needs[need], self._catalogue.products[row])

    def _reading(self, need: int) -> _Heard:
        if self._heard is None or self._heard[0] != need:
            self._heard = need, self._hear(need)
        return self._heard[1]

    def _said_of(self, code: str) -> frozenset[int]:
        if code not in self._said:
            self._said[code] = frozenset(self._catalogue.codes.said(code))
        return self._said[code]

    def _hear(self, need: int) -> _Heard:
        lists, own = self._asked.lists, len(self._asked.words)
        said = lists.items[lists.starts[need] : lists.starts[need + 1]].tolist()
        return _Heard(
            self._needs[need],
            {self._names[word]: self._meaning(word) for word in said if word < own},
            {self._names[word]: self._meaning(word) for word in said if word >= own},  # often the same words
        )

    def _meaning(self, word: int) -> frozenset[int]:
        known = self._meanings.get(word)
        if known is None:
            told = self._asked.told
            terms = told.rows[told.starts[word] : told.starts[word + 1]]
            known = self._meanings[word] = frozenset(terms.tolist())
        return known

    def _hs(self, need: int, row: int) -> Values:
        """`level` (chapter, heading, subheading) and `code`, the deepest that both share."""
        heard, carried = self._reading(need), tuple(self._catalogue.carried[row])
        if carried not in heard.by_carried:
            pairs = itertools.product(heard.codes, carried)
            code = max((codes.shared(*pair) for pair in pairs), key=len)
            heard.by_carried[carried] = {"level": codes.LEVELS[len(code)], "code": code}
        return heard.by_carried[carried]

    def _text(self, need: int, row: int) -> Values:
        """`found` of `asked` distinct terms; `words` as the need writes them, the first twelve.

        None is found in a text whose words are merely like the need's.
        """
        heard = self._reading(need)
        found = self._ahead.get((need, row))
        if found is None:
            found = heard.found(self._catalogue.terms_of(row))
        if found not in heard.by_found:
            heard.by_found[found] = {
                "found": found.bit_count(),
                "asked": len(heard.query.terms),
                "words": heard.written(found),
            }
        return heard.by_found[found]

    def _nomenclature(self, need: int, row: int) -> Values:
        """`code` and `level`: where words of the need meet the product; `words`: those that the code's own text has.

        Of codes that say the same the deepest, but where none says anything the heading: that is what is pointed to.
        `carried`: 1 where the product has the code or one below it, 0 where its words point there too.
        """
        heard, leads = self._reading(need), self._catalogue.codes_of(row)
        is_carried = bool(self._catalogue.carried[row])
        known = heard.in_carried if is_carried else heard.in_implied
        if leads not in known:
            found = {code: heard.found_in_code(code, self._said_of) for code in leads}
            code = max(
                found,
                key=lambda each: (found[each].bit_count(), found[each] > 0 or len(each) == 4, len(each)),
            )
            known[leads] = {
                "code": code,
                "level": codes.LEVELS[len(code)],
                "words": heard.written(found[code]),
                "carried": int(is_carried),
            }
        return known[leads]

    def _certificates(self, need: Need, product: Product) -> Values:
        """`certificates` asked for and there; `required`, those of them that the need insists on."""
        there = (need.certificates_required | need.certificates_welcome) & product.certificates
        return {"certificates": sorted(there), "required": sorted(there & need.certificates_required)}

    def _agreements(self, need: Need, product: Product) -> Values:
        """`agreement`, the first in the market's order, and `others`."""
        both = {need.economy, product.economy}
        treaties = self._catalogue.market.agreements.items()
        first, *others = [name for name, members in treaties if both <= members]
        return {"agreement": first, "others": list(others)}

    def _size(self, need: Need, product: Product) -> Values:
        """`fits`: 1 where the exhibitor takes orders of this size, 0 where one side is asked to stretch."""
        return {"fits": int(product.least <= need.quantity <= product.most), "unit": need.unit}

    def _wanted(self, need: Need, product: Product) -> Values:
        """`economies` and `sectors` for which the exhibitor wishes to meet this buyer."""
        economies = sorted({need.economy} & product.wants_economies)
        return {"economies": economies, "sectors": sorted(need.sectors & product.wants_sectors)}
