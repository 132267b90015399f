"""People: names by language, each in its own order and script, and users for those who work online."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from allauth.account.models import EmailAddress

from expo.desk.sample.tables import rows
from expo.people.models import Person, User

NO_PASSWORD = "!sample"  # noqa: S105 - what Django takes for "can't sign in with a password"
FAMILY_FIRST = frozenset({"zh", "vi", "km", "ja", "ko"})
UNSPACED = frozenset({"zh", "ja", "ko"})
Named = tuple[str, str]


@dataclass(frozen=True)
class Pool:
    """Parts of names, each in its script and in Latin letters."""

    given: Sequence[Named]
    family: Sequence[Named]


class Names:
    """Gives out full names, none of them twice."""

    def __init__(self, dice: Random) -> None:
        """Read the pools."""
        self._dice = dice
        self._given: set[str] = set()
        self._pools = _pools()

    def take(self, people: str) -> Named:
        """Return a new name of these people, in their script and in Latin letters."""
        pool = self._pools[people]
        while True:
            name = self._name(people, pool)
            if name[0] not in self._given:
                self._given.add(name[0])
                return name

    def person(self, people: str, languages: list[str], email: str = "") -> Person:
        """Return a new person of these people, not saved yet."""
        name, latin = self.take(people)
        return Person(name=name, latin_name=latin, languages=languages, email=email)

    def _name(self, people: str, pool: Pool) -> Named:
        which = self._dice.randrange(len(pool.given))
        given = pool.given[which]
        family = self._dice.choice(
            pool.family if people != "ms" else pool.family[which % 2 :: 2]  # son of, daughter of
        )
        parts = (family, given) if people in FAMILY_FIRST else (given, family)
        space = "" if people in UNSPACED else " "
        return space.join(part[0] for part in parts), " ".join(part[1] for part in parts)


@dataclass(frozen=True)
class Account:
    """A user to be made, for somebody who has a row already; `password` is hashed."""

    email: str
    person: Person
    joined: datetime
    language: str = "en"
    password: str = NO_PASSWORD


def make_users(accounts: Sequence[Account]) -> list[User]:
    """Make users with verified addresses, and return them in the order asked."""
    users = User.objects.bulk_create(
        User(
            email=account.email,
            language=account.language,
            password=account.password,
            date_joined=account.joined,
        )
        for account in accounts
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    for account, user in zip(accounts, users, strict=True):
        account.person.user = user
    Person.objects.bulk_update((account.person for account in accounts), ["user"])
    return users


def _pools() -> dict[str, Pool]:
    parts: dict[str, dict[str, list[Named]]] = {}
    for row in rows("names"):
        parts.setdefault(row["people"], {})[row["part"]] = [_pair(text) for text in row["names"].split(",")]
    return {people: Pool(**both) for people, both in parts.items()}


def _pair(text: str) -> Named:
    script, *latin = (part.replace("~", " ") for part in text.split())
    return script, latin[0] if latin else script
