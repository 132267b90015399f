"""Zones and pavilions on a hall's plan: grounds and borders around the booths that belong to them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from exhibitors.plan.lettering import clipped, width_of
from exhibitors.plan.outlines import Box, Ring, box_of, joined, neighbours, path_of
from exhibitors.plan.stands import Place, Stand
from expo.fair.models import Pavilion, Zone

PATTERNS = 6  # grounds that differ in pattern and colour: see components/plan_patterns.html
SIGN_HEIGHTS = (
    120,
    84,
    60,
    48,
    36,
)  # of a pavilion's name, in centimetres: smaller ones where a block is narrow
AISLE = 700  # centimetres between blocks that people take for one area


@dataclass(frozen=True)
class Ground:
    """A zone in a hall: under which booths it lies, and how its ground looks."""

    zone: Zone
    path: str
    pattern: int
    booths: int


@dataclass(frozen=True)
class Sign:
    """A pavilion's name above one of its areas."""

    text: str
    x: int
    y: int
    height: int


@dataclass(frozen=True)
class Land:
    """A pavilion in a hall: the border around its blocks, and its name, once above those that lie together."""

    pavilion: Pavilion
    path: str
    signs: list[Sign]


def grounds_of(stands: list[Stand]) -> list[Ground]:
    """Return the zones that the stands lie in, by name: one query."""
    by_zone = _by("zone", stands)
    zones = Zone.objects.filter(pk__in=by_zone).order_by("pk")
    return [
        Ground(zone, path_of(joined(_rings(by_zone[zone.pk]))), 1 + number % PATTERNS, len(by_zone[zone.pk]))
        for number, zone in enumerate(zones)
    ]


def lands_of(stands: list[Stand]) -> list[Land]:
    """Return the pavilions that the stands belong to: one query."""
    by_pavilion = _by("pavilion", stands)
    return [
        _land(pavilion, _rings(by_pavilion[pavilion.pk]))
        for pavilion in Pavilion.objects.filter(pk__in=by_pavilion).order_by("pk")
    ]


def name_areas(stands: Iterable[Stand], grounds: list[Ground], lands: list[Land]) -> None:
    """Tell each stand the names of its zone and its pavilion, for the list."""
    zones = {ground.zone.pk: ground.zone.name_here for ground in grounds}
    pavilions = {land.pavilion.pk: land.pavilion.name_here for land in lands}
    for stand in stands:
        place = stand.places[0]
        stand.zone = zones[place.zone]
        stand.pavilion = pavilions[place.pavilion] if place.pavilion else ""


def _land(pavilion: Pavilion, rings: list[Ring]) -> Land:
    blocks = [box_of(rings[number] for number in group) for group in neighbours(rings)]
    signed = [max(area, key=lambda box: (box.width, -box.top, -box.left)) for area in _areas(blocks)]
    return Land(pavilion, path_of(joined(rings)), [_sign(pavilion.name_here, box) for box in signed])


def _areas(blocks: list[Box]) -> list[list[Box]]:
    """The blocks with nothing but an aisle between them, together."""
    areas: list[list[Box]] = []
    for block in blocks:
        around = block.grown(AISLE)
        near = [area for area in areas if any(around.meets(other) for other in area)]
        areas = [area for area in areas if area not in near]
        areas.append([block, *(other for area in near for other in area)])
    return areas


def _sign(name: str, box: Box) -> Sign:
    fitting = [height for height in SIGN_HEIGHTS if width_of(name) * height <= box.width + height]
    height = fitting[0] if fitting else SIGN_HEIGHTS[-1]
    return Sign(clipped(name, box.width / height + 1), box.centre[0], box.top - height * 3 // 4, height)


def _by(key: str, stands: Iterable[Stand]) -> dict[int, list[Place]]:
    groups: dict[int, list[Place]] = defaultdict(list)
    for stand in stands:
        for place in stand.places:
            if getattr(place, key) is not None:
                groups[getattr(place, key)].append(place)
    return groups


def _rings(places: Iterable[Place]) -> list[Ring]:
    return [place.ring for place in places]
