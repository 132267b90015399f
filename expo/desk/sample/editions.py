"""The edition: its days, its slots, and the dates that everything else is counted from."""

from datetime import date, datetime, time, timedelta

from expo.desk.sample.sources import GLOBAL_TIMES, cited
from expo.desk.sample.tables import chinese
from expo.fair.models import Day, Edition, Slot

TRADE_DAYS = 4
OPENS, CLOSES = time(9), time(17, 30)
MEETING_TIMES = ((time(9, 30), time(12)), (time(13, 30), time(17)))
SLOT = timedelta(minutes=30)
REGISTRATION_OPENS, REGISTRATION_CLOSES = 120, 20  # days before the opening


def make_edition(opening: date) -> Edition:
    """Make the 21st edition, opening on that day."""
    edition = Edition.objects.create(
        number=21,
        slug="caexpo-21",
        **cited(GLOBAL_TIMES),
        name="21st China-ASEAN Expo",
        names=chinese("第21届中国—东盟博览会"),
        theme="New quality productive forces",
        themes=chinese("新质生产力"),
        city="Nanning, Guangxi",
        cities=chinese("广西南宁"),
        opens_on=opening,
        closes_on=opening + timedelta(days=TRADE_DAYS),
        registration_opens_on=opening - timedelta(days=REGISTRATION_OPENS),
        registration_closes_on=opening - timedelta(days=REGISTRATION_CLOSES),
        published=True,
    )
    days = Day.objects.bulk_create(_days(edition))
    Slot.objects.bulk_create(slot for day in days[:TRADE_DAYS] for slot in _slots(edition, day))
    return edition


def moment(edition: Edition, days: int, at: time = time(10)) -> datetime:
    """Return a time so many days after the opening; before it where negative."""
    return datetime.combine(edition.opens_on + timedelta(days=days), at, edition.zone)


def _days(edition: Edition) -> list[Day]:
    kinds = [Day.Kind.TRADE] * TRADE_DAYS + [Day.Kind.PUBLIC]
    return [
        Day(
            edition=edition,
            date=edition.opens_on + timedelta(days=number),
            kind=kind,
            opens_at=OPENS,
            closes_at=CLOSES,
        )
        for number, kind in enumerate(kinds)
    ]


def _slots(edition: Edition, day: Day) -> list[Slot]:
    found = []
    for first, last in MEETING_TIMES:
        starts_at = datetime.combine(day.date, first, edition.zone)
        while starts_at + SLOT <= datetime.combine(day.date, last, edition.zone):
            found.append(Slot(day=day, starts_at=starts_at, ends_at=starts_at + SLOT))
            starts_at += SLOT
    return found
