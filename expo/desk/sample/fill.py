"""Fills an empty database with the sample fair."""

from datetime import date
from random import Random

from django.db import transaction

from expo.desk.sample.booths import make_booths
from expo.desk.sample.claims import make_claims
from expo.desk.sample.economies import make_economies
from expo.desk.sample.editions import make_edition
from expo.desk.sample.exhibitors import make_exhibitors
from expo.desk.sample.groups import make_groups
from expo.desk.sample.meetings import make_meetings
from expo.desk.sample.people import Names
from expo.desk.sample.places import make_halls
from expo.desk.sample.sign_ins import make_organisers
from expo.desk.sample.trade import make_trade
from expo.fair.models import Edition

SIZES = ("small",)


@transaction.atomic
def fill(*, seed: int, opening: date) -> Edition:
    """Make the small fair; the same seed and opening make the same rows."""

    def dice(what: str) -> Random:
        return Random(f"{seed} {what}")  # noqa: S311 - chance that comes again, not secrecy

    names = Names(dice("names"))
    edition = make_edition(opening)
    make_economies(edition)
    make_trade(edition)
    booths, pavilions = make_booths(edition, make_halls())
    make_organisers(edition, pavilions, names)
    entries = make_exhibitors(edition, pavilions, names, dice("exhibitors"))
    make_claims(edition, entries, booths)
    groups = make_groups(edition, names, dice("groups"))
    make_meetings(edition, entries, groups)
    return edition
