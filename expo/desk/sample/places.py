"""Venues, halls, the ways between them, zones and pavilions."""

from itertools import combinations

from exhibitors.models import ZoneHome
from expo.desk.sample.bulk import save
from expo.desk.sample.sources import cited
from expo.desk.sample.tables import Row, chinese, listed, rows
from expo.fair.models import Edition, Hall, Pavilion, Section, Venue, Walk, Zone

VENUES = {
    "nicec": (
        "Nanning International Convention and Exhibition Center",
        "南宁国际会展中心",
        "106 Minzu Avenue, Nanning",
        "南宁市民族大道106号",
    ),
    "second": ("Second site", "第二会场", "Nanning", "南宁"),
    "third": ("Third site", "第三会场", "Nanning", "南宁"),
}
HALL_SOURCE = (
    "Floor load: Nanning International Convention and Exhibition Center (eng.nicec.cn), data of its halls; "
    "height: expo secretariat (eng.caexpo.org), rules for booths of the 17th expo; "
    "width, depth and place on the site are invented"
)
INVENTED = "Invented"
BETWEEN_VENUES = 40  # minutes
PER_HALL = 2  # minutes from a hall to the next


def make_halls(table: list[Row]) -> dict[str, Hall]:
    """Make the venues with their halls, and return the halls by code."""
    venues = {key: _venue(key) for key in dict.fromkeys(row["venue"] for row in table)}
    save(venues.values())
    halls = save(_hall(venues[row["venue"]], position, row) for position, row in enumerate(table, start=1))
    save(Walk(one=one, other=other, minutes=_minutes(one, other)) for one, other in combinations(halls, 2))
    return {hall.code: hall for hall in halls}


def make_zones(edition: Edition, table: list[Row]) -> dict[str, Zone]:
    """Make sections and the zones in them, and return the zones by code."""
    sections = save(
        Section(
            edition=edition,
            code=row["code"],
            name=row["en"],
            names=chinese(row["zh-hans"]),
            **cited(row["source"]),
        )
        for row in rows("sections")
    )
    by_code = {section.code: section for section in sections}
    zones = save(
        Zone(
            edition=edition,
            section=by_code[row["section"]],
            code=row["code"],
            name=row["en"],
            names=chinese(row["zh-hans"]),
            raw_minimum=int(row["raw"]),
            **cited(row["source"]),
        )
        for row in table
    )
    save(
        ZoneHome(zone=zone, sector_id=sector)
        for zone, row in zip(zones, table, strict=True)
        for sector in listed(row["shows"])
    )
    return {zone.code: zone for zone in zones}


def make_pavilions(edition: Edition, table: list[Row], areas: dict[str, int]) -> dict[str, Pavilion]:
    """Make pavilions of these areas by key, and return them by key."""
    pavilions = {
        row["key"]: Pavilion(
            edition=edition,
            economy_id=row["economy"],
            name=row["en"],
            names=chinese(row["zh-hans"]),
            area=areas.get(row["key"], 0),
        )
        for row in table
    }
    save(pavilions.values())
    return pavilions


def _venue(key: str) -> Venue:
    """Return a venue of the table above, or a further one by its number."""
    site = (f"Site {key}", f"第{key}会场", "Nanning", "南宁")
    name, zh, address, address_zh = VENUES.get(key, site)
    return Venue(name=name, names=chinese(zh), address=address, addresses=chinese(address_zh))


def _hall(venue: Venue, position: int, row: Row) -> Hall:
    return Hall(
        venue=venue,
        code=row["code"],
        position=position,
        name=row["en"],
        names=chinese(row["zh-hans"]),
        is_outdoor=bool(row["outdoor"]),
        left=int(row["left"]),
        top=int(row["top"]),
        width=int(row["width"]),
        depth=int(row["depth"]),
        floor_load=int(row["load"]) if row["load"] else None,
        height_limit=int(row["height"]) if row["height"] else None,
        **cited(HALL_SOURCE if row["load"] else INVENTED),
    )


def _minutes(one: Hall, other: Hall) -> int:
    if one.venue_id != other.venue_id:
        return BETWEEN_VENUES
    return 1 + PER_HALL * min(abs(one.position - other.position), 10)
