"""Those who can sign in to the sample fair, one of each kind, all with one password."""

from datetime import datetime
from functools import cache

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from expo.desk.sample.editions import moment
from expo.desk.sample.people import Names, make_user
from expo.fair.models import Edition, Pavilion, Role
from expo.fair.organisers import let_into_admin_in_transaction
from expo.people.models import Person, User

PASSWORD = "hibiscus-of-nanning"  # noqa: S105 - shown to everybody who opens the sample fair
SALT = "samplefair"

ORGANISER = "organiser@example.org"
PAVILION = "pavilion@example.org"
EXHIBITOR = "exhibitor@example.org"
CHINESE_EXHIBITOR = "chinese-exhibitor@example.org"
COORDINATOR = "coordinator@example.org"

ADDRESSES = {"durian": EXHIBITOR, "solar": CHINESE_EXHIBITOR, "uae": COORDINATOR}
LANGUAGES = {"solar": "zh-hans"}


def sign_ins() -> list[tuple[str, str, str]]:
    """Return role, address and password of each of them."""
    return [
        (_("Organiser"), ORGANISER, PASSWORD),
        (_("Pavilion organiser"), PAVILION, PASSWORD),
        (_("Exhibitor"), EXHIBITOR, PASSWORD),
        (_("Exhibitor in Chinese"), CHINESE_EXHIBITOR, PASSWORD),
        (_("Buyer-group coordinator"), COORDINATOR, PASSWORD),
    ]


def make_user_of(key: str, person: Person, joined: datetime) -> User:
    """Make the user who acts for the company or group of this key; only some of them can sign in."""
    if key not in ADDRESSES:
        return make_user(f"{key}@example.org", joined, person=person)
    language = LANGUAGES.get(key, "en")
    return make_user(ADDRESSES[key], joined, person=person, language=language, password=_hashed())


def make_organisers(edition: Edition, pavilions: dict[str, Pavilion], names: Names) -> None:
    """Make the fair's organiser, and the organiser of Thailand's pavilion."""
    organiser = _organiser(edition, ORGANISER, "zh", names)
    Role.objects.create(edition=edition, user=organiser, kind=Role.Kind.ORGANISER)
    let_into_admin_in_transaction(organiser)
    Role.objects.create(
        edition=edition,
        user=_organiser(edition, PAVILION, "th", names),
        kind=Role.Kind.PAVILION_ORGANISER,
        pavilion=pavilions["TH"],
    )


def _organiser(edition: Edition, email: str, people: str, names: Names) -> User:
    name, latin = names.take(people)
    person = Person(name=name, latin_name=latin, languages=[people, "en"])
    return make_user(email, moment(edition, -120), person=person, password=_hashed())


@cache
def _hashed() -> str:
    return make_password(PASSWORD, salt=SALT)
