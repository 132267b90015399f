"""Buyer groups, their delegates, and what these want to buy."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from buyers.models import BuyerGroup, Coordinator, Delegate, SourcingNeed
from expo.desk.sample.bulk import save
from expo.desk.sample.editions import moment
from expo.desk.sample.orders import order_of
from expo.desk.sample.people import Names, make_users
from expo.desk.sample.script import Script
from expo.desk.sample.sign_ins import account_of
from expo.desk.sample.tables import Row, listed
from expo.fair.models import Edition, Role

Place = tuple[str, int]  # a group's key and the delegate's number in it

ONE_IN = 5  # delegates who need an interpreter with whoever does not speak their own language
ONE_ONLINE = 4  # delegates of these economies who attend from home, if they have no meeting at the fair yet
HOME = {"AE": "Asia/Dubai", "SA": "Asia/Riyadh", "PL": "Europe/Warsaw", "RS": "Europe/Belgrade"}


@dataclass(frozen=True)
class Groups:
    """The groups by key, and delegates and their first needs by group and number."""

    groups: dict[str, BuyerGroup]
    delegates: dict[Place, Delegate]
    needs: dict[Place, SourcingNeed]


def make_groups(edition: Edition, script: Script, names: Names, dice: Random) -> Groups:
    """Make groups, coordinators, delegates and needs."""
    groups = {
        row["key"]: BuyerGroup(
            edition=edition,
            economy_id=row["economy"],
            name=row["name"],
            organised_by=row["organised_by"],
        )
        for row in script.groups
    }
    save(groups.values())
    _make_coordinators(edition, script.groups, groups, names)
    delegates = _make_delegates(edition, script, groups, names, dice)
    return Groups(groups, delegates, _make_needs(script.needs, delegates))


def _make_coordinators(
    edition: Edition, table: list[Row], groups: dict[str, BuyerGroup], names: Names
) -> None:
    joined = moment(edition, -100)
    persons = [names.person(row["people"], listed(row["languages"])) for row in table]
    users = make_users(
        [account_of(row["key"], person, joined) for row, person in zip(table, persons, strict=True)]
    )
    save(persons)
    save(Coordinator(group=groups[row["key"]], user=user) for row, user in zip(table, users, strict=True))
    save(Role(edition=edition, user=user, kind=Role.Kind.COORDINATOR) for user in users)


def _make_delegates(
    edition: Edition, script: Script, groups: dict[str, BuyerGroup], names: Names, dice: Random
) -> dict[Place, Delegate]:
    known = {row["key"]: row for row in script.groups}
    expected = {_place(row) for row in script.requests if row["slot"]}
    found: dict[Place, Delegate] = {}
    counts: dict[str, int] = {}
    for row in script.delegates:
        group = known[row["group"]]
        number = counts[row["group"]] = counts.get(row["group"], 0) + 1
        email = f"{row['group']}.{number}@example.org"
        found[row["group"], number] = Delegate(
            group=groups[row["group"]],
            person=names.person(group["people"], _spoken(group, number), email),
            online_from=_home(group, number) if (row["group"], number) not in expected else "",
            company=row["company"],
            job=row["job"],
            arrives_on=edition.opens_on + timedelta(days=dice.choice((-1, -1, 0, 1))),
            leaves_on=edition.opens_on + timedelta(days=dice.choice((2, 3, 3, 4))),
        )
    save(delegate.person for delegate in found.values())
    save(found.values())
    return found


def _spoken(group: Row, number: int) -> list[str]:
    """What a delegate speaks: one in so many only the group's first language, and meets with an interpreter."""
    languages = listed(group["languages"])
    return languages if number % ONE_IN else languages[:1]


def _home(group: Row, number: int) -> str:
    """The time zone from which one in so many attends; empty for who comes."""
    return "" if number % ONE_ONLINE else HOME.get(group["economy"], "")


def _make_needs(table: list[Row], delegates: dict[Place, Delegate]) -> dict[Place, SourcingNeed]:
    """Make the needs, and return the first of each delegate."""
    needs = save(
        SourcingNeed(
            delegate=delegates[_place(row)],
            text=row["text"],
            hs_codes=listed(row["hs"]),
            certificates_required=listed(row["required"]),
            certificates_welcome=listed(row["welcome"]),
            quantity=row["quantity"],
            **order_of(row["quantity"]),
        )
        for row in table
    )
    save(
        SourcingNeed.sectors.through(sourcingneed=need, sector_id=code)
        for need, row in zip(needs, table, strict=True)
        for code in listed(row["sectors"])
    )
    first: dict[Place, SourcingNeed] = {}
    for need, row in zip(needs, table, strict=True):
        first.setdefault(_place(row), need)
    return first


def _place(row: Row) -> Place:
    return row["group"], int(row["delegate"])
