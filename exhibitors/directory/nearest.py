"""What comes nearest where few or none have all that was typed: found by the engine that matches needs and products."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from buyers.matching import Match, Need, Weights
from buyers.matching.words import clean
from exhibitors.at_hand import catalogue_at_hand
from exhibitors.directory.answer import SIZE, Answer, ask
from exhibitors.directory.facets import Kind
from exhibitors.directory.question import terms_in
from exhibitors.directory.search import search, search_products
from exhibitors.directory.wanted import Wanted
from expo.common.listed import listed
from expo.fair.models import Edition
from expo.fair.nomenclature_search import FAINT

SEEN = 200  # so many that the engine finds, for those that fit the facets and have a word to show for it
# Words count more than between needs and products: a reader sees at once whether a row has them.
BY_WORDS = Weights(hs=0.4, text=0.4, nomenclature=0.3, sectors=0)


@dataclass(frozen=True)
class Near:
    """A row by its key, the product by which it comes near, and why.

    `words` of those typed the product has, or others that mean the same; `in_code` are more that its HS code's words
    have, or none where that code itself was typed. `has_all`: of the words none is missing, though another language may
    say them.
    """

    key: int
    product: int
    words: tuple[str, ...] = ()
    code: str = ""
    in_code: tuple[str, ...] = ()
    has_all: bool = False

    @property
    def why(self) -> str:
        """The reason in short, in the reader's language."""
        said = [_("Has: %(words)s") % {"words": listed(self.words)}] if self.words else []
        if self.in_code:
            said.append(_("HS %(code)s: %(words)s") % {"code": self.code, "words": listed(self.in_code)})
        elif self.code:
            said.append(f"{_('HS')} {self.code}")
        return " · ".join(said)


def nearest_rows(edition: Edition, answer: Answer) -> list[Near]:
    """Return what comes nearest of the kind shown, among what fits the facets, the best first.

    Before it comes what has all of the words in its own way. What was found already is left out, and what fits much
    less than the best; so is what has none of the words and is merely spelt like them: nothing could be said for it.
    """
    if not answer.wanted.text or (catalogue := catalogue_at_hand(edition)) is None:
        return []
    fitting = _fitting(edition, answer.wanted)
    kind = answer.wanted.kind
    found = catalogue.find(
        [_need(answer.wanted.text, _mended(edition, answer))],
        weights=BY_WORDS,
        top=SEEN,
        group="product" if kind == Kind.PRODUCTS else "exhibitor",
        only=set(fitting.values()),
    )
    rows = [(match.score, _near(match, kind)) for match in found]
    told = [(score, near) for score, near in rows if near.why and near.key in fitting]
    best = [near for score, near in told if near.has_all or score > FAINT * told[0][0]]
    others = [near for near in best if near.key not in answer.shown]
    return sorted(others, key=lambda near: not near.has_all)[:SIZE]


def _fitting(edition: Edition, wanted: Wanted) -> dict[int, int]:
    """The public rows that fit the facets, each with its exhibitor: the catalogue may be older than they are."""
    if wanted.kind == Kind.PRODUCTS:
        return _with_exhibitors(search_products(edition, wanted.chosen), "exhibitor")
    return _with_exhibitors(search(edition, wanted.chosen), "pk")


def _with_exhibitors(rows: Any, exhibitor: str) -> dict[int, int]:
    return dict(rows.order_by().values_list("pk", exhibitor))


def _mended(edition: Edition, answer: Answer) -> list[tuple[str, list[str]]]:
    """The slips with what was looked for instead; who wants them literally has seen by now that nothing has them."""
    return (ask(edition, replace(answer.wanted, literal=False)) if answer.wanted.literal else answer).mended()


def _need(text: str, mended: list[tuple[str, list[str]]]) -> Need:
    """What was typed, with the codes in it; two digits are a figure, as of volts."""
    text = clean(text)
    for typed, instead in mended:
        text = text.replace(typed, " ".join(instead))
    codes = (term.code for term in terms_in(text))
    return Need(id=0, text=text, hs_codes=tuple(code for code in codes if len(code) > 2))


def _near(match: Match, kind: Kind) -> Near:
    said: dict[str, Any] = {reason.signal: reason.values for reason in match.reasons}
    text = said.get("text", {"words": [], "found": 0, "asked": 1})
    words = text["words"]
    named = said.get("nomenclature", {"code": "", "words": []})
    more = [word for word in named["words"] if word not in words]
    typed = said["hs"]["code"] if "hs" in said else ""
    return Near(
        key=int(match.product if kind == Kind.PRODUCTS else match.exhibitor),
        product=int(match.product),
        words=tuple(words),
        code=named["code"] if more else typed,
        in_code=tuple(more),
        has_all=text["found"] == text["asked"],
    )
