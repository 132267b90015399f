"""Words one after another."""

from collections.abc import Iterable

from django.utils.translation import pgettext


def listed(words: Iterable[str]) -> str:
    """Return words as the reader's language lists them."""
    return pgettext("between listed words", ", ").join(words)


def phrase(*parts: str) -> str:
    """Return the parts that are there, one after another, as the reader's language sets them apart."""
    return pgettext("between parts of a phrase", ", ").join(filter(None, parts))
