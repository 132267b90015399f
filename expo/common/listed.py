"""Words one after another."""

from collections.abc import Iterable

from django.utils.translation import pgettext


def listed(words: Iterable[str]) -> str:
    """Return words as the reader's language lists them."""
    return pgettext("between listed words", ", ").join(words)
