"""Buyer groups, needs, matches, requests, proposed timetables and meetings."""

import factory
from factory.django import DjangoModelFactory

from buyers.acts import meetings
from buyers.models import (
    BuyerGroup,
    Coordinator,
    Delegate,
    Interpreter,
    InterpreterShift,
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
from exhibitors.states import Claim
from expo.fair.models import (
    CurrentRun,
)
from tests.factories.exhibitors import (
    BoothClaimFactory,
    ExhibitorFactory,
    ProductFactory,
    RepresentativeFactory,
)
from tests.factories.fair import BoothFactory, EconomyFactory, EditionFactory, MeetingPointFactory, make_slots
from tests.factories.people import PersonFactory, RunFactory, UserFactory


class InterpreterFactory(DjangoModelFactory):
    """Somebody who speaks {code: level}; `on_duty=True`: on all days that the edition has."""

    class Meta:
        model = Interpreter
        skip_postgeneration_save = True

    edition = factory.SubFactory(EditionFactory)
    person = factory.SubFactory(PersonFactory)

    @factory.post_generation
    def speaks(self, create, extracted, **kwargs):
        for code, level in (extracted or {}).items():
            self.spoken.create(language=code, level=level)

    @factory.post_generation
    def on_duty(self, create, extracted, **kwargs):
        for day in self.edition.days.all() if extracted else ():
            for half in InterpreterShift.Half.values:
                self.shifts.create(day=day, half=half)


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
    """A buyer's request that waits for its answer; `accepted=True` gives one that was accepted.

    `companions=[…]` are delegates who come along.
    """

    class Meta:
        model = MeetingRequest
        skip_postgeneration_save = True

    class Params:
        accepted = factory.Trait(state=Request.ACCEPTED)
        declined = factory.Trait(state=Request.DECLINED)
        withdrawn = factory.Trait(state=Request.WITHDRAWN)

    delegate = factory.SubFactory(DelegateFactory)
    exhibitor = factory.SubFactory(
        ExhibitorFactory, approved=True, edition=factory.SelfAttribute("..delegate.group.edition")
    )

    @factory.post_generation
    def companions(self, create, extracted, **kwargs):
        self.companions.set(extracted or [])


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
