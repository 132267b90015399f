"""Makers of rows for all tests: each gives the least that its model needs, and nothing by chance.

What belongs to an edition takes the edition of what it hangs on: `BoothFactory(edition=mine)` makes hall
and zone to fit. Sign in by `client.force_login(user)`; `UserFactory(password=…)` is for sign-in pages.
"""

from datetime import date, datetime, time, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from buyers.acts import meetings
from buyers.models import (
    BuyerGroup,
    Coordinator,
    Delegate,
    Match,
    MatchVerdict,
    MatchWeights,
    Meeting,
    MeetingRequest,
    Proposal,
    ProposedChange,
    SourcingNeed,
)
from buyers.states import Request
from exhibitors.models import (
    Allocation,
    BoothClaim,
    Company,
    CompanyMember,
    Exhibitor,
    Product,
    ProposedStand,
    Representative,
)
from exhibitors.states import Claim, Registration
from expo.access.models import ApiToken
from expo.fair.models import (
    Bloc,
    BlocMembership,
    Booth,
    CurrentRun,
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
from expo.people.models import Person, User
from expo.runs.models import Run

SLOT = timedelta(minutes=30)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    password = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(**kwargs)


class ApiTokenFactory(DjangoModelFactory):
    """A token that may read; nobody knows its secret."""

    class Meta:
        model = ApiToken

    user = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Program {n}")
    prefix = "expo_none"
    secret_hash = factory.Sequence(lambda n: f"{n:064}")


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Person {n}")
    languages = ["en"]


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


class CompanyFactory(DjangoModelFactory):
    """A company without members, unless `members=[user]` names some."""

    class Meta:
        model = Company
        skip_postgeneration_save = True

    economy = factory.SubFactory(EconomyFactory)
    name = factory.Sequence(lambda n: f"Company {n + 1}")

    @factory.post_generation
    def members(self, create, extracted, **kwargs):
        for user in extracted or ():
            CompanyMember.objects.create(company=self, user=user)


class ExhibitorFactory(DjangoModelFactory):
    """A draft; `approved=True` (or submitted, changes_requested, rejected, withdrawn) brings it further.

    `company__members=[user]` lets a user act for it; `complete=True` gives it all that submitting asks for.
    """

    class Meta:
        model = Exhibitor
        skip_postgeneration_save = True

    class Params:
        submitted = factory.Trait(state=Registration.SUBMITTED)
        changes_requested = factory.Trait(state=Registration.CHANGES_REQUESTED)
        approved = factory.Trait(state=Registration.APPROVED)
        rejected = factory.Trait(state=Registration.REJECTED)
        withdrawn = factory.Trait(state=Registration.WITHDRAWN)

    edition = factory.SubFactory(EditionFactory)
    company = factory.SubFactory(CompanyFactory)
    languages = ["en"]

    @factory.post_generation
    def complete(self, create, extracted, **kwargs):
        if extracted:
            Exhibitor.objects.filter(pk=self.pk).update(about="We grow durians.")
            self.refresh_from_db()
            self.sectors.add(SectorFactory())
            ProductFactory(exhibitor=self)
            RepresentativeFactory(exhibitor=self)


class ProductFactory(DjangoModelFactory):
    """Fresh durians, of an approved exhibitor."""

    class Meta:
        model = Product
        skip_postgeneration_save = True

    exhibitor = factory.SubFactory(ExhibitorFactory, approved=True)
    name = "Fresh durian"
    hs_code = "081060"

    @factory.post_generation
    def sectors(self, create, extracted, **kwargs):
        self.sectors.set(extracted or [])


class RepresentativeFactory(DjangoModelFactory):
    class Meta:
        model = Representative

    exhibitor = factory.SubFactory(ExhibitorFactory, approved=True)
    person = factory.SubFactory(PersonFactory)


class BoothClaimFactory(DjangoModelFactory):
    """A booth let to an approved exhibitor of its edition, without what the act does besides."""

    class Meta:
        model = BoothClaim

    booth = factory.SubFactory(BoothFactory)
    exhibitor = factory.SubFactory(
        ExhibitorFactory, approved=True, edition=factory.SelfAttribute("..booth.edition")
    )
    state = Claim.LET


class BuyerGroupFactory(DjangoModelFactory):
    """A group of Thailand with a coordinator of its own, unless `coordinator=user` names one."""

    class Meta:
        model = BuyerGroup
        skip_postgeneration_save = True

    edition = factory.SubFactory(EditionFactory)
    economy = factory.SubFactory(EconomyFactory, code="TH")
    name = factory.Sequence(lambda n: f"Group {n + 1}")

    @factory.post_generation
    def coordinator(self, create, extracted, **kwargs):
        user = extracted or UserFactory()
        Coordinator.objects.create(group=self, user=user)


class DelegateFactory(DjangoModelFactory):
    class Meta:
        model = Delegate

    group = factory.SubFactory(BuyerGroupFactory)
    person = factory.SubFactory(PersonFactory)
    company = "Buyers Ltd"


class NeedFactory(DjangoModelFactory):
    """Somebody wants fresh durians."""

    class Meta:
        model = SourcingNeed
        skip_postgeneration_save = True

    delegate = factory.SubFactory(DelegateFactory)
    text = "Fresh durians"
    hs_codes = ["081060"]

    @factory.post_generation
    def sectors(self, create, extracted, **kwargs):
        self.sectors.set(extracted or [])


class RunFactory(DjangoModelFactory):
    class Meta:
        model = Run

    kind = "matching"
    about = "fair.edition:1"
    state = Run.State.DONE


class MatchFactory(DjangoModelFactory):
    """A match of the edition's current run."""

    class Meta:
        model = Match

    need = factory.SubFactory(NeedFactory)
    exhibitor = factory.SubFactory(
        ExhibitorFactory, approved=True, edition=factory.SelfAttribute("..need.delegate.group.edition")
    )
    product = factory.SubFactory(ProductFactory, exhibitor=factory.SelfAttribute("..exhibitor"))
    rank = 1
    score = 0.8
    reasons = [{"signal": "hs", "share": 1.0, "values": {"level": "subheading", "code": "081060"}}]

    @factory.lazy_attribute
    def run(self):
        edition = self.need.delegate.group.edition
        current = CurrentRun.objects.filter(edition=edition, kind="matching").first()
        return (current or CurrentRun.objects.create(edition=edition, kind="matching", run=RunFactory())).run


class VerdictFactory(DjangoModelFactory):
    """A coordinator calls an exhibitor good for a need."""

    class Meta:
        model = MatchVerdict

    need = factory.SubFactory(NeedFactory)
    exhibitor = factory.SubFactory(
        ExhibitorFactory, approved=True, edition=factory.SelfAttribute("..need.delegate.group.edition")
    )
    is_good = True
    signals = {"hs": 0.5, "text": 0.3}
    given_by = factory.SubFactory(UserFactory)


class WeightsFactory(DjangoModelFactory):
    """The usual weights, proposed again."""

    class Meta:
        model = MatchWeights

    edition = factory.SubFactory(EditionFactory)
    proposed_by = factory.SubFactory(UserFactory)


class RequestFactory(DjangoModelFactory):
    """A buyer's request that waits for its answer; `accepted=True` gives one that was accepted."""

    class Meta:
        model = MeetingRequest

    class Params:
        accepted = factory.Trait(state=Request.ACCEPTED)
        declined = factory.Trait(state=Request.DECLINED)
        withdrawn = factory.Trait(state=Request.WITHDRAWN)

    delegate = factory.SubFactory(DelegateFactory)
    exhibitor = factory.SubFactory(
        ExhibitorFactory, approved=True, edition=factory.SelfAttribute("..delegate.group.edition")
    )


class AllocationFactory(DjangoModelFactory):
    """An allocation that waits to be decided."""

    class Meta:
        model = Allocation

    edition = factory.SubFactory(EditionFactory)
    run = factory.SubFactory(RunFactory, kind="allocation")
    value = 260
    bound = 260
    bound_method = "Test"


class StandFactory(DjangoModelFactory):
    """A proposed stand of these `booths`, or of none for a reason."""

    class Meta:
        model = ProposedStand
        skip_postgeneration_save = True

    allocation = factory.SubFactory(AllocationFactory)
    exhibitor = factory.SubFactory(
        ExhibitorFactory, approved=True, edition=factory.SelfAttribute("..allocation.edition")
    )

    @factory.post_generation
    def booths(self, create, extracted, **kwargs):
        self.booths.set(extracted or [])


class ProposalFactory(DjangoModelFactory):
    """A timetable that waits to be decided."""

    class Meta:
        model = Proposal

    edition = factory.SubFactory(EditionFactory)
    run = factory.SubFactory(RunFactory, kind="scheduling")
    value_before = 0
    value = 3
    bound = 3
    bound_method = "Test"
    unplaced = 0


class ChangeFactory(DjangoModelFactory):
    """A new meeting that a proposal asks for, unless `meeting` says which one moves or, without a slot, goes."""

    class Meta:
        model = ProposedChange

    proposal = factory.SubFactory(ProposalFactory)
    request = factory.SubFactory(
        RequestFactory, accepted=True, delegate__group__edition=factory.SelfAttribute("....proposal.edition")
    )
    change = "added"
    slot = factory.LazyAttribute(lambda change: make_slots(change.proposal.edition, 1)[0])
    point = factory.SubFactory(MeetingPointFactory, edition=factory.SelfAttribute("..proposal.edition"))
    representative = factory.SubFactory(
        RepresentativeFactory, exhibitor=factory.SelfAttribute("..request.exhibitor")
    )


class MeetingFactory(DjangoModelFactory):
    """A confirmed meeting, made by the act: its persons and its table are taken, and both sides are told.

    The slot is the edition's first; `slot=` gives another. The exhibitor gets a representative and a booth
    with a table, where `representative=` and `point=` don't name them.
    """

    class Meta:
        model = Meeting

    request = factory.SubFactory(RequestFactory, accepted=True)
    slot = factory.LazyAttribute(lambda me: make_slots(me.request.exhibitor.edition, 1)[0])
    representative = factory.LazyAttribute(lambda me: _representative_of(me.request.exhibitor))
    point = factory.LazyAttribute(lambda me: _table_of(me.request.exhibitor))

    @classmethod
    def _create(cls, model_class, *args, request, slot, point, representative, **kwargs):
        actor = request.delegate.group.coordinators.first()
        return meetings.arrange(request, slot, point, representative, actor=actor)


def _representative_of(exhibitor):
    return exhibitor.representatives.first() or RepresentativeFactory(exhibitor=exhibitor)


def _table_of(exhibitor):
    claim = exhibitor.claims.filter(state=Claim.LET).first()
    booth = claim.booth if claim else BoothFactory(edition=exhibitor.edition)
    if claim is None:
        BoothClaimFactory(booth=booth, exhibitor=exhibitor)
    return booth.meeting_points.first() or MeetingPointFactory(edition=booth.edition, booth=booth)
