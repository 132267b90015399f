"""The letters of a word in runs of three to five, by which words that look alike are found."""

import re
import unicodedata

_WIDTHS = (3, 4, 5)
_SHORTEST = 4
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def grams_of(word: str) -> list[str]:
    """A word's distinct runs of letters, edges marked, accents left out; none for short words and unspaced scripts."""
    if len(word) < _SHORTEST or not word.isalpha():
        return []
    bare = word
    if not word.isascii():
        if _UNSPACED.search(word):
            return []
        bare = _bare(word)
    edged = f" {bare} "
    grams = (edged[at : at + width] for width in _WIDTHS for at in range(len(edged) - width + 1))
    return list(dict.fromkeys(grams))  # in their order: sums of figures are the same in every process


def _bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
