"""What is asked: a fair's booths, the exhibitors who wish for them, and what already stands."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from exhibitors.allocation.problem import ProblemError

HEAVIEST = 10_000  # weight, so that no sum overflows
MOST_BOOTHS = 1_000  # of one stand
LARGEST = 1_000_000  # m², cm, kg/m², quotas


T = TypeVar("T")


class BoothKind(StrEnum):
    """What a booth is delivered as."""

    SHELL = "shell"
    RAW = "raw"
    OUTDOOR = "outdoor"


@dataclass(frozen=True, slots=True)
class Booth:
    """A booth: `area` in m², `floor_load` in kg/m², `height` in cm (None: no limit).

    A pavilion's booths are for its own exhibitors alone.
    """

    id: int
    hall: int
    kind: BoothKind
    area: int
    zone: int | None = None
    open_sides: int = 1
    floor_load: int | None = None
    height: int | None = None
    pavilion: int | None = None


@dataclass(frozen=True, slots=True)
class Exhibitor:
    """An exhibitor and what it asked for: a stand of a kind and of `area` m², or smaller where it accepts that.

    A stand is one booth, or so many of equal area side by side; there fewer booths are what is smaller.
    `priority` 1 comes first. `weight` of the exhibit in kg/m², its `height` in cm. Wishes for halls, zones and
    open sides (at least so many) may be none. The first of `sectors` is the one it stands with.
    """

    id: int
    kind: BoothKind
    area: int
    economy: str
    priority: int
    accepts_smaller: bool = False
    halls: tuple[int, ...] = ()
    zones: tuple[int, ...] = ()
    open_sides: int = 0
    weight: int = 0
    height: int = 0
    blocs: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    pavilion: int | None = None
    booths: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Placement:
    """An exhibitor's booth, by their ids; one for each booth of its stand."""

    exhibitor: int
    booth: int


@dataclass(frozen=True, slots=True)
class Quota:
    """The most booths, or m², or both, that an economy's exhibitors may have in a zone."""

    economy: str
    zone: int
    most_booths: int | None = None
    most_area: int | None = None


@dataclass(frozen=True, slots=True)
class ZonePreference:
    """A zone that is home to a bloc, an economy or a sector: exactly one of the three is given."""

    zone: int
    bloc: str | None = None
    economy: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """What each wish is worth where it comes true; a wish for a hall, zone or side that nobody made is true.

    But for the first line each booth of a stand counts: three are worth what they would be to three exhibitors.
    """

    stand: int = 300  # that the exhibitor has one at all: more than what any one booth is worth
    booth: int = 100  # any booth that the exhibitor may use
    size: int = 60  # the area asked; a smaller booth has its share of it, rounded down
    hall: int = 40  # in a hall wished for
    zone: int = 40  # in a zone wished for
    open_sides: int = 20  # at least as many as wished for
    zone_by_bloc: int = 10  # in a zone that is home to one of its blocs,
    zone_by_economy: int = 10  # to its economy,
    zone_by_sector: int = 20  # to one of its sectors
    sector_near: int = 6  # two whose first sector is the same, in near booths
    economy_near: int = 4  # two of one economy, in near booths
    competitors_near: int = -30  # two competitors, in near booths: not above 0


