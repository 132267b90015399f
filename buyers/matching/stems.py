"""Words without their endings: two forms of a word are one term.

A script stands for the language that most texts in it are in. What stems it does its neighbours good, too: Russian
does Ukrainian and Serbian, Arabic does Persian.
"""

import re
import unicodedata
from threading import local
from typing import Any

_LANGUAGES = (
    ("russian", re.compile("[\u0400-\u052f]")),
    ("greek", re.compile("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("hindi", re.compile("[\u0900-\u097f]")),
)
_ARABIC = re.compile("[\u0600-\u06ff]")
_ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")
_PLURALS = ("هايي", "هاي", "ها")  # Persian; Arabic has the last one for her and its
_ONE_FORM = str.maketrans({"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": None})  # Persian letters as Arabic
_mine = local()  # a thread's stemmers: each keeps the word that it is at


def stem(word: str) -> str:
    """A word without its ending, as far as its script tells the language; other words stay."""
    if word.isascii():
        return _singular(word)
    if _ARABIC.match(word):
        return _light(word)
    for language, letters in _LANGUAGES:
        if letters.match(word):
            return str(_stemmer(language).stemWord(word)) or word
    return word


def _stemmer(language: str) -> Any:
    if not hasattr(_mine, language):
        import snowballstemmer  # with all of its languages, for which texts in English need not wait

        setattr(_mine, language, snowballstemmer.stemmer(language))
    return getattr(_mine, language)


def _singular(word: str) -> str:
    """An English word without its plural.

    The S-stemmer of D. Harman, How effective is suffixing? (JASIS 42, 1991), with the plurals in -oes and
    after sibilants, which trade is full of: mangoes, boxes, dishes. A plural in -ies may be of -y or -ie, so these
    are one.
    """
    if len(word) > 4 and word.endswith("ie"):
        return word[:-2] + "y"
    if len(word) <= 3 or not word.endswith("s"):
        return word
    if len(word) > 4 and word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses", "zzes")) or (word.endswith("oes") and len(word) > 5):
        return word[:-2]
    return word if word.endswith(("us", "ss", "is")) else word[:-1]


def _light(word: str) -> str:
    """An Arabic word without article, the preposition before it, vowel signs and forms of letters; no Persian plural.

    The prefixes are those of light stemming in L. Larkey, L. Ballesteros and M. Connell, Improving stemming for Arabic
    information retrieval (SIGIR 2002); other endings are left to what finds words that look alike.
    """
    unmarked = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    plain = unicodedata.normalize("NFC", unmarked).translate(_ONE_FORM)
    article = next((each for each in _ARTICLES if plain.startswith(each) and len(plain) >= len(each) + 2), "")
    bare = plain.removeprefix(article)
    plural = next((each for each in _PLURALS if bare.endswith(each) and len(bare) >= len(each) + 3), "")
    return bare.removesuffix(plural) or word
