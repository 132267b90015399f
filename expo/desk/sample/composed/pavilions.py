"""Pavilions: those of a full fair by name, and as many more as a larger one needs."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from random import Random

from expo.desk.sample.composed.chance import in_proportion
from expo.desk.sample.composed.firms import legal_forms
from expo.desk.sample.tables import Row, listed, paired, rows


class Pavilions:
    """Who can be in which pavilion."""

    def __init__(self, table: list[Row]) -> None:
        """Sort them by the economies whose firms they take."""
        self._open_to: dict[str, list[Row]] = defaultdict(list)
        for row in table:
            for economy in (row["economy"], *_guests(row["economy"])):
                self._open_to[economy].append(row)

    def choose(self, economy: str, place: str, sectors: str, dice: Random) -> str:
        """Return the key of a pavilion for a firm of this economy, place and these sectors, or nothing."""
        own = ("", *listed(sectors))
        fitting = [
            row["key"] for row in self._open_to[economy] if row["sector"] in own and _is_of(row, place)
        ]
        return dice.choice(fitting) if fitting else ""


def compose_pavilions(written: list[Row], count: int) -> list[Row]:
    """Return `count` pavilions: those of the tables, then cities of China and sectors of other economies."""
    table = [*written, *rows("full/pavilions")]
    cities = _of_cities()[: (count - len(table)) // 3]
    return [*table, *cities, *_of_sectors(count - len(table) - len(cities))]


def _is_of(pavilion: Row, place: str) -> bool:
    """Whether a pavilion takes firms from this place: in China each has the firms of its province or city."""
    return pavilion["economy"] != "CN" or pavilion["key"] in {_province_of().get(place), _of_city(place)}


def _guests(economy: str) -> list[str]:
    return [row["economy"] for row in legal_forms().values() if row["guest_of"] == economy]


def _of_cities() -> list[Row]:
    return [
        {
            "key": _of_city(latin),
            "economy": "CN",
            "en": f"{latin} Pavilion",
            "zh-hans": f"{script}馆",
            "sector": "",
        }
        for row in rows("full/places")
        if row["economy"] == "CN"
        for script, latin in paired(row["places"])
    ]


def _of_sectors(count: int) -> list[Row]:
    """Return pavilions of one sector each; an economy has the more of them, the more exhibitors it sends."""
    if not count:
        return []
    economies = {row["code"]: row for row in rows("economies")}
    senders = [row for row in legal_forms().values() if int(row["pavilion"]) and row["economy"] != "CN"]
    numbers = in_proportion(count, [int(row["exhibitors"]) for row in senders])
    return [
        row
        for sender, number in zip(senders, numbers, strict=True)
        for row in _of_economy(economies[sender["economy"]], number)
    ]


def _of_economy(economy: Row, number: int) -> Iterator[Row]:
    for sector in rows("sectors")[:number]:
        yield {
            "key": f"{economy['code']} {sector['code']}",
            "economy": economy["code"],
            "en": f"{economy['en']} Pavilion: {sector['en']}",
            "zh-hans": f"{economy['zh-hans']}馆：{sector['zh-hans']}",
            "sector": sector["code"],
        }


def _of_city(place: str) -> str:
    return f"CN {place}"


@cache
def _province_of() -> dict[str, str]:
    return {
        latin: row["pavilion"]
        for row in rows("full/places")
        if row["pavilion"]
        for _script, latin in paired(row["places"])
    }
