"""Why a product fits a need: figures for a sentence about each signal."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from buyers.matching import codes, words
from buyers.matching.data import Need, Product, Values

if TYPE_CHECKING:
    from buyers.matching.catalogue import Catalogue

_WORDS_SHOWN = 12


class _Heard:
    """A need as it was read: its terms, what each stands for, and what the lexicon adds."""

    def __init__(self, catalogue: "Catalogue", need: Need) -> None:
        self.query = words.query(need.text)
        asked = catalogue.reader.read([need.text])
        names = catalogue.reader.names
        starts, terms = asked.meanings.starts, asked.meanings.rows
        meant = [{names[term] for term in terms[a:b]} for a, b in zip(starts[:-1], starts[1:], strict=True)]
        self.meanings = dict(zip(asked.words, meant, strict=False))
        self.translations = dict(zip(asked.translated, meant[len(asked.words) :], strict=True))

    def found(self, there: set[str]) -> list[str]:
        """The need's terms that a text with these terms has, be it by another word."""
        grams = [gram for gram, meant in self.translations.items() if meant & there]
        return [
            term
            for term in self.query.terms
            if self.meanings.get(term, set()) & there or any(gram in term or term in gram for gram in grams)
        ]


class Explainer:
    """Answers for a signal, a need and a product that it lifted; what it learns of a need it keeps for the next product."""

    def __init__(self, catalogue: "Catalogue") -> None:
        self._catalogue = catalogue
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
            self._need, self._heard = need, _Heard(self._catalogue, need)
        return self._heard

    def _hs(self, need: Need, product: Product) -> Values:
        """`level` (chapter, heading, subheading) and `code`, the deepest that both share."""
        carried = codes.normal(product.hs_code)
        code = max((codes.shared(each, carried) for each in codes.normals(need.hs_codes)), key=len)
        return {"level": codes.LEVELS[len(code)], "code": code}

    def _text(self, need: Need, product: Product) -> Values:
        """`found` of `asked` distinct terms; `words` as the need writes them, the first twelve."""
        heard = self._reading(need)
        found = heard.found(set(words.index_terms(product.text)))
        shown = heard.query.excerpts(found[:_WORDS_SHOWN])
        return {"found": len(found), "asked": len(heard.query.terms), "words": list(shown)}

    def _nomenclature(self, need: Need, product: Product) -> Values:
        """`code` and `level`: where words of the need meet the product; `words`: those that the code's own text has."""
        heard = self._reading(need)
        found = {code: heard.found(self._said(code)) for code in self._catalogue.codes_by_row(product)}
        code = max(found, key=lambda each: (len(found[each]), len(each)))
        shown = heard.query.excerpts(found[code][:_WORDS_SHOWN])
        return {"code": code, "level": codes.LEVELS[len(code)], "words": list(shown)}

    def _said(self, code: str) -> set[str]:
        return set(words.index_terms(self._catalogue.codes.texts.get(code, "")))

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
