"""What somebody typed with two letters that changed places, put right so that the reader can be told of it."""

import re
from collections.abc import Collection, Iterable

from buyers.matching.slips import LEAST, swapped
from buyers.matching.stems import stem
from buyers.matching.words import clean

_WORD = re.compile(r"[^\W\d_]+")


def stems_in(texts: Iterable[str]) -> frozenset[str]:
    """The stems of all words in some texts."""
    return frozenset(stem(word) for text in texts for word in {*_WORD.findall(clean(text))})


def put_right(text: str, known: Collection[str]) -> str:
    """Return a text in which words whose stem is not known are such that are, where two letters only changed places."""

    def meant(word: re.Match[str]) -> str:
        typed = word[0]
        if len(typed) < LEAST or stem(clean(typed)) in known:
            return typed
        return next((each for each in swapped(clean(typed)) if stem(each) in known), typed)

    return _WORD.sub(meant, text)
