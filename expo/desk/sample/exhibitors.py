"""Companies, their registrations, who stands at their booths, and what they show."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from exhibitors.models import Company, CompanyMember, Exhibitor, Product, Representative
from exhibitors.models.registrations import OpenSides
from exhibitors.states import Registration
from expo.desk.sample.bulk import save
from expo.desk.sample.composed.firms import legal_forms
from expo.desk.sample.drawings import picture_of
from expo.desk.sample.editions import moment
from expo.desk.sample.orders import taken_orders
from expo.desk.sample.people import Names, make_users
from expo.desk.sample.script import Script
from expo.desk.sample.sign_ins import account_of
from expo.desk.sample.tables import Row, listed
from expo.desk.sample.texts import description, least_orders, number_for
from expo.fair.models import Edition, Pavilion, Zone

PRODUCTS_AT_ONCE = 10_000  # so that not all are in memory together
A_CORNER = "A corner, please."
JOBS = ("Export manager", "Sales", "Founder", "Head of marketing", "Engineer")
REMARKS = {
    Registration.CHANGES_REQUESTED: "Please add the certificates that your products name.",
    Registration.REJECTED: "Registration needs a company register's extract; we found none.",
}
DECIDED = frozenset({Registration.APPROVED, Registration.REJECTED, Registration.CHANGES_REQUESTED})


@dataclass(frozen=True)
class Entry:
    """An exhibitor with its line in the table of companies."""

    row: Row
    exhibitor: Exhibitor
    representatives: list[Representative]

    @property
    def key(self) -> str:
        """How the other tables name it."""
        return self.row["key"]


def make_exhibitors(
    edition: Edition,
    script: Script,
    zones: dict[str, Zone],
    pavilions: dict[str, Pavilion],
    names: Names,
    dice: Random,
) -> dict[str, Entry]:
    """Make all exhibitors with everything that is theirs, and return them by key."""
    table = script.companies
    numbers = dice.sample(range(10**8, 10**9), len(table))
    companies = save(_company(row, number) for row, number in zip(table, numbers, strict=True))
    exhibitors = save(
        _exhibitor(edition, company, row, pavilions.get(row["pavilion"]), zones[row["zone"]], dice)
        for company, row in zip(companies, table, strict=True)
    )
    save(
        Exhibitor.sectors.through(exhibitor=exhibitor, sector_id=code)
        for exhibitor, row in zip(exhibitors, table, strict=True)
        for code in listed(row["sectors"])
    )
    entries = {
        row["key"]: Entry(row, exhibitor, _representatives(exhibitor, row, names, dice))
        for exhibitor, row in zip(exhibitors, table, strict=True)
    }
    _make_people(edition, entries)
    _make_products(entries, script.products, dice)
    return entries


def _company(row: Row, number: int) -> Company:
    return Company(
        economy_id=row["economy"],
        name=row["name"],
        name_en=row["name_en"],
        registration_number=f"{row['economy']}-{number}",
        city=row["city"],
        website=f"https://{row['key']}.example/",
    )


def _exhibitor(
    edition: Edition, company: Company, row: Row, pavilion: Pavilion | None, zone: Zone, dice: Random
) -> Exhibitor:
    state = Registration(row["state"])
    submitted_at = _some_time(edition, dice, -118, -80) if state != Registration.DRAFT else None
    exhibitor = Exhibitor(
        edition=edition,
        company=company,
        pavilion=pavilion,
        state=state,
        version={Registration.DRAFT: 1, Registration.SUBMITTED: 2}.get(state, 3),
        about=row["about"],
        about_en=row["about_en"],
        languages=_languages(row, dice),
        booth_kind=row["kind"],
        booth_area=int(row["area"]),
        zone=zone,
        wishes=dice.choice(("", "", A_CORNER, "Near the entrance.", "Water at the booth.")),
        remark=REMARKS.get(state, ""),
        submitted_at=submitted_at,
        decided_at=_some_time(edition, dice, -78, -62) if state in DECIDED else None,
    )
    exhibitor.open_sides = OpenSides.CORNER if exhibitor.wishes == A_CORNER else OpenSides.ANY
    return exhibitor


def _languages(row: Row, dice: Random) -> list[str]:
    own = row["language"].removesuffix("-hans")
    more = ["zh"] if dice.random() < 0.4 else []
    return list(dict.fromkeys([own, "en", *more]))


def _some_time(edition: Edition, dice: Random, first: int, last: int) -> datetime:
    at = moment(edition, dice.randint(first, last))
    return at.replace(hour=dice.randint(8, 17), minute=dice.randrange(60))


def _representatives(exhibitor: Exhibitor, row: Row, names: Names, dice: Random) -> list[Representative]:
    """Return people who will stand at the booth, not saved yet."""
    people = legal_forms()[row["economy"]]["people"]
    persons = [
        names.person(people, exhibitor.languages, f"{row['key']}.{number}@example.org")
        for number in range(1, dice.choice((2, 2, 3, 4)))
    ]
    return [Representative(exhibitor=exhibitor, person=person, job=dice.choice(JOBS)) for person in persons]


def _make_people(edition: Edition, entries: dict[str, Entry]) -> None:
    """Save who stands at the booths; the first of each exhibitor acts for its company."""
    joined = moment(edition, -119)
    users = make_users(
        [account_of(entry.key, entry.representatives[0].person, joined) for entry in entries.values()]
    )
    save(one.person for entry in entries.values() for one in entry.representatives)
    save(one for entry in entries.values() for one in entry.representatives)
    save(
        CompanyMember(company=entry.exhibitor.company, user=user)
        for entry, user in zip(entries.values(), users, strict=True)
    )


def _make_products(entries: dict[str, Entry], table: list[Row], dice: Random) -> None:
    for first in range(0, len(table), PRODUCTS_AT_ONCE):
        some = table[first : first + PRODUCTS_AT_ONCE]
        products = save(_product(entries[row["company"]], row, dice) for row in some)
        save(
            Product.sectors.through(product=product, sector_id=code)
            for product, row in zip(products, some, strict=True)
            for code in listed(row["sectors"])
        )


def _product(entry: Entry, row: Row, dice: Random) -> Product:
    form, number = row["form"], number_for(row["form"], dice)
    return Product(
        exhibitor=entry.exhibitor,
        name=row["name"],
        name_en=row["name_en"],
        description=description(form, entry.row["language"], entry.row["economy"], number),
        hs_code=row["hs"],
        certificates=listed(row["certificates"]),
        **taken_orders(least_orders(form, number), row["name"]),
        picture=picture_of(row["sectors"]),
    )
