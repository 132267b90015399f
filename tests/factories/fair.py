"""Editions, places, economies, and slots."""

from datetime import date, datetime, time, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from expo.fair.models import (
    Bloc,
    BlocMembership,
    Booth,
    Day,
    Economy,
    Edition,
    Hall,
    MeetingPoint,
    Pavilion,
    Role,
    Section,
    Sector,
    Slot,
    Venue,
    Zone,
)
from tests.factories.people import UserFactory

SLOT = timedelta(minutes=30)


class EconomyFactory(DjangoModelFactory):
    """China, unless `code` and `name` say otherwise; one row a code."""

    class Meta:
        model = Economy
        django_get_or_create = ["code"]

    code = "CN"
    name = factory.LazyAttribute(lambda me: {"CN": "China", "TH": "Thailand"}.get(me.code, me.code))


class BlocFactory(DjangoModelFactory):
    """ASEAN, unless `code` says otherwise; `members=[economy]` are in it since 2002."""

    class Meta:
        model = Bloc
        django_get_or_create = ["code"]
        skip_postgeneration_save = True

    code = "asean"
    name = factory.LazyAttribute(lambda me: me.code.upper())

    @factory.post_generation
    def members(self, create, extracted, **kwargs):
        for economy in extracted or ():
            BlocMembership.objects.create(bloc=self, economy=economy, since=date(2002, 1, 1))


class SectorFactory(DjangoModelFactory):
    class Meta:
        model = Sector
        django_get_or_create = ["code"]

    code = "fresh-fruit"
    name = factory.LazyAttribute(lambda me: me.code.replace("-", " ").capitalize())


class EditionFactory(DjangoModelFactory):
    """A published edition, open in 60 days, that takes registrations; `slots=3` gives a day with three."""

    class Meta:
        model = Edition
        skip_postgeneration_save = True

    number = factory.Sequence(lambda n: n + 1)
    slug = factory.Sequence(lambda n: f"edition-{n + 1}")
    name = factory.Sequence(lambda n: f"Expo {n + 1}")
    city = "Nanning"
    opens_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=60))
    closes_on = factory.LazyAttribute(lambda me: me.opens_on + timedelta(days=4))
    registration_opens_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=10))
    registration_closes_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    published = True

    @factory.post_generation
    def slots(self, create, extracted, **kwargs):
        if extracted:
            make_slots(self, extracted)


def make_day(edition, number=0, kind=Day.Kind.TRADE):
    """Return day `number` of an edition, from 9:00 to 17:00; the first is 0."""
    day, _is_new = Day.objects.get_or_create(
        edition=edition,
        date=edition.opens_on + timedelta(days=number),
        defaults={"kind": kind, "opens_at": time(9), "closes_at": time(17)},
    )
    return day


def make_slots(edition, count, day=0):
    """Make slots of half an hour on one trade day of an edition, from 9:00 at the fair; returns them."""
    of_day = make_day(edition, day)
    first = datetime.combine(of_day.date, time(9), tzinfo=edition.zone)
    return [
        Slot.objects.get_or_create(
            day=of_day, starts_at=first + number * SLOT, defaults={"ends_at": first + (number + 1) * SLOT}
        )[0]
        for number in range(count)
    ]


class RoleFactory(DjangoModelFactory):
    class Meta:
        model = Role

    edition = factory.SubFactory(EditionFactory)
    user = factory.SubFactory(UserFactory)
    kind = Role.Kind.ORGANISER


def make_organiser(edition, **fields):
    """Return a new user who organises the edition, and may use the admin."""
    user = UserFactory(is_staff=True, **fields)
    RoleFactory(edition=edition, user=user)
    return user


class VenueFactory(DjangoModelFactory):
    class Meta:
        model = Venue
        django_get_or_create = ["name"]

    name = "Convention Center"


class HallFactory(DjangoModelFactory):
    """A hall of 100 × 60 m."""

    class Meta:
        model = Hall

    venue = factory.SubFactory(VenueFactory)
    name = factory.LazyAttribute(lambda me: f"Hall {me.code}")
    code = factory.Sequence(lambda n: f"D{n + 1}")
    width = 10_000
    depth = 6_000


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = Section

    edition = factory.SubFactory(EditionFactory)
    code = factory.Sequence(lambda n: f"section-{n}")
    name = factory.Sequence(lambda n: f"Section {n}")


class ZoneFactory(DjangoModelFactory):
    class Meta:
        model = Zone

    edition = factory.SubFactory(EditionFactory)
    name = factory.LazyAttribute(lambda me: me.code.replace("-", " ").capitalize())
    code = factory.Sequence(lambda n: f"zone-{n + 1}")


class PavilionFactory(DjangoModelFactory):
    class Meta:
        model = Pavilion

    edition = factory.SubFactory(EditionFactory)
    name = factory.Sequence(lambda n: f"Pavilion {n + 1}")
    area = 90


class BoothFactory(DjangoModelFactory):
    """A free shell booth of 9 m²; each has its own place in a row of thirty."""

    class Meta:
        model = Booth

    class Params:
        place = factory.Sequence(lambda n: n)

    edition = factory.SubFactory(EditionFactory)
    hall = factory.SubFactory(HallFactory)
    zone = factory.SubFactory(ZoneFactory, edition=factory.SelfAttribute("..edition"))
    number = factory.LazyAttribute(lambda me: f"B{me.place + 1:03}")
    kind = Booth.Kind.SHELL
    area = 9

    @factory.lazy_attribute
    def outline(self):
        left, top = 300 * (self.place % 30), 600 * (self.place // 30 % 9)
        return [[left, top], [left + 300, top], [left + 300, top + 300], [left, top + 300]]


class MeetingPointFactory(DjangoModelFactory):
    """A table in a meeting hall, or at the booth that `booth` names."""

    class Meta:
        model = MeetingPoint

    class Params:
        place = factory.Sequence(lambda n: n)

    edition = factory.SubFactory(EditionFactory)
    booth = None
    kind = factory.LazyAttribute(lambda me: MeetingPoint.Kind.BOOTH if me.booth else MeetingPoint.Kind.HALL)
    hall = factory.LazyAttribute(lambda me: None if me.booth else HallFactory())
    label = factory.LazyAttribute(lambda me: me.booth.number if me.booth else f"Table {me.place + 1}")
