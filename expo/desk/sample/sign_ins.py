"""Those who can sign in to the sample fair, one of each kind, all with one password."""

from datetime import datetime
from functools import cache

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from expo.desk.sample.bulk import save
from expo.desk.sample.editions import moment
from expo.desk.sample.people import Account, Names, make_users
from expo.fair.models import Edition, Pavilion, Role
from expo.fair.organisers import let_into_admin_in_transaction
from expo.people.models import Person

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


def account_of(key: str, person: Person, joined: datetime) -> Account:
    """Return the account that acts for the company or group of this key; only some of them can sign in."""
    if key not in ADDRESSES:
        return Account(f"{key}@example.org", person, joined)
    return Account(ADDRESSES[key], person, joined, LANGUAGES.get(key, "en"), _hashed())


def make_organisers(edition: Edition, pavilions: dict[str, Pavilion], names: Names) -> None:
    """Make the fair's organiser, and the organiser of Thailand's pavilion."""
    joined = moment(edition, -120)
    known = ((ORGANISER, names.person("zh", ["zh", "en"])), (PAVILION, names.person("th", ["th", "en"])))
    organiser, of_pavilion = make_users(
        [Account(email, person, joined, password=_hashed()) for email, person in known]
    )
    save(person for _email, person in known)
    Role.objects.create(edition=edition, user=organiser, kind=Role.Kind.ORGANISER)
    Role.objects.create(
        edition=edition, user=of_pavilion, kind=Role.Kind.PAVILION_ORGANISER, pavilion=pavilions["TH"]
    )
    let_into_admin_in_transaction(organiser)


@cache
def _hashed() -> str:
    return make_password(PASSWORD, salt=SALT)
