"""Companies and what they register with: wishes, states, booths, and the goods they show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from exhibitors.models import BoothClaim
from exhibitors.states import Claim, Registration
from expo.desk.sample.composed.chance import in_proportion, spread
from expo.desk.sample.composed.firms import Firm, Firms, legal_forms
from expo.desk.sample.composed.goods import ENGLISH, Branch, Kind, Offer, catalogue
from expo.desk.sample.composed.pavilions import Pavilions
from expo.desk.sample.composed.zones import in_pavilion, shows
from expo.desk.sample.sizes import Size
from expo.desk.sample.tables import Row, rows
from expo.fair.models import Booth

Weighed = Mapping[str, int]
Place = tuple[str, str]  # a zone and a pavilion, if it is in one

STATES: Weighed = {
    Registration.APPROVED: 72,
    Registration.SUBMITTED: 12,
    Registration.DRAFT: 7,
    Registration.CHANGES_REQUESTED: 4,
    Registration.REJECTED: 3,
    Registration.WITHDRAWN: 2,
}
CLAIMS: Weighed = {Claim.LET: 75, Claim.OFFERED: 10, Claim.HELD: 3, "": 9, BoothClaim.Part.CO_EXHIBITOR: 3}
PASTS: Weighed = {"": 92, Claim.LAPSED: 3, Claim.DECLINED: 3, Claim.RELEASED: 2}
SHELL_AREAS: Weighed = {"9": 40, "18": 25, "27": 8, "36": 16, "54": 7, "81": 4}
LARGE_AREAS = {
    Booth.Kind.RAW: {"36": 40, "54": 35, "72": 25},
    Booth.Kind.OUTDOOR: {"48": 45, "96": 55},
}
STRATEGIC = "strategic-emerging-industries"  # with the largest raw spaces
SPECIALTIES, HIGH_TECH = "asean-specialties", "high-tech-asean"  # both for ASEAN alone
HIGH_TECH_CHANCE = 0.1  # that one of ASEAN is asked for because of its high technology
LARGE_CHANCE = 0.28  # that a branch of large goods wants more than shell booths
OFFERS: Weighed = {"1": 15, "2": 25, "3": 25, "4": 20, "5": 10, "6": 5}
ABOUTS = ("maker", "trader", "since")  # what companies say of themselves
SERVING, NOT_MADE = "since", {"service", "project"}  # nobody makes, ships or has samples of these
YEARS, COUNTRIES = (1978, 2019), (3, 40)


@dataclass(frozen=True)
class Showing:
    """A composed exhibitor: its row, and what it offers."""

    row: Row
    offers: list[Offer]

    @property
    def is_public(self) -> bool:
        """Whether buyers can find it."""
        return self.row["state"] == Registration.APPROVED


class Registrations:
    """Composes the exhibitors of one fair."""

    def __init__(self, pavilions: Pavilions, dice: Random) -> None:
        """Begin with none."""
        self._pavilions, self._dice = pavilions, dice
        self._firms, self._catalogue = Firms(dice), catalogue()
        self._holders: dict[Place, str] = {}  # who had the last booth there, for one that shares it

    def compose(self, size: Size, written: list[Row], products: int) -> list[Showing]:
        """Return the exhibitors that are not written by hand, with so many products in all."""
        economies = list(_economies(size, written))
        self._dice.shuffle(economies)
        branches = [self._branch(economy) for economy in economies]
        most = [
            min(self._catalogue.most(economy, branch), 8)
            for economy, branch in zip(economies, branches, strict=True)
        ]
        wanted = [int(draw(OFFERS, self._dice)) for _economy in economies]
        counts = spread(products, wanted, most, self._dice)
        return [self._showing(*each) for each in zip(economies, branches, counts, strict=True)]

    def _branch(self, economy: str) -> Branch:
        kinds = self._catalogue.of_economy[economy]
        if economy in _asean() and self._dice.random() < HIGH_TECH_CHANCE:
            kinds = [kind for kind in kinds if shows(HIGH_TECH, kind.branch.sectors)] or kinds
        return self._dice.choice(kinds).branch

    def _showing(self, economy: str, branch: Branch, count: int) -> Showing:
        firm = self._firms.take(economy, branch.trade)
        offers = self._catalogue.offers(economy, branch, count, self._dice)
        kind, area = self._space(branch)
        zone, pavilion = self._place(economy, firm, branch, kind)
        if zone == STRATEGIC and kind == Booth.Kind.RAW:
            area = "72"
        row = {
            "key": firm.key,
            "economy": economy,
            "language": firm.language,
            "name": firm.name,
            "name_en": firm.name_en,
            "city": firm.city,
            "sectors": branch.sectors,
            "zone": zone,
            "pavilion": pavilion,
            "kind": kind,
            "area": area,
            **self._standing(firm.key, (zone, pavilion)),
            **self._texts(firm, offers),
        }
        return Showing(row, offers)

    def _place(self, economy: str, firm: Firm, branch: Branch, kind: str) -> Place:
        is_asean = economy in _asean()
        if is_asean and shows(HIGH_TECH, branch.sectors):
            return HIGH_TECH, ""
        if kind != Booth.Kind.OUTDOOR and (pavilion := self._pavilion(economy, firm, branch)):
            return in_pavilion(branch.zone), pavilion
        return (SPECIALTIES if is_asean and shows(SPECIALTIES, branch.sectors) else branch.zone), ""

    def _pavilion(self, economy: str, firm: Firm, branch: Branch) -> str:
        chance = int(legal_forms()[economy]["pavilion"])
        if branch.form in NOT_MADE or self._dice.random() * 100 >= chance:  # pavilions are full of goods
            return ""
        return self._pavilions.choose(economy, firm.place[1], branch.sectors, self._dice)

    def _space(self, branch: Branch) -> tuple[str, str]:
        if branch.booth in LARGE_AREAS and self._dice.random() < LARGE_CHANCE:
            return branch.booth, draw(LARGE_AREAS[Booth.Kind(branch.booth)], self._dice)
        return Booth.Kind.SHELL, draw(SHELL_AREAS, self._dice)

    def _standing(self, key: str, place: Place) -> Row:
        state = draw(STATES, self._dice)
        claim = draw(CLAIMS, self._dice) if state == Registration.APPROVED else ""
        past = draw(PASTS, self._dice) if state in {Registration.APPROVED, Registration.WITHDRAWN} else ""
        beside = ""
        if claim == BoothClaim.Part.CO_EXHIBITOR:
            claim, beside = "", self._holders.get(place, "")
        if claim == Claim.LET:
            self._holders[place] = key
        return {"state": state, "claim": claim, "past": past, "beside": beside}

    def _texts(self, firm: Firm, offers: list[Offer]) -> Row:
        texts = _abouts()
        pattern = SERVING if offers[0].kind.branch.form in NOT_MADE else self._dice.choice(ABOUTS)
        year, count = str(self._dice.randint(*YEARS)), str(self._dice.randint(*COUNTRIES))
        kinds = list(dict.fromkeys(offer.kind for offer in offers))

        def about(language: str, place: str) -> str:
            goods = _enumerated(kinds, language)
            return texts[language][pattern].format(goods=goods, place=place, year=year, count=count)

        return {"about": about(firm.language, firm.place[0]), "about_en": about(ENGLISH, firm.place[1])}


def product_rows(showings: list[Showing], dice: Random) -> Iterator[Row]:
    """Return a row for each product that they show."""
    for showing in showings:
        for offer in showing.offers:
            yield _product(showing.row, offer, dice)


def draw(weighed: Weighed, dice: Random) -> str:
    """Return one of these by its weight."""
    return str(dice.choices(list(weighed), list(weighed.values()))[0])


def _product(company: Row, offer: Offer, dice: Random) -> Row:
    branch = offer.kind.branch
    sectors = branch.sectors.split(",")
    return {
        "company": company["key"],
        "form": branch.form,
        "hs": offer.kind.hs,
        "sectors": ",".join(sectors[: dice.randint(1, len(sectors))]),
        "certificates": ",".join(each for each in offer.kind.certificates if dice.random() < 0.75),
        "name": offer.name(company["language"]),
        "name_en": offer.name(ENGLISH),
    }


def _economies(size: Size, written: list[Row]) -> Iterator[str]:
    """Return the economy of each exhibitor to be composed, so that the whole has the right shares."""
    forms = legal_forms()
    numbers = in_proportion(size.exhibitors, [int(row["exhibitors"]) for row in forms.values()])
    there = [row["economy"] for row in written]
    for economy, number in zip(forms, numbers, strict=True):
        yield from [economy] * max(number - there.count(economy), 0)


def _enumerated(kinds: list[Kind], language: str) -> str:
    comma = {"zh-hans": "、", "ja": "、", "ar": "، ", "fa": "، "}.get(language, ", ")
    return comma.join(kind.name(language) for kind in kinds[:3])


@cache
def _asean() -> frozenset[str]:
    return frozenset(row["economy"] for row in rows("memberships") if row["bloc"] == "asean")


@cache
def _abouts() -> dict[str, Row]:
    return {row["language"]: row for row in rows("full/abouts")}
