"""Fills an empty database with the sample fair."""

from datetime import date
from random import Random

import pgtrigger
from django.db import connection, transaction

from exhibitors.directory import refresh_vocabulary
from expo.desk.sample.booths import areas_of_pavilions, make_booths
from expo.desk.sample.claims import make_claims
from expo.desk.sample.composed import compose
from expo.desk.sample.drawings import make_pictures
from expo.desk.sample.economies import make_economies
from expo.desk.sample.editions import make_edition
from expo.desk.sample.exhibitors import make_exhibitors
from expo.desk.sample.groups import make_groups
from expo.desk.sample.interpreters import make_interpreters
from expo.desk.sample.meetings import make_meetings
from expo.desk.sample.organisers import make_pavilion_organisers
from expo.desk.sample.people import Names
from expo.desk.sample.places import make_halls, make_pavilions, make_zones
from expo.desk.sample.script import Script, written
from expo.desk.sample.sign_ins import make_organisers
from expo.desk.sample.sizes import SIZES
from expo.desk.sample.trade import make_trade
from expo.desk.sample.wanted import make_wanted
from expo.fair.changes import add_up
from expo.fair.models import Edition


def fill(*, size: str, seed: int, opening: date) -> Edition:
    """Make a fair of this size; the same size, seed and opening make the same rows."""
    make_pictures()
    with pgtrigger.ignore(*_touches()):
        edition = _fill(script_of(size, seed), seed, opening, is_composed=SIZES[size].composed)
    refresh_vocabulary()
    add_up()
    _tidy()
    return edition


def script_of(size: str, seed: int) -> Script:
    """Return the script of a fair of this size."""
    script = written()
    return compose(script, SIZES[size], lambda what: _dice(seed, what)) if SIZES[size].composed else script


@transaction.atomic
def _fill(script: Script, seed: int, opening: date, *, is_composed: bool) -> Edition:
    _check_at_once()
    names = Names(_dice(seed, "names"))
    edition = make_edition(opening)
    make_economies(edition)
    make_trade(edition)
    halls = make_halls(script.halls)
    zones = make_zones(edition, script.zones)
    pavilions = make_pavilions(edition, script.pavilions, areas_of_pavilions(script.blocks))
    booths = make_booths(edition, script.blocks, halls, zones, pavilions)
    make_organisers(edition, pavilions, names)
    if is_composed:
        make_pavilion_organisers(edition, script.pavilions, pavilions, names)
    entries = make_exhibitors(edition, script, zones, pavilions, names, _dice(seed, "exhibitors"))
    make_claims(edition, entries, booths, _dice(seed, "claims"))
    groups = make_groups(edition, script, names, _dice(seed, "groups"))
    make_wanted(
        [entry.exhibitor for entry in entries.values()],
        [row["economy"] for row in script.groups],
        _dice(seed, "wanted"),
    )
    make_meetings(edition, script.requests, entries, groups)
    make_interpreters(edition, len(script.groups), names, _dice(seed, "interpreters"))
    return edition


def _touches() -> list[str]:
    """Return the triggers that mark other rows as changed: here these are as new as what would change them."""
    return [
        f"{model._meta.label}:{trigger.name}"
        for model, trigger in pgtrigger.registered()
        if str(trigger.name).startswith("touch_")
    ]


def _check_at_once() -> None:
    """Check foreign keys with each statement.

    The audit's triggers ask for settings that may be missing, and PostgreSQL goes through all checks put off until the
    commit each time that one is: the time would grow with the square of the rows.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _tidy() -> None:
    """Count and order what was written, else the first queries are planned as if the tables were empty."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")


def _dice(seed: int, what: str) -> Random:
    return Random(f"{seed} {what}")  # noqa: S311 - chance that comes again, not secrecy
