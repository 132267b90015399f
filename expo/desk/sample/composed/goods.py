"""Goods: what the exhibitors of an economy show, in their language and in English."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from random import Random

from expo.desk.sample.tables import Row, listed, rows

ENGLISH = "en"
MODEL, LETTERS = "model", "ABCDEFGHJKLMNPRSTVX"


@dataclass(frozen=True)
class Branch:
    """A branch of trade, with what all of its goods have in common."""

    key: str
    trade: str
    sectors: str
    zone: str
    form: str
    booth: str
    qualifiers: tuple[str, ...]
    packs: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """A kind of goods that some economies export, with its HS code."""

    branch: Branch
    hs: str
    certificates: tuple[str, ...]
    economies: tuple[str, ...]
    names: dict[str, str]

    def name(self, language: str) -> str:
        """Return its name in this language, else in English."""
        return self.names.get(language, self.names[ENGLISH])

    def __hash__(self) -> int:
        """Tell it from others by its English name, which no two share."""
        return hash(self.names[ENGLISH])


@dataclass(frozen=True)
class Offer:
    """A kind as one exhibitor sells it: in some quality and some size."""

    kind: Kind
    qualifier: str
    pack: str

    def name(self, language: str) -> str:
        """Return its name in this language."""
        language = language if language in self.kind.names else ENGLISH
        text = _qualifiers()[self.qualifier][language].replace("{}", self.kind.name(language))
        return _capitalised(f"{text}, {self.pack}" if self.pack else text)


class Catalogue:
    """All kinds of goods, by the economies that export them."""

    def __init__(self, kinds: list[Kind]) -> None:
        """Sort them."""
        self.kinds = kinds
        self.of_economy: dict[str, list[Kind]] = defaultdict(list)
        self._of_branch: dict[tuple[str, str], list[Kind]] = defaultdict(list)
        for kind in kinds:
            for economy in kind.economies:
                self.of_economy[economy].append(kind)
                self._of_branch[economy, kind.branch.key].append(kind)

    def most(self, economy: str, branch: Branch) -> int:
        """Return how many offers of this branch there can be."""
        return len(self._of_branch[economy, branch.key]) * len(branch.qualifiers) * (1 + len(branch.packs))

    def offers(self, economy: str, branch: Branch, count: int, dice: Random) -> list[Offer]:
        """Return so many different offers of this branch."""
        kinds, packs = self._of_branch[economy, branch.key], ("", *branch.packs)
        found = []
        for number in dice.sample(range(self.most(economy, branch)), count):
            rest, pack = divmod(number, len(packs))
            kind, qualifier = divmod(rest, len(branch.qualifiers))
            found.append(Offer(kinds[kind], branch.qualifiers[qualifier], _pack(packs[pack], dice)))
        return found


def _pack(text: str, dice: Random) -> str:
    """Return the size as it is, or where the table says so the name of a model, such as "KT-40"."""
    if text != MODEL:
        return text
    return f"{''.join(dice.choices(LETTERS, k=2))}-{dice.randint(1, 99)}{dice.choice(('', '0', '00', '5'))}"


@cache
def catalogue() -> Catalogue:
    """Return what the tables of goods hold."""
    branches = {row["branch"]: _branch(row) for row in rows("full/branches")}
    return Catalogue([_kind(row, branches[row["branch"]]) for row in rows("full/kinds")])


def names_of(row: Row) -> dict[str, str]:
    """Return a row's names by language."""
    others = (text.split(":") for text in row["names"].split("|"))
    return {ENGLISH: row["en"], **dict(others)}


def _branch(row: Row) -> Branch:
    return Branch(
        key=row["branch"],
        trade=row["trade"],
        sectors=row["sectors"],
        zone=row["zone"],
        form=row["form"],
        booth=row["booth"],
        qualifiers=tuple(listed(row["qualifiers"])),
        packs=tuple(listed(row["packs"])),
    )


def _kind(row: Row, branch: Branch) -> Kind:
    return Kind(
        branch, row["hs"], tuple(listed(row["certificates"])), tuple(listed(row["economies"])), names_of(row)
    )


@cache
def _qualifiers() -> dict[str, Row]:
    return {row["code"]: row for row in rows("full/qualifiers")}


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
