"""HS codes that a need mentions in its text: what is called one counts as if it were given as a code."""

import re
from dataclasses import replace

from buyers.matching.codes import normal
from buyers.matching.data import Need

_CALLED = r"(?:(?<![a-z])(?:H\.?S\.?N?|HTS|AHTN)(?![a-z])|ТН ?ВЭД|海关编码|商品编码|税则号列|税号)"
_OF = r"(?:\W{0,2}(?:codes?|headings?|subheadings?|numbers?|nos?\.?|编码|编号)(?![a-z]))?"
_WHOLE = r"(?![0-9%]|[.,][0-9])"
_FIRST = rf"[0-9]{{2}}(?:[. -]?[0-9]{{2}}){{0,4}}{_WHOLE}"
_NEXT = rf"[0-9]{{2}}[. -]?[0-9]{{2}}(?:[. -]?[0-9]{{2}}){{0,3}}{_WHOLE}"
_AND = r"\s*(?:[,;/&、，；]|\band\b|\bor\b|和|及)\s*"
_ENDS = r"(?=\s*(?:[,;/&、，；。).]|and\b|or\b|和|及|$))"  # "HS 0810, 1250 kg" is one code and a weight
_MENTION = re.compile(
    rf"{_CALLED}{_OF}\s*[:：#=(]?\s*({_FIRST}(?:{_AND}{_NEXT}{_ENDS})*)", re.IGNORECASE | re.MULTILINE
)
_DIGIT = re.compile(r"\d")
_EACH = re.compile(_FIRST)
_EDITIONS = frozenset({"1988", "1992", "1996", "2012", "2017", "2022", "2028"})
"""Years of the Harmonized System's editions, as far as no heading has that number."""


def with_mentions(need: Need) -> Need:
    """Return the need with the codes that its text mentions among its codes, and no longer among its words."""
    if not _DIGIT.search(need.text):
        return need
    mentioned: list[str] = []

    def take(mention: re.Match[str]) -> str:
        found = [code for code in _EACH.findall(mention[1]) if normal(code) and code not in _EDITIONS]
        mentioned.extend(found)
        return " " if found else mention[0]

    text = _MENTION.sub(take, need.text)
    return replace(need, text=text, hs_codes=(*need.hs_codes, *mentioned)) if mentioned else need
