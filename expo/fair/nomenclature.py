"""What HS codes mean, in the reader's language."""

import re
from collections.abc import Iterable

from django.utils.translation import get_language

from expo.fair.models import Nomenclature
from expo.fair.terms import terms_of

LEVELS = (2, 4, 6)  # chapter, heading, subheading
FALLBACK = "en"
_SEPARATOR = re.compile(r"\s*[,、，;；]\s*")


def words_of(codes: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Return, for each code, the words of its chapter, heading and subheading as (code, words): one query.

    A level is left out where the nomenclature knows nothing of it; where it has no words in the reader's language
    they are in English.
    """
    levels = {code: [code[:digits] for digits in LEVELS if digits <= len(code)] for code in codes}
    known = _descriptions({part for parts in levels.values() for part in parts})
    return {code: [(part, known[part]) for part in parts if part in known] for code, parts in levels.items()}


def trade_words_in(codes: Iterable[str], asked: str) -> dict[str, list[str]]:
    """Return, for the headings of codes, the trade words that say most of what is asked, in any language: one query.

    What a heading's own words say already is left out, and so are headings none of whose trade words was asked for.
    """
    terms = _telling(asked)
    found: dict[str, dict[str, int]] = {}
    rows = Nomenclature.objects.filter(code__in={code[:4] for code in codes}).exclude(trade_words="")
    for heading, trade_words, description in rows.order_by("code", "language").values_list(
        "code", "trade_words", "description"
    ):
        for word in _SEPARATOR.split(trade_words):
            if (shared := len(terms & _telling(word))) and word.casefold() not in description.casefold():
                found.setdefault(heading, {})[word] = shared
    return {
        heading: [word for word, shared in words.items() if shared == max(words.values())]
        for heading, words in found.items()
    }


def _telling(words: str) -> set[str]:
    """Terms of two characters or more: a single one of an unspaced script is in many words."""
    return {term for term in terms_of(words) if len(term) > 1}


def _descriptions(codes: set[str]) -> dict[str, str]:
    here = get_language() or FALLBACK
    rows = Nomenclature.objects.filter(code__in=codes, language__in={here, FALLBACK})
    found = {
        (code, language): words
        for code, language, words in rows.values_list("code", "language", "description")
    }
    return {
        code: words for code in codes if (words := found.get((code, here)) or found.get((code, FALLBACK)))
    }
