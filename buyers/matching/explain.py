"""Why a product fits a need: figures for a sentence about each signal."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from buyers.matching import codes, words
from buyers.matching.data import Need, Product, Values
from buyers.matching.questions import Asked

if TYPE_CHECKING:
    from buyers.matching.catalogue import Catalogue

_WORDS_SHOWN = 12
_NONE: frozenset[int] = frozenset()


class _Heard:
    """A need as it was read: its terms as it writes them, and the numbers of the terms that each stands for."""

    def __init__(self, need: Need, meanings: Mapping[str, frozenset[int]], translated: Sequence[str]) -> None:
        self.query = words.query(need.text)
        self._meanings = [(term, meanings.get(term, _NONE)) for term in self.query.terms]
        self._translations = [(gram, meanings[gram]) for gram in dict.fromkeys(translated)]
        self._in_code: dict[str, list[str]] = {}

    def found_in_code(self, code: str, said: Callable[[str], frozenset[int]]) -> list[str]:
        """The need's terms that a code's own words have: asked once, since many products carry the code."""
        if code not in self._in_code:
            self._in_code[code] = self.found(said(code))
        return self._in_code[code]

    def found(self, there: frozenset[int]) -> list[str]:
        """The need's terms that a text with these terms has, be it by another word."""
        found = [term for term, meant in self._meanings if not there.isdisjoint(meant)]
        grams = [gram for gram, meant in self._translations if not there.isdisjoint(meant)]
        if not grams:
            return found
        known = {
            *found,
            *(t for t in self.query.terms for gram in grams if t in gram or (gram[1:] and gram in t)),
        }
        return [term for term in self.query.terms if term in known]


class Explainer:
    """Answers for a signal, a need and a product that it lifted; keeps what it learns of a need for the next."""

    def __init__(self, catalogue: "Catalogue", needs: Sequence[Need], asked: Asked) -> None:
        self._catalogue = catalogue
        self._asked = asked
        self._position = {need.id: position for position, need in enumerate(needs)}
        self._names = asked.words + asked.translated
        self._meanings: dict[int, frozenset[int]] = {}
        self._need: Need | None = None
        self._heard: _Heard | None = None
        self._say: dict[str, Callable[[Need, Product], Values]] = {
            "hs": self._hs,
            "text": self._text,
            "nomenclature": self._nomenclature,
            "sectors": lambda need, product: {"sectors": sorted(need.sectors & product.sectors)},
            "certificates": self._certificates,
            "agreements": self._agreements,
            "markets": lambda need, product: {"markets": sorted(need.markets & product.markets)},
            "languages": lambda need, product: {"languages": sorted(need.languages & product.languages)},
            "size": self._size,
            "wanted": self._wanted,
        }

    def __call__(self, signal: str, need: Need, product: Product) -> Values:
        """Figures for the sentence about one signal."""
        return self._say[signal](need, product)

    def _reading(self, need: Need) -> _Heard:
        if self._heard is None or self._need is not need:
            self._need, self._heard = need, self._hear(need)
        return self._heard

    def _hear(self, need: Need) -> _Heard:
        lists, position, own = self._asked.lists, self._position[need.id], len(self._asked.words)
        said = lists.items[lists.starts[position] : lists.starts[position + 1]].tolist()
        meanings = {self._names[word]: self._meaning(word) for word in said}
        return _Heard(need, meanings, [self._names[word] for word in said if word >= own])

    def _meaning(self, word: int) -> frozenset[int]:
        known = self._meanings.get(word)
        if known is None:
            meanings = self._asked.meanings
            terms = meanings.rows[meanings.starts[word] : meanings.starts[word + 1]]
            known = self._meanings[word] = frozenset(terms.tolist())
        return known

    def _hs(self, need: Need, product: Product) -> Values:
        """`level` (chapter, heading, subheading) and `code`, the deepest that both share."""
        carried = codes.normal(product.hs_code)
        code = max((codes.shared(each, carried) for each in codes.normals(need.hs_codes)), key=len)
        return {"level": codes.LEVELS[len(code)], "code": code}

    def _text(self, need: Need, product: Product) -> Values:
        """`found` of `asked` distinct terms; `words` as the need writes them, the first twelve."""
        heard = self._reading(need)
        found = heard.found(self._catalogue.terms_of(product))
        shown = heard.query.excerpts(found[:_WORDS_SHOWN])
        return {"found": len(found), "asked": len(heard.query.terms), "words": list(shown)}

    def _nomenclature(self, need: Need, product: Product) -> Values:
        """`code` and `level`: where words of the need meet the product; `words`: those that the code's own text has."""
        heard = self._reading(need)
        said = self._catalogue.codes.said
        found = {code: heard.found_in_code(code, said) for code in self._catalogue.codes_of(product)}
        code = max(found, key=lambda each: (len(found[each]), len(each)))
        shown = heard.query.excerpts(found[code][:_WORDS_SHOWN])
        return {"code": code, "level": codes.LEVELS[len(code)], "words": list(shown)}

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
