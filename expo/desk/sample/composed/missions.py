"""Buyer groups, their delegates, and what these want to buy."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from exhibitors.models import Certificate
from expo.desk.sample.composed.chance import Uneven, in_proportion, spread
from expo.desk.sample.composed.firms import Firms, legal_forms
from expo.desk.sample.composed.goods import ENGLISH, Kind, names_of
from expo.desk.sample.sizes import Size
from expo.desk.sample.tables import Row, listed, rows

UAE = "AE"
BY_SPECIAL_PARTNER = "United Arab Emirates, special partner of the expo"
ORGANISERS = (
    "Chamber of commerce of {place}",
    "Importers' association of {place}",
    "Trade promotion office of {place}",
    "Wholesalers' circle of {place}",
)
CHINESE_ORGANISERS = (
    "{script}进口商协会 Importers' association of {place}",
    "{script}商会 Chamber of commerce of {place}",
    "{script}市场采购联盟 Market buyers' alliance of {place}",
)
HOST_SHARE = 0.12  # of the groups that come from China itself
JOBS = {
    ENGLISH: ("Buyer", "Purchasing manager", "Head of imports", "Owner", "Category manager", "Procurement"),
    "zh-hans": ("采购经理", "采购总监", "总经理", "买手", "进口部主管"),
    "ru": ("Закупщик", "Директор по закупкам", "Директор", "Технолог"),
    "ar": ("مدير المشتريات", "مشترٍ", "مالك", "مدير الاستيراد"),
    "vi": ("Trưởng phòng mua hàng", "Giám đốc", "Nhân viên thu mua"),
    "ja": ("仕入部長", "購買担当", "代表"),
}
QUANTITIES = {
    "fresh": ("{n} t a month", "{n} × 40′ a season", "{n} × 20′ a week"),
    "food": ("{n} t", "{n} × 20′", "{n}0 pallets"),
    "bulk": ("{n}0 t", "{n}00 t a year"),
    "herb": ("{n}00 kg", "{n} t a year"),
    "health": ("{n},000 packs", "{n}00 cartons a month"),
    "goods": ("{n},000 pcs", "{n} × 40′", "{n}00 pcs a month"),
    "stock": ("{n},000 pcs", "{n} × 20′"),
    "machine": ("{n} units", "{n}0 units a year"),
    "device": ("{n}0 units", "{n}00 units a year"),
    "service": ("", "{n} sites"),
    "project": ("",),
}
UNMET = 0.05  # of the needs, those that nothing fits
IN_ENGLISH, IN_CHINESE = 0.35, 0.15  # of the delegates, those who write so


@dataclass(frozen=True)
class Need:
    """A composed need: its row, and the kind of goods that would fit it, if any does."""

    row: Row
    kind: Kind | None


@dataclass(frozen=True)
class Good:
    """Something that somebody wants to buy."""

    hs: str
    form: str
    sectors: tuple[str, ...]
    certificates: tuple[str, ...]
    names: dict[str, str]


class Missions:
    """Composes the buyer groups of one fair; what they want is unevenly spread over the kinds shown."""

    def __init__(self, shown: list[Kind], dice: Random) -> None:
        """Begin with none."""
        self._dice, self._firms = dice, Firms(dice)
        self._wanted = Uneven(sorted(set(shown), key=lambda kind: kind.names[ENGLISH]), dice)
        self._unshown = [_unshown(row) for row in rows("full/unshown")]

    def groups(self, size: Size, written: list[Row]) -> list[Row]:
        """Return the groups that are not written by hand."""
        forms = legal_forms()
        weights = {
            economy: int(row["exhibitors"]) ** 0.5 for economy, row in forms.items() if economy != "CN"
        }
        weights["CN"] = sum(weights.values()) * HOST_SHARE
        numbers = in_proportion(size.groups - len(written), list(weights.values()))
        names = {row["code"]: row["en"] for row in rows("economies")}
        return [
            row
            for economy, number in zip(weights, numbers, strict=True)
            for row in self._of_economy(economy, names[economy], number)
        ]

    def delegates(self, groups: list[Row], count: int) -> list[Row]:
        """Return so many delegates of these groups."""
        wanted = [self._dice.randint(10, 60) for _group in groups]
        numbers = spread(count, wanted, [120] * len(groups), self._dice)
        return [
            self._delegate(group)
            for group, number in zip(groups, numbers, strict=True)
            for _delegate in range(number)
        ]

    def needs(self, groups: list[Row], delegates: list[Row], count: int) -> Iterator[Need]:
        """Yield a need for each delegate, and second ones, so many in all."""
        languages = {row["key"]: legal_forms()[row["economy"]]["language"] for row in groups}
        numbers = spread(count, [1] * len(delegates), [3] * len(delegates), self._dice)
        place: dict[str, int] = {}
        for row, number in zip(delegates, numbers, strict=True):
            place[row["group"]] = place.get(row["group"], 0) + 1
            language = self._language(languages[row["group"]])
            for _need in range(number):
                yield self._need(row["group"], place[row["group"]], language)

    def _of_economy(self, economy: str, name: str, number: int) -> Iterator[Row]:
        sectors = rows("sectors")
        pairs = [(one, other) for one in sectors for other in sectors if one["code"] < other["code"]]
        for place, (one, other) in enumerate(self._dice.sample(pairs, number), start=1):
            chinese_name = f"{one['zh-hans']}与{other['zh-hans']}采购团 " if economy == "CN" else ""
            yield {
                "key": f"buyers-{economy.lower()}-{place}",
                "economy": economy,
                "people": legal_forms()[economy]["people"],
                "languages": ",".join(dict.fromkeys((_spoken(economy), ENGLISH))),
                "name": f"{chinese_name}{name} buyers: {_uncapitalised(one['en'])} and {_uncapitalised(other['en'])}",
                "organised_by": self._organiser(economy),
            }

    def _organiser(self, economy: str) -> str:
        if economy == UAE:
            return BY_SPECIAL_PARTNER
        script, place = self._firms.place(economy)
        named = CHINESE_ORGANISERS if economy == "CN" else ORGANISERS
        return self._dice.choice(named).format(script=script, place=place)

    def _delegate(self, group: Row) -> Row:
        language = legal_forms()[group["economy"]]["language"]
        trade = self._wanted.draw().branch.trade
        return {
            "group": group["key"],
            "company": self._firms.take(group["economy"], trade).name,
            "job": self._dice.choice(JOBS.get(language, JOBS[ENGLISH])),
        }

    def _language(self, own: str) -> str:
        number = self._dice.random()
        if number < IN_ENGLISH:
            return ENGLISH
        return "zh-hans" if number < IN_ENGLISH + IN_CHINESE else own

    def _need(self, group: str, delegate: int, language: str) -> Need:
        kind = None if self._dice.random() < UNMET else self._wanted.draw()
        good = _good(kind) if kind else self._dice.choice(self._unshown)
        written_in = language if language in good.names else ENGLISH
        pattern = self._dice.choice(
            [text for column, text in _asks()[written_in].items() if column != "language"]
        )
        required = [each for each in good.certificates if self._dice.random() < 0.3]
        row = {
            "group": group,
            "delegate": str(delegate),
            "hs": self._code(good.hs),
            "sectors": ",".join(good.sectors[: self._dice.randint(0, 2)]),
            "required": ",".join(required),
            "welcome": self._welcome(good, required),
            "quantity": self._dice.choice(QUANTITIES[good.form]).format(n=self._dice.randint(2, 40)),
            "text": _capitalised(pattern.format(good=good.names[written_in])),
        }
        return Need(row, kind)

    def _code(self, hs: str) -> str:
        """Return the code as exactly as somebody may know it: to 6, 4 or 2 digits, or not at all."""
        digits = self._dice.choices((6, 4, 2, 0), (60, 25, 8, 7))[0]
        return hs[:digits]

    def _welcome(self, good: Good, required: list[str]) -> str:
        welcome = [each for each in (*good.certificates, Certificate.ISO9001) if each not in required]
        return self._dice.choice(("", "", *welcome))


def _good(kind: Kind) -> Good:
    sectors = tuple(listed(kind.branch.sectors))
    return Good(kind.hs, kind.branch.form, sectors, kind.certificates, kind.names)


def _unshown(row: Row) -> Good:
    return Good(row["hs"], row["form"], (), tuple(listed(row["certificates"])), names_of(row))


def _spoken(economy: str) -> str:
    return legal_forms()[economy]["language"].removesuffix("-hans")


@cache
def _asks() -> dict[str, Row]:
    return {row["language"]: row for row in rows("full/asks")}


def _uncapitalised(text: str) -> str:
    """Begin small, unless the text begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
