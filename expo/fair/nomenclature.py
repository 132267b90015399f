"""What HS codes mean, in the reader's language."""

from collections.abc import Iterable

from django.utils.translation import get_language

from expo.fair.models import Nomenclature

LEVELS = (2, 4, 6)  # chapter, heading, subheading
FALLBACK = "en"


def words_of(codes: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Return, for each code, the words of its chapter, heading and subheading as (code, words): one query.

    A level is left out where the nomenclature knows nothing of it; where it has no words in the reader's language
    they are in English.
    """
    levels = {code: [code[:digits] for digits in LEVELS if digits <= len(code)] for code in codes}
    known = _descriptions({part for parts in levels.values() for part in parts})
    return {code: [(part, known[part]) for part in parts if part in known] for code, parts in levels.items()}


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
