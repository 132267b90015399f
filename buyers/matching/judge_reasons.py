"""What is wrong with what a match's reasons say, in people's words. Shares no code with what makes them."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from buyers.matching.data import Match, Need, Product, Reason

Agreements = Mapping[str, frozenset[str]] | None
Said = Mapping[str, Any]
Check = Callable[[Said, Need, Product, Agreements], Iterator[str]]

_LEVELS = {2: "chapter", 4: "heading", 6: "subheading"}
_BETWEEN_DIGITS = re.compile(r"[\s.-]")
_CODE = re.compile("(?!00|77|98|99)(?:[0-9]{2}){1,6}")


def wrong_reasons(match: Match, need: Need, product: Product, agreements: Agreements) -> Iterator[str]:
    """What the reasons of a match say though it is not so; who is in an agreement, where these are given."""
    for reason in match.reasons:
        for problem in _problems(reason, need, product, agreements):
            yield f"Need {match.need}, product {match.product}: the reason {reason.signal} {problem}."


def _problems(reason: Reason, need: Need, product: Product, agreements: Agreements) -> Iterator[str]:
    if reason.signal not in _SIGNALS:
        yield "is of no known signal"
        return
    kinds, check = _SIGNALS[reason.signal]
    lacking = [name for name, kind in kinds.items() if not isinstance(reason.values.get(name), kind)]
    if lacking:
        yield f"does not say its {lacking[0]}"
    else:
        yield from check(reason.values, need, product, agreements)


def _hs(said: Said, need: Need, product: Product, _: Agreements) -> Iterator[str]:
    yield from _level(said)
    if not (_have(need.hs_codes, said["code"]) or said["code"] in _BETWEEN_DIGITS.sub("", need.text)):
        yield f"tells {said['code']}, which the need does not ask for"
    if not _have(product.hs_codes, said["code"]):
        yield f"tells {said['code']}, which the product does not carry"


def _text(said: Said, need: Need, _: Product, __: Agreements) -> Iterator[str]:
    if not 0 <= said["found"] <= said["asked"]:
        yield f"has found {said['found']} of {said['asked']}"
    if len(said["words"]) > said["found"]:
        yield f"tells {len(said['words'])} words, and has found {said['found']}"
    yield from _words(said, need)


def _nomenclature(said: Said, need: Need, product: Product, _: Agreements) -> Iterator[str]:
    yield from _level(said)
    yield from _words(said, need)
    carries = _have(product.hs_codes, said["code"])
    if said["carried"] and not carries:
        yield f"says that the product carries {said['code']}, which it does not"
    if carries and not said["carried"]:
        yield f"says that the product does not carry {said['code']}, which it does"


def _in_both(name: str) -> Check:
    def check(said: Said, need: Need, product: Product, _: Agreements) -> Iterator[str]:
        yield from _something(said[name])
        yield from _told_of(said[name], need=getattr(need, name), product=getattr(product, name))

    return check


def _certificates(said: Said, need: Need, product: Product, _: Agreements) -> Iterator[str]:
    asked, there = need.certificates_required | need.certificates_welcome, said["certificates"]
    yield from _something(there)
    yield from _told_of(there, need=asked, product=product.certificates)
    for certificate in said["required"]:
        if certificate not in need.certificates_required:
            yield f"calls {certificate} required, which the need does not"
        if certificate not in there:
            yield f"calls {certificate} required, but does not tell it as there"


def _agreements(said: Said, need: Need, product: Product, agreements: Agreements) -> Iterator[str]:
    if need.economy == product.economy:
        yield f"tells {said['agreement']}, though both are of the economy {need.economy}"
    for name in (said["agreement"], *said["others"]) if agreements is not None else ():
        members = (agreements or {}).get(name, frozenset())
        for economy in dict.fromkeys((need.economy, product.economy)):
            if economy not in members:
                yield f"tells {name}, of which {economy or 'no economy'} is no member"


def _size(said: Said, need: Need, product: Product, _: Agreements) -> Iterator[str]:
    if not need.unit or not need.unit == product.unit == said["unit"]:
        units = ", ".join(unit or "none" for unit in (need.unit, product.unit, said["unit"]))
        yield f"compares units that are not alike ({units})"
    fits = product.least <= need.quantity <= product.most
    if said["fits"] != fits:
        does = "fits" if said["fits"] else "does not fit"
        yield f"says that {need.quantity:g} {does} orders of {product.least:g} to {product.most:g}"


def _wanted(said: Said, need: Need, product: Product, _: Agreements) -> Iterator[str]:
    yield from _something([*said["economies"], *said["sectors"]])
    yield from _told_of(said["economies"], need={need.economy}, product=product.wants_economies)
    yield from _told_of(said["sectors"], need=need.sectors, product=product.wants_sectors)


_LEVELLED = {"code": str, "level": str}
_SIGNALS: Mapping[str, tuple[Mapping[str, type], Check]] = {
    "hs": (_LEVELLED, _hs),
    "text": ({"found": int, "asked": int, "words": list}, _text),
    "nomenclature": (_LEVELLED | {"words": list, "carried": int}, _nomenclature),
    "sectors": ({"sectors": list}, _in_both("sectors")),
    "certificates": ({"certificates": list, "required": list}, _certificates),
    "agreements": ({"agreement": str, "others": list}, _agreements),
    "markets": ({"markets": list}, _in_both("markets")),
    "languages": ({"languages": list}, _in_both("languages")),
    "size": ({"fits": int, "unit": str}, _size),
    "wanted": ({"economies": list, "sectors": list}, _wanted),
}
"""What each signal says, and what must hold of it."""


def _level(said: Said) -> Iterator[str]:
    if _LEVELS.get(len(said["code"])) != said["level"]:
        yield f"calls {said['code'] or 'no code'} a {said['level']}"


def _words(said: Said, need: Need) -> Iterator[str]:
    for word in said["words"]:
        if _letters(word) not in _letters(need.text):
            yield f"tells the word {word}, which the need's text does not have"


def _something(told: Iterable[str]) -> Iterator[str]:
    if not [*told]:
        yield "tells nothing"


def _told_of(told: Iterable[str], **sides: Iterable[str]) -> Iterator[str]:
    for each in told:
        for side, has in sides.items():
            if each not in has:
                yield f"tells {each}, which the {side} does not have"


def _have(codes: Iterable[str], code: str) -> bool:
    """Whether any of the codes that can be read is this one or below it."""
    digits = (_BETWEEN_DIGITS.sub("", unicodedata.normalize("NFKC", each)) for each in codes)
    return any(each.startswith(code) for each in digits if _CODE.fullmatch(each))


@lru_cache(maxsize=1000)
def _letters(text: str) -> str:
    """A text's letters and digits alone: neither accents nor what is invisible makes a word another here."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", folded)))
