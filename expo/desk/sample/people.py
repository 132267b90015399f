"""People: names by language, each in its own order and script, and users for those who work online."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from random import Random

from allauth.account.models import EmailAddress

from expo.desk.sample.bulk import save
from expo.desk.sample.tables import Named, paired, rows
from expo.people.models import Person, User

NO_PASSWORD = "!sample"  # noqa: S105 - what Django takes for "can't sign in with a password"
# The words of a name in their order, and the parts that a word is put together from.
Order = tuple[tuple[str, ...], ...]
GIVEN_FIRST: Order = (("given",), ("family",))
FAMILY_FIRST: Order = (("family",), ("given",))
ORDERS: dict[str, Order] = {
    "zh": (("family",), ("first", "second")),
    "th": (("given",), ("root", "end")),
    "lo": (("given",), ("root", "end")),
    "vi": (("family",), ("middle",), ("given",)),
    "km": FAMILY_FIRST,
    "ja": FAMILY_FIRST,
    "ko": FAMILY_FIRST,
    "id": (("given",), ("second",), ("family",)),
    "ms": (("given",), ("father",)),
    "my": (("first",), ("second",), ("third",)),
    "ar": (("given",), ("father",), ("family",)),
    "ru": (("given",), ("father",), ("family",)),
}
GENDERS = ("m", "f")
UNSPACED = frozenset({"zh", "ja", "ko"})
TRIES = 50

Pool = dict[str, list[Named]]


class Names:
    """Gives out full names; the same one again only where a people's names are all but used up."""

    def __init__(self, dice: Random) -> None:
        """Begin with none given."""
        self._dice = dice
        self._given: set[str] = set()

    def take(self, people: str) -> Named:
        """Return a new name of these people, in their script and in Latin letters."""
        for _try in range(TRIES):
            name = self._name(people)
            if name[0] not in self._given:
                break
        self._given.add(name[0])
        return name

    def person(self, people: str, languages: list[str], email: str = "") -> Person:
        """Return a new person of these people, not saved yet."""
        name, latin = self.take(people)
        return Person(name=name, latin_name=latin, languages=languages, email=email)

    def _name(self, people: str) -> Named:
        pool, gender = _pools()[people], self._dice.choice(GENDERS)
        words = [
            [self._dice.choice(pool.get(part) or pool[f"{part}-{gender}"]) for part in word]
            for word in ORDERS.get(people, GIVEN_FIRST)
        ]
        script, latin = (["".join(part[form] for part in word) for word in words] for form in (0, 1))
        return ("" if people in UNSPACED else " ").join(script), " ".join(latin)


@dataclass(frozen=True)
class Account:
    """A user to be made, for somebody whose row is not saved yet; `password` is hashed."""

    email: str
    person: Person
    joined: datetime
    language: str = "en"
    password: str = NO_PASSWORD


def make_users(accounts: Sequence[Account]) -> list[User]:
    """Make users with verified addresses, give them to their persons, and return them in the order asked."""
    users = save(
        User(
            email=account.email,
            language=account.language,
            password=account.password,
            date_joined=account.joined,
        )
        for account in accounts
    )
    save(EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users)
    for account, user in zip(accounts, users, strict=True):
        account.person.user = user
    return users


@cache
def _pools() -> dict[str, Pool]:
    found: dict[str, Pool] = {}
    for row in rows("names"):
        found.setdefault(row["people"], {})[row["part"]] = paired(row["names"])
    return found
