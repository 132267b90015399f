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
    """Return, for each code, those of its heading's trade words that are asked for, in any language: one query."""
    headings = {code: code[:4] for code in codes}
    terms = _telling(asked)
    found: dict[str, list[str]] = {heading: [] for heading in headings.values()}
    rows = Nomenclature.objects.filter(code__in=found).exclude(trade_words="").order_by("code", "language")
    for heading, trade_words in rows.values_list("code", "trade_words"):
        said = (word for word in _SEPARATOR.split(trade_words) if terms & _telling(word))
        found[heading] += [word for word in said if word not in found[heading]]
    return {code: found[heading] for code, heading in headings.items()}


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
