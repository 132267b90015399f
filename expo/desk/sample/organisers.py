"""Those who organise pavilions and can't sign in; sign_ins has the one who can."""

from django.utils.text import slugify

from expo.desk.sample.bulk import save
from expo.desk.sample.composed.firms import legal_forms
from expo.desk.sample.editions import moment
from expo.desk.sample.people import Account, Names, make_users
from expo.desk.sample.tables import Row
from expo.fair.models import Edition, Pavilion, Role


def make_pavilion_organisers(
    edition: Edition, table: list[Row], pavilions: dict[str, Pavilion], names: Names
) -> None:
    """Make an organiser for each pavilion of the table that has none yet."""
    taken = set(Role.objects.filter(edition=edition).values_list("pavilion", flat=True))
    keys = [row["key"] for row in table if pavilions[row["key"]].pk not in taken]
    people = {row["key"]: legal_forms()[row["economy"]]["people"] for row in table}
    persons = [names.person(people[key], ["en"]) for key in keys]
    joined = moment(edition, -120)
    users = make_users(
        [
            Account(f"pavilion.{slugify(key)}@example.org", person, joined)
            for key, person in zip(keys, persons, strict=True)
        ]
    )
    save(persons)
    save(
        Role(edition=edition, user=user, kind=Role.Kind.PAVILION_ORGANISER, pavilion=pavilions[key])
        for key, user in zip(keys, users, strict=True)
    )
