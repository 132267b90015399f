"""Two letters that changed places: durain for durian, which has few pieces in common with what was meant."""

import re
from collections.abc import Collection, Iterable, Iterator

from buyers.matching.stems import stem
from buyers.matching.words import clean

LEAST = 4  # letters of a word in which one may make a slip
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
        return next((each for each in _swapped(clean(typed)) if stem(each) in known), typed)

    return _WORD.sub(meant, text)


def _swapped(word: str) -> Iterator[str]:
    """The word with two letters that stand side by side in each other's place; the first seldom is wrong."""
    for at in [*range(1, len(word) - 1), 0]:
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
