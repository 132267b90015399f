"""Names of firms: a place of their economy, a word for themselves, their trade, their legal form."""

import re
from dataclasses import dataclass
from functools import cache
from random import Random
from unicodedata import normalize

from expo.desk.sample.tables import Named, Row, paired, rows

CITY_IN_SCRIPT = frozenset({"zh-hans", "vi", "ja", "ko", "pl"})
UNSPACED = frozenset({"zh-hans", "th", "ja", "ko"})
SHORT_TRIES, TRIES = 20, 200  # first with one word for itself, then with two


@dataclass(frozen=True)
class Firm:
    """A firm's names, and where it is; `key` is its English name as an address spells it."""

    key: str
    name: str
    name_en: str
    place: Named
    language: str

    @property
    def city(self) -> str:
        """The place, as the firm itself would write it to foreigners."""
        return self.place[0] if self.language in CITY_IN_SCRIPT else self.place[1]


class Firms:
    """Gives out names of firms, none of them twice."""

    def __init__(self, dice: Random) -> None:
        """Begin with none given."""
        self._dice = dice
        self._given: set[str] = set()

    def take(self, economy: str, trade: str) -> Firm:
        """Return a new firm of this economy and trade. Raises LookupError when all its names are given."""
        for number in range(TRIES):
            firm = self._firm(legal_forms()[economy], trade, is_short=number < SHORT_TRIES)
            if self._given.isdisjoint((firm.key, firm.name)):
                self._given |= {firm.key, firm.name}
                return firm
        raise LookupError(f"no more names of firms in {economy}: add places or words to the tables")

    def place(self, economy: str) -> Named:
        """Return a place of this economy."""
        return self._dice.choice(_places()[economy])

    def _firm(self, row: Row, trade: str, *, is_short: bool) -> Firm:
        language = row["language"]
        place, brand = self.place(row["economy"]), self._brand(language)
        if not is_short:
            more, space = self._brand(language), "" if language in UNSPACED else " "
            brand = brand[0] + space + more[0], f"{brand[1]} {more[1]}"
        script = {"place": place[0], "brand": brand[0], "trade": _trades()[trade][language]}
        latin = {"place": place[1], "brand": brand[1], "trade": _trades()[trade]["en"]}
        return Firm(
            key=_slug("{brand} {place} {trade}".format(**latin)),
            name=row["legal"].format(**script),
            name_en=row["legal_en"].format(**latin),
            place=place,
            language=language,
        )

    def _brand(self, language: str) -> Named:
        words = _brands()[language]
        if "word" in words:
            return self._dice.choice(words["word"])
        first, second = self._dice.choice(words["first"]), self._dice.choice(words["second"])
        return first[0] + second[0], first[1] + second[1].lower()


@cache
def legal_forms() -> dict[str, Row]:
    """Return how firms are called, by economy, with language, people and how many exhibit at a full fair."""
    return {row["economy"]: row for row in rows("full/firms")}


@cache
def _places() -> dict[str, list[Named]]:
    found: dict[str, list[Named]] = {}
    for row in rows("full/places"):
        found.setdefault(row["economy"], []).extend(paired(row["places"]))
    return found


@cache
def _brands() -> dict[str, dict[str, list[Named]]]:
    found: dict[str, dict[str, list[Named]]] = {}
    for row in rows("full/brands"):
        found.setdefault(row["language"], {})[row["part"]] = paired(row["words"])
    return found


@cache
def _trades() -> dict[str, Row]:
    return {row["trade"]: row for row in rows("full/trades")}


def _slug(text: str) -> str:
    plain = normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
