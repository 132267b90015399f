"""Venues, halls, the ways between them, zones and pavilions."""

from itertools import combinations

from expo.desk.sample.tables import chinese, rows
from expo.fair.models import Edition, Hall, Pavilion, Venue, Walk, Zone

VENUES = {
    "nicec": (
        "Nanning International Convention and Exhibition Center",
        "南宁国际会展中心",
        "106 Minzu Avenue, Nanning",
    ),
    "second": ("Second site for agriculture", "农业分会场", "Nanning"),
}
HALL_SOURCE = "Floor load: eng.nicec.cn; height: eng.caexpo.org (17th expo); width and depth are invented"
INVENTED = "Invented"
BETWEEN_VENUES = 40  # minutes
PER_HALL = 2  # minutes from a hall to the next


def make_halls() -> dict[str, Hall]:
    """Make the venues with their halls, and return the halls by code."""
    venues = {
        key: Venue.objects.create(name=name, names=chinese(zh), address=address)
        for key, (name, zh, address) in VENUES.items()
    }
    halls = Hall.objects.bulk_create(
        Hall(
            venue=venues[row["venue"]],
            code=row["code"],
            position=position,
            name=row["en"],
            names=chinese(row["zh-hans"]),
            is_outdoor=bool(row["outdoor"]),
            width=int(row["width"]),
            depth=int(row["depth"]),
            floor_load=int(row["load"]) if row["load"] else None,
            height_limit=int(row["height"]) if row["height"] else None,
            source=HALL_SOURCE if row["load"] else INVENTED,
        )
        for position, row in enumerate(rows("halls"), start=1)
    )
    Walk.objects.bulk_create(
        Walk(one=one, other=other, minutes=_minutes(one, other)) for one, other in combinations(halls, 2)
    )
    return {hall.code: hall for hall in halls}


def make_zones(edition: Edition) -> dict[str, Zone]:
    """Make the zones, and return them by code."""
    zones = Zone.objects.bulk_create(
        Zone(
            edition=edition,
            code=row["code"],
            name=row["en"],
            names=chinese(row["zh-hans"]),
            raw_minimum=int(row["raw"]),
            source=row["source"],
        )
        for row in rows("zones")
    )
    return {zone.code: zone for zone in zones}


def make_pavilions(edition: Edition, areas: dict[str, int]) -> dict[str, Pavilion]:
    """Make pavilions of these areas by key, and return them by key."""
    pavilions = {
        row["key"]: Pavilion(
            edition=edition,
            economy_id=row["economy"],
            name=row["en"],
            names=chinese(row["zh-hans"]),
            area=areas[row["key"]],
        )
        for row in rows("pavilions")
    }
    Pavilion.objects.bulk_create(pavilions.values())
    return pavilions


def _minutes(one: Hall, other: Hall) -> int:
    if one.venue_id != other.venue_id:
        return BETWEEN_VENUES
    return 1 + PER_HALL * min(abs(one.position - other.position), 10)
