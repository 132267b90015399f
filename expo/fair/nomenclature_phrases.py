"""Phrases of several words in what is said of HS codes, however they are joined: T-shirt, T shirt, tshirt."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from buyers.matching.stems import stem
from buyers.matching.words import clean, says_nothing

LONGEST = 5  # words of a phrase
_ENTRY = re.compile(r"[^,、;:()]+")  # of a text in one form, where ，；：（） are these
_PART = re.compile(r"[\u3400-\u9fff]|(?:(?![\u3400-\u9fff])[^\W_])+")

Rank = tuple[int, bool]
"""How many words stand together, and whether they are all of what the goods are called."""


class Phrases:
    """The phrases in what is said of each code, so that codes are found that have one of a query's."""

    def __init__(self, said: Mapping[str, Iterable[str]]) -> None:
        self._ranks: dict[str, dict[str, Rank]] = defaultdict(dict)
        for code, texts in said.items():
            for text in texts:
                self._put(code, text)

    def _put(self, code: str, text: str) -> None:
        for entry in _ENTRY.findall(clean(text)):
            parts = _parts(entry)
            for phrase, words in _phrases(parts):
                if words > 1 or len(parts) == 1:
                    codes = self._ranks[phrase]
                    codes[code] = max(codes.get(code, (0, False)), (words, words == len(parts)))

    def ranks(self, query: str) -> dict[str, Rank]:
        """The codes that have all of the query in a phrase, or a phrase of it as the goods' name: how much of it.

        One word alone is no phrase, and words in the middle of both may stand together by chance.
        """
        parts = _parts(clean(query))
        found: dict[str, Rank] = {}
        for phrase, asked in _phrases(parts):
            for code, (words, is_all) in self._ranks.get(phrase, {}).items():
                if (both := max(asked, words)) > 1 and (is_all or asked == len(parts)):
                    found[code] = max(found.get(code, (0, False)), (both, is_all))
        return found


def _parts(text: str) -> list[str]:
    """Words, and characters of a script without spaces."""
    return _PART.findall(text)


def _phrases(parts: list[str]) -> Iterator[tuple[str, int]]:
    """Words that follow each other, joined, and how many; none begins or ends with a word such as for."""
    tells = [len(part) == 1 or not says_nothing(part) for part in parts]  # T is half of T-shirt
    stems = [stem(part) for part in parts]
    for first in range(len(parts)):
        for end in range(first + 1, min(len(parts), first + LONGEST) + 1):
            if tells[first] and tells[end - 1]:
                yield "".join(stems[first:end]), end - first
