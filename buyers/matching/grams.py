"""The letters of a word in runs of three to five, by which words that look alike are found."""

import re
import unicodedata

_WIDTHS = (3, 4, 5)
_SPACED_WORD = re.compile(r"[^\W\d_]{4,}")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def grams_of(word: str) -> list[str]:
    """A word's distinct runs of letters, edges marked, accents left out; none for short words and unspaced scripts."""
    if not _SPACED_WORD.fullmatch(word) or _UNSPACED.search(word):
        return []
    bare = word if word.isascii() else _bare(word)
    edged = f" {bare} "
    return list({edged[at : at + width] for width in _WIDTHS for at in range(len(edged) - width + 1)})


def _bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
