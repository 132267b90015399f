"""Zones: what each of them shows, and in which of them a pavilion shows the same."""

from functools import cache

from expo.desk.sample.tables import Row, listed, rows


def shows(zone: str, sectors: str) -> bool:
    """Whether a zone is for whoever is in these sectors, and in no other."""
    return set(listed(_zones()[zone]["shows"])).issuperset(listed(sectors))


def in_pavilion(zone: str) -> str:
    """Return where in a pavilion stands what this zone shows: its section's zone, as a pavilion is not cut finer."""
    return _zones()[zone]["section"]


def order() -> list[str]:
    """Return all zones in the order of the tables."""
    return list(_zones())


@cache
def _zones() -> dict[str, Row]:
    return {row["code"]: row for row in (*rows("zones"), *rows("full/zones"))}
