"""The reasons of a match, and of a request that found no time, as sentences in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from buyers.models import Match
from exhibitors.models import Certificate
from expo.common.listed import listed
from expo.fair.models import Bloc, Economy, Sector
from expo.people.languages import SPOKEN

Values = Mapping[str, Any]
LANGUAGES = dict(SPOKEN)


def why_matched(
    reasons: list[dict[str, Any]], names: "Names", *, to_exhibitor: bool = False
) -> list[dict[str, Any]]:
    """Return each reason's sentence and its share of the score in per cent, strongest first.

    "You" in it is the buyer, or the exhibitor where that is who reads it.
    """
    said = _TO_EXHIBITOR if to_exhibitor else _TO_BUYER
    return [
        {"text": said[reason["signal"]](reason["values"], names), "share": round(reason["share"] * 100)}
        for reason in reasons
        if reason["signal"] in said
    ]


def shown(match: Match, names: "Names", *, asked: str | None, to_exhibitor: bool = False) -> dict[str, Any]:
    """Return what a line of a list of matches shows: how well they fit in per cent, and why.

    `asked`: where the request is found by which they are to meet, if there is one.
    """
    return {
        "match": match,
        "percent": round(match.score * 100),
        "reasons": why_matched(match.reasons_now, names, to_exhibitor=to_exhibitor),
        "asked": asked,
    }


def why_unplaced(reason: Mapping[str, Any] | None) -> str:
    """Return why the scheduler found no time for a request, or an empty text."""
    if not reason:
        return ""
    sentences = {
        "no-common-slot": _("The delegate and the exhibitor are never free at the same time."),
        "no-point": _("No meeting point of the exhibitor is free when both are."),
        "no-host": _("No representative of the exhibitor is free when both are."),
        "delegate-full": _("The delegate has a meeting in every slot."),
        "exhibitor-full": _("The exhibitor has a meeting in every slot."),
        "too-far": _("There is no time to walk between this and the delegate's other meetings."),
        "pool-empty": _nobody_interprets(reason.get("values", {})),
        "days-full": _("The delegate has as many meetings a day as wished for."),
        "outweighed": _("Meetings that are more wished for took the common slots."),
        "not-found-in-time": _("The search ended before a place was found. Run it again with more time."),
    }
    return sentences.get(reason["reason"], "")


def _nobody_interprets(values: Values) -> str:
    if not values.get("first"):
        return _("Nobody is free to interpret when both could meet.")
    one, other = (LANGUAGES.get(code, code) for code in values["between"])
    told = {"one": one, "other": other, "first": values["first"], "number": values["others"]}
    if not values["others"]:
        return _("Nobody is free to interpret between %(one)s and %(other)s on %(first)s.") % told
    return (
        ngettext(
            "Nobody is free to interpret between %(one)s and %(other)s on %(first)s, nor at one other time.",
            "Nobody is free to interpret between %(one)s and %(other)s on %(first)s, nor at %(number)s others.",
            values["others"],
        )
        % told
    )


SIGNALS = {
    "hs": _lazy("HS codes"),
    "text": _lazy("Words"),
    "nomenclature": _lazy("Words and HS codes"),
    "sectors": _lazy("Sectors"),
    "certificates": _lazy("Certificates"),
    "agreements": _lazy("Trade agreements"),
    "markets": _lazy("Markets"),
    "languages": _lazy("Languages"),
    "size": _lazy("Order size"),
    "wanted": _lazy("Wishes of the exhibitor"),
}


class Names:
    """Names that the sentences need, loaded once a page."""

    def __init__(self) -> None:
        """Load sectors and blocs."""
        self.sectors = {sector.pk: sector.name_here for sector in Sector.objects.all()}
        self.blocs = {bloc.pk: bloc.name_here for bloc in Bloc.objects.all()}
        self.economies = {economy.pk: economy.name_here for economy in Economy.objects.all()}


def _hs(values: Values, names: Names) -> str:
    texts = {
        "chapter": _("Same HS chapter %(code)s"),
        "heading": _("Same HS heading %(code)s"),
        "subheading": _("Same HS subheading %(code)s"),
    }
    return texts[values["level"]] % {"code": values["code"]}


def _text(values: Values, names: Names) -> str:
    if not values["found"]:  # in another language, or spelt otherwise, and no word for word
        return _("Words that are like yours")
    text = ngettext(
        "%(found)s of your %(asked)s terms: %(words)s",
        "%(found)s of your %(asked)s terms: %(words)s",
        values["found"],
    )
    return text % _terms(values)


def _text_to_exhibitor(values: Values, names: Names) -> str:
    if not values["found"]:
        return _("Words that are like those of your product")
    text = ngettext(
        "%(found)s of the buyer's %(asked)s terms: %(words)s",
        "%(found)s of the buyer's %(asked)s terms: %(words)s",
        values["found"],
    )
    return text % _terms(values)


def _terms(values: Values) -> dict[str, Any]:
    return {"found": values["found"], "asked": values["asked"], "words": listed(values["words"][:5])}


def _nomenclature(values: Values, names: Names) -> str:
    if values["words"]:
        return _("Your words name HS %(code)s, which it carries: %(words)s") % _named(values)
    return _("HS %(code)s is what your words point to, and it carries it") % _named(values)


def _nomenclature_to_exhibitor(values: Values, names: Names) -> str:
    if values["words"]:
        return _("The buyer's words name HS %(code)s, which you carry: %(words)s") % _named(values)
    return _("HS %(code)s is what the buyer's words point to, and you carry it") % _named(values)


def _named(values: Values) -> dict[str, Any]:
    return {"code": values["code"], "words": listed(values["words"][:3])}


def _sectors(values: Values, names: Names) -> str:
    known = [names.sectors.get(code, code) for code in values["sectors"]]
    return _("Sector: %(sectors)s") % {"sectors": listed(known)}


def _certificates(values: Values, names: Names) -> str:
    return _("Certified as you ask: %(certificates)s") % {"certificates": _certified(values)}


def _certificates_to_exhibitor(values: Values, names: Names) -> str:
    return _("Certified as the buyer asks: %(certificates)s") % {"certificates": _certified(values)}


def _certified(values: Values) -> str:
    return listed([str(Certificate(code).label) for code in values["certificates"]])


def _agreements(values: Values, names: Names) -> str:
    agreement = names.blocs.get(values["agreement"], values["agreement"])
    return _("%(agreement)s covers both sides") % {"agreement": agreement}


def _markets(values: Values, names: Names) -> str:
    return _("Serves your market: %(markets)s") % {"markets": _served(values, names)}


def _markets_to_exhibitor(values: Values, names: Names) -> str:
    return _("You serve the buyer's market: %(markets)s") % {"markets": _served(values, names)}


def _served(values: Values, names: Names) -> str:
    return listed([names.economies.get(code, code) for code in values["markets"]])


def _languages(values: Values, names: Names) -> str:
    known = [LANGUAGES.get(code, code) for code in values["languages"]]
    return _("Languages in common: %(languages)s") % {"languages": listed(known)}


def _size(values: Values, names: Names) -> str:
    return _("Takes orders of your size") if values["fits"] else _("Takes orders of nearly your size")


def _size_to_exhibitor(values: Values, names: Names) -> str:
    return (
        _("Orders of a size that you take") if values["fits"] else _("Orders of nearly a size that you take")
    )


def _wanted(values: Values, names: Names) -> str:
    return _("Wishes to meet buyers like you: %(wishes)s") % {"wishes": _wished(values, names)}


def _wanted_to_exhibitor(values: Values, names: Names) -> str:
    return _("You wish to meet such buyers: %(wishes)s") % {"wishes": _wished(values, names)}


def _wished(values: Values, names: Names) -> str:
    known = [names.economies.get(code, code) for code in values["economies"]]
    return listed([*known, *(names.sectors.get(code, code) for code in values["sectors"])])


_TO_BUYER: dict[str, Callable[[Values, Names], str]] = {
    "hs": _hs,
    "text": _text,
    "nomenclature": _nomenclature,
    "sectors": _sectors,
    "certificates": _certificates,
    "agreements": _agreements,
    "markets": _markets,
    "languages": _languages,
    "size": _size,
    "wanted": _wanted,
}
_TO_EXHIBITOR = _TO_BUYER | {
    "text": _text_to_exhibitor,
    "nomenclature": _nomenclature_to_exhibitor,
    "certificates": _certificates_to_exhibitor,
    "markets": _markets_to_exhibitor,
    "size": _size_to_exhibitor,
    "wanted": _wanted_to_exhibitor,
}