@dataclass(frozen=True, slots=True)
class Problem:
    """A fair to be allocated, checked when it is made.

    `near` are pairs of booths that share a side or face each other, `rows` booths side by side, in their order:
    what a stand of several is cut from. `competitors` are pairs of exhibitors who would rather stand apart.
    `locked` placements are people's decisions: they stand, even where a rule is against them, and count in the
    quotas. Raises ProblemError, naming what is wrong, for ids given twice, references to nothing, numbers out of
    range, and locked placements that cannot stand together.
    """

    booths: tuple[Booth, ...]
    exhibitors: tuple[Exhibitor, ...]
    near: tuple[tuple[int, int], ...] = ()
    rows: tuple[tuple[int, ...], ...] = ()
    competitors: tuple[tuple[int, int], ...] = ()
    locked: tuple[Placement, ...] = ()
    quotas: tuple[Quota, ...] = ()
    zone_preferences: tuple[ZonePreference, ...] = ()
    weights: Weights = Weights()

    def __post_init__(self) -> None:
        booths = _distinct("booth", (booth.id for booth in self.booths))
        exhibitors = _distinct("exhibitor", (exhibitor.id for exhibitor in self.exhibitors))
        _check_numbers(self)
        _check_pairs("near", self.near, booths)
        _check_rows(self.rows, booths)
        _check_pairs("competitors", self.competitors, exhibitors)
        _check_locked(self, booths, exhibitors)
        _distinct("quota of economy and zone", ((quota.economy, quota.zone) for quota in self.quotas))
        for each in self.zone_preferences:
            if (each.bloc, each.economy, each.sector).count(None) != 2:
                raise ProblemError(f"a preference of zone {each.zone} is not for one bloc, economy or sector")
        _check_weights(self.weights)

    def without(self, withdrawn: Collection[int], closed_booths: Collection[int]) -> "Problem":
        """The fair without these exhibitors and booths; who was locked in a closed booth is locked no more."""
        gone, closed = set(withdrawn), set(closed_booths)
        return replace(
            self,
            booths=tuple(booth for booth in self.booths if booth.id not in closed),
            exhibitors=tuple(exhibitor for exhibitor in self.exhibitors if exhibitor.id not in gone),
            near=tuple(pair for pair in self.near if closed.isdisjoint(pair)),
            rows=tuple(part for row in self.rows for part in _without(row, closed)),
            competitors=tuple(pair for pair in self.competitors if gone.isdisjoint(pair)),
            locked=tuple(
                each for each in self.locked if each.exhibitor not in gone and each.booth not in closed
            ),
        )


def _distinct(what: str, ids: Iterable[T]) -> set[T]:
    seen: set[T] = set()
    for each in ids:
        if each in seen:
            raise ProblemError(f"{what} {each} is given twice")
        seen.add(each)
    return seen


def _check_numbers(problem: Problem) -> None:
    for booth in problem.booths:
        _in_range(f"area of booth {booth.id}", booth.area, 1)
        _in_range(f"number of open sides of booth {booth.id}", booth.open_sides, 0, 4)
        _in_range(f"floor load of booth {booth.id}", booth.floor_load or 0)
        _in_range(f"height of booth {booth.id}", booth.height or 0)
    for one in problem.exhibitors:
        _in_range(f"area of exhibitor {one.id}", one.area, 1)
        _in_range(f"number of booths of exhibitor {one.id}", one.booths, 1, MOST_BOOTHS)
        if one.area % one.booths:
            raise ProblemError(f"the {one.area} m² of exhibitor {one.id} are not {one.booths} equal booths")
        _in_range(f"priority of exhibitor {one.id}", one.priority, 1)
        _in_range(f"number of open sides of exhibitor {one.id}", one.open_sides, 0, 4)
        _in_range(f"weight of exhibitor {one.id}", one.weight)
        _in_range(f"height of exhibitor {one.id}", one.height)
    for quota in problem.quotas:
        for most in (quota.most_booths, quota.most_area):
            _in_range(f"quota of {quota.economy} in zone {quota.zone}", most or 0)


def _in_range(what: str, number: int, least: int = 0, most: int = LARGEST) -> None:
    if not least <= number <= most:
        raise ProblemError(f"the {what} is {number}, not from {least} to {most}")


def _check_pairs(what: str, pairs: Iterable[tuple[int, int]], known: set[int]) -> None:
    for pair in pairs:
        if not known.issuperset(pair) or pair[0] == pair[1]:
            raise ProblemError(f"{what}: {list(pair)} are not two that are known")


def _check_rows(rows: Iterable[tuple[int, ...]], known: set[int]) -> None:
    for booth in _distinct("booth in rows", (booth for row in rows for booth in row)):
        if booth not in known:
            raise ProblemError(f"booth {booth} in a row is not known")


def _without(row: tuple[int, ...], closed: set[int]) -> Iterable[tuple[int, ...]]:
    """What is left of a row when booths close."""
    start = 0
    for at, booth in enumerate((*row, None)):
        if booth is None or booth in closed:
            if start < at:
                yield row[start:at]
            start = at + 1


def _check_locked(problem: Problem, booths: set[int], exhibitors: set[int]) -> None:
    for each in problem.locked:
        if each.exhibitor not in exhibitors or each.booth not in booths:
            raise ProblemError(
                f"exhibitor {each.exhibitor} is locked in booth {each.booth}: one is not known"
            )
    _distinct("locked booth", (each.booth for each in problem.locked))


def _check_weights(weights: Weights) -> None:
    for name in Weights.__slots__:
        least, most = (-HEAVIEST, 0) if name == "competitors_near" else (int(name == "booth"), HEAVIEST)
        _in_range(f"weight {name}", getattr(weights, name), least, most)
