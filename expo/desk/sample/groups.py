"""Buyer groups, their delegates, and what these want to buy."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from buyers.models import BuyerGroup, Coordinator, Delegate, SourcingNeed
from expo.desk.sample.editions import moment
from expo.desk.sample.people import Names, make_users
from expo.desk.sample.sign_ins import account_of
from expo.desk.sample.tables import listed, rows
from expo.fair.models import Edition, Role
from expo.people.models import Person

Place = tuple[str, int]  # a group's key and the delegate's number in it


@dataclass(frozen=True)
class Groups:
    """The groups by key, and delegates and their first needs by group and number."""

    groups: dict[str, BuyerGroup]
    delegates: dict[Place, Delegate]
    needs: dict[Place, SourcingNeed]


def make_groups(edition: Edition, names: Names, dice: Random) -> Groups:
    """Make groups, coordinators, delegates and needs."""
    groups = {
        row["key"]: BuyerGroup(
            edition=edition,
            economy_id=row["economy"],
            name=row["name"],
            organised_by=row["organised_by"],
        )
        for row in rows("groups")
    }
    BuyerGroup.objects.bulk_create(groups.values())
    _make_coordinators(edition, groups, names)
    delegates = _make_delegates(edition, groups, names, dice)
    return Groups(groups, delegates, _make_needs(delegates))


def _make_coordinators(edition: Edition, groups: dict[str, BuyerGroup], names: Names) -> None:
    joined = moment(edition, -100)
    table = rows("groups")
    persons = Person.objects.bulk_create(
        names.person(row["people"], listed(row["languages"])) for row in table
    )
    users = make_users(
        [account_of(row["key"], person, joined) for row, person in zip(table, persons, strict=True)]
    )
    Coordinator.objects.bulk_create(
        Coordinator(group=groups[row["key"]], user=user) for row, user in zip(table, users, strict=True)
    )
    Role.objects.bulk_create(Role(edition=edition, user=user, kind=Role.Kind.COORDINATOR) for user in users)


def _make_delegates(
    edition: Edition, groups: dict[str, BuyerGroup], names: Names, dice: Random
) -> dict[Place, Delegate]:
    known = {row["key"]: row for row in rows("groups")}
    found: dict[Place, Delegate] = {}
    counts: dict[str, int] = {}
    for row in rows("delegates"):
        group = known[row["group"]]
        number = counts[row["group"]] = counts.get(row["group"], 0) + 1
        email = f"{row['group']}.{number}@example.org"
        found[row["group"], number] = Delegate(
            group=groups[row["group"]],
            person=names.person(group["people"], listed(group["languages"]), email),
            company=row["company"],
            job=row["job"],
            arrives_on=edition.opens_on + timedelta(days=dice.choice((-1, -1, 0, 1))),
            leaves_on=edition.opens_on + timedelta(days=dice.choice((2, 3, 3, 4))),
        )
    Person.objects.bulk_create(delegate.person for delegate in found.values())
    Delegate.objects.bulk_create(found.values())
    return found


def _make_needs(delegates: dict[Place, Delegate]) -> dict[Place, SourcingNeed]:
    table = rows("needs")
    needs = SourcingNeed.objects.bulk_create(
        SourcingNeed(
            delegate=delegates[row["group"], int(row["delegate"])],
            text=row["text"],
            hs_codes=listed(row["hs"]),
            certificates_required=listed(row["required"]),
            certificates_welcome=listed(row["welcome"]),
            quantity=row["quantity"],
        )
        for row in table
    )
    SourcingNeed.sectors.through.objects.bulk_create(
        SourcingNeed.sectors.through(sourcingneed=need, sector_id=code)
        for need, row in zip(needs, table, strict=True)
        for code in listed(row["sectors"])
    )
    first: dict[Place, SourcingNeed] = {}
    for need, row in zip(needs, table, strict=True):
        first.setdefault((row["group"], int(row["delegate"])), need)
    return first
