"""The layout: halls shared out among zones and pavilions in proportion to what exhibitors wish for."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from expo.desk.sample.composed import zones
from expo.desk.sample.composed.chance import in_proportion
from expo.desk.sample.composed.floors import Floor
from expo.desk.sample.composed.registrations import LARGE_AREAS, STRATEGIC
from expo.desk.sample.tables import Row
from expo.fair.models import Booth

LARGE_SHARE = 0.8  # of the wishes for raw and outdoor space, how many can be met
OUTDOOR_STRIP = 800
SIZES_OF_LARGE = {  # width and depth in centimetres by area in square metres
    "36": (600, 600),
    "48": (600, 800),
    "54": (900, 600),
    "72": (1200, 600),
    "96": (1200, 800),
}
FIRST_ZONES = (
    "high-tech-asean",
    STRATEGIC,
    "free-trade-area-3",
    "trade-in-services",
    "investment-cooperation",
)


@dataclass
class Wish:
    """What the exhibitors of one zone or pavilion wish for: shell booths, and larger spaces by kind and area."""

    shells: int = 0
    large: Counter[tuple[str, str]] = field(default_factory=Counter)


Owner = tuple[str, str]  # a zone and a pavilion, if it is a part of one


def compose_blocks(halls: list[Row], standing: list[Row], companies: list[Row], booths: int) -> list[Row]:
    """Return blocks with so many booths, besides those that stand already."""
    wishes = _wishes(companies)
    spaces = {owner: _spaces(wish) for owner, wish in wishes.items()}
    shells = booths - sum(sum(counts.values()) for counts in spaces.values())
    shares = in_proportion(shells // 2, [wish.shells for wish in wishes.values()])
    counts = {owner: 2 * share for owner, share in zip(wishes, shares, strict=True)}
    counts[next(iter(wishes))] += shells % 2
    return list(_blocks(halls, standing, counts, spaces))


def _wishes(companies: list[Row]) -> dict[Owner, Wish]:
    """Add up what is wished for, in the order in which the halls are filled."""
    found: dict[Owner, Wish] = {}
    for row in companies:
        wish = found.setdefault((row["zone"], row["pavilion"]), Wish())
        if row["kind"] == Booth.Kind.SHELL:
            wish.shells += int(row["area"]) // 9
        else:
            wish.large[row["kind"], row["area"]] += 1
    return {owner: found[owner] for owner in sorted(found, key=_place_of(found))}


def _place_of(wishes: dict[Owner, Wish]) -> Callable[[Owner], tuple[int, int, str, int]]:
    """Return the key to sort owners by: some zones, then pavilions by size, each as a whole, then the other zones."""
    places = {zone: place for place, zone in enumerate(zones.order())}
    sizes: Counter[str] = Counter()
    for (_zone, pavilion), wish in wishes.items():
        sizes[pavilion] += wish.shells

    def place(owner: Owner) -> tuple[int, int, str, int]:
        zone, pavilion = owner
        if pavilion:
            return 1, -sizes[pavilion], pavilion, places[zone]
        if zone in FIRST_ZONES:
            return 0, FIRST_ZONES.index(zone), "", 0
        return 2, places[zone], "", 0

    return place


def _spaces(wish: Wish) -> Counter[tuple[str, str]]:
    known = {(kind, area) for kind, areas in LARGE_AREAS.items() for area in areas}
    return Counter({key: int(count * LARGE_SHARE) for key, count in wish.large.items() if key in known})


def _blocks(
    halls: list[Row],
    standing: list[Row],
    shells: dict[Owner, int],
    spaces: dict[Owner, Counter[tuple[str, str]]],
) -> Iterator[Row]:
    indoors = Floor([hall for hall in halls if not hall["outdoor"]], standing)
    outdoors = Floor([hall for hall in halls if hall["outdoor"]], standing, strip=OUTDOOR_STRIP)
    for owner, count in shells.items():
        for (kind, area), number in sorted(spaces[owner].items()):
            floor = outdoors if kind == Booth.Kind.OUTDOOR else indoors
            for block in floor.islands(number, *SIZES_OF_LARGE[area]):
                yield {"zone": owner[0], "pavilion": owner[1], "kind": kind, **block}
        for block in indoors.shells(count):
            yield {"zone": owner[0], "pavilion": owner[1], "kind": Booth.Kind.SHELL, **block}
