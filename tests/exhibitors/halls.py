"""A hall as full as any: rows back to back with aisles between them, most booths let."""

from exhibitors.models import BoothClaim, Company, Exhibitor
from exhibitors.states import Claim, Registration
from expo.fair.models import Booth
from tests import factories as make

IN_A_ROW, SIDE, PITCH = 30, 300, 900  # booths side by side; centimetres of a booth, and from aisle to aisle
NAMES = [
    "Kim Long Fresh Fruit Export",
    "Baiyun Photovoltaic Machinery",
    "Chao Phraya Orchards",
    "Sundarbans Rubber",
]


def make_full_hall(edition, count=600):
    """Make a hall of this many shell booths: of twelve, one is free, one held and ten are let, two of them to one."""
    hall = make.HallFactory(width=10_000, depth=PITCH * (count // IN_A_ROW // 2 + 1))
    zones = [make.ZoneFactory(edition=edition) for _each in range(4)]
    pavilion = make.PavilionFactory(edition=edition, name="Pavilion of Guangxi", area=count * 9)
    booths = Booth.objects.bulk_create(
        Booth(
            edition=edition,
            hall=hall,
            zone=zones[place * len(zones) // count],
            pavilion=pavilion if place < count // 4 else None,
            number=f"{hall.code}-{101 + place}",
            area=9,
            outline=_outline(place),
        )
        for place in range(count)
    )
    exhibitors = _exhibitors(edition, count)
    BoothClaim.objects.bulk_create(
        BoothClaim(
            booth=booth,
            exhibitor=exhibitors[place - (place % 12 == 2)],
            state=Claim.HELD if place % 12 == 11 else Claim.LET,
        )
        for place, booth in enumerate(booths)
        if place % 12
    )
    return hall


def _outline(place):
    row, column = divmod(place, IN_A_ROW)
    left, top = 300 + column * SIDE, 300 + row // 2 * PITCH + row % 2 * SIDE
    return [[left, top], [left + SIDE, top], [left + SIDE, top + SIDE], [left, top + SIDE]]


def _exhibitors(edition, count):
    economy = make.EconomyFactory()
    companies = Company.objects.bulk_create(
        Company(
            economy=economy,
            name=f"{place * 7919 % 9973} 南宁市第{place}号新能源设备有限公司",
            name_en=f"{NAMES[place % 4]} {place * 104729 % 99991} Co., Ltd.",
        )
        for place in range(count)
    )
    return Exhibitor.objects.bulk_create(
        Exhibitor(edition=edition, company=company, state=Registration.APPROVED) for company in companies
    )


def row_of(count, **more):
    """Make so many free shell booths side by side, in one zone of one hall."""
    first = make.BoothFactory(place=0, **more)
    others = [
        make.BoothFactory(place=place, **more, hall=first.hall, zone=first.zone) for place in range(1, count)
    ]
    return [first, *others]
