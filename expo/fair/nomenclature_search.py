"""Finding HS codes by word, with the engine that matches needs and products, and by their first digits."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from buyers.matching import Catalogue, Market, Need, Product, Weights
from buyers.matching.codes import normal, written
from expo.common.dated import summed
from expo.common.shelf import Shelf
from expo.fair.models import Nomenclature
from expo.fair.nomenclature_phrases import Phrases
from expo.fair.nomenclature_slips import put_right, stems_in

TOP = 20
SEEN = 100  # so many that the engine finds, for those that have a phrase to be put before others
FAINT = 0.45  # of the best one's score: what fits less only stands beside it, as kiwifruit beside durians
BY_WORDS = Weights(hs=0.3, text=0.3, nomenclature=0.4, sectors=0)


_DOT = re.compile(r"(?<=[0-9])[.-](?=[0-9])")


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A code, and how well the words fit it, 0 to 1."""

    code: str
    score: float


@dataclass(frozen=True, slots=True)
class _Index:
    """The nomenclature, ready to be asked: its codes, their words, and what phrases and stems these have."""

    codes: tuple[str, ...]
    words: Catalogue
    phrases: Phrases
    stems: frozenset[str]


def codes_for(words: str) -> list[FoundCode]:
    """Return the codes that words (or the first digits of codes) point to, the best first."""
    index = _shelf.soon(None)
    if digits := _digits(words):
        return [FoundCode(code, 1.0) for code in _beginning(digits, index.codes)][:TOP]
    words = put_right(words, index.stems)
    codes = tuple(
        code for code in words.split() if len(normal(code)) > 2
    )  # two digits are a figure, as of volts
    need = Need(id=0, text=words, hs_codes=codes)
    found = index.words.find([need], weights=BY_WORDS, top=SEEN, group="product")
    scores = {str(match.product): match.score for match in found.bare()}
    ranks = index.phrases.ranks(words)
    faint = FAINT * max(scores.values(), default=0.0)
    fitting = {code: score for code, score in scores.items() if score > faint or code in ranks}
    fitting |= {code: faint for code in ranks if code not in scores}
    best = sorted(fitting, key=lambda code: (ranks.get(code, (0, False)), fitting[code]), reverse=True)
    return [FoundCode(code, fitting[code]) for code in best[:TOP]]


def meant(words: str) -> str:
    """Return the words as they are looked for: without slips that one can tell."""
    return put_right(words, _shelf.soon(None).stems)


def _digits(words: str) -> list[str]:
    """The first digits of codes, where words are nothing else: 08 10 6 and 0810.6 are one's."""
    found: list[str] = []
    for each in written(_DOT.sub("", unicodedata.normalize("NFKC", words))):
        if not (each.isascii() and each.isdigit()):
            return []
        if found and len(each) == 1 and len(found[-1]) in (2, 4):
            found[-1] += each
        else:
            found.append(each)
    return found


def _beginning(digits: list[str], codes: tuple[str, ...]) -> list[str]:
    """The codes that begin so, those with fewer digits first; where there is none, the one that is next above."""
    found: list[str] = []
    for asked in digits:
        whole = normal(asked) or asked  # 0409.00 is 0409
        below = [code for code in codes if code.startswith(whole)]
        above = [code for code in codes if whole.startswith(code)]
        found += below or above[-1:]
    return sorted(dict.fromkeys(found), key=len)


def _stamp(_all: None) -> tuple[Any, ...]:
    """Return what differs as soon as the nomenclature does."""
    return tuple(Nomenclature.objects.aggregate(Max("pk"), changed=summed("modified_at")).values())


def _index(_all: None) -> _Index:
    words: dict[str, list[str]] = {}
    rows = Nomenclature.objects.order_by("code", "language")
    for code, description, trade_words in rows.values_list("code", "description", "trade_words"):
        if len(code) <= 6:
            words.setdefault(code, []).extend([description, trade_words])
    said = {code: " ".join(each) for code, each in words.items()}
    codes = [Product(id=code, exhibitor=code, text=text, hs_codes=(code,)) for code, text in said.items()]
    catalogue = Catalogue(codes, market=Market(nomenclature=said))
    return _Index(tuple(said), catalogue, Phrases(words), stems_in(said.values()))


# No look-up waits for the index of a nomenclature just imported.
_shelf: Shelf[None, _Index] = Shelf(_index, _stamp)
