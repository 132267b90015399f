"""Companies, their registrations, booths and proposed allocations."""

import factory
from factory.django import DjangoModelFactory

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
from tests.factories.fair import BoothFactory, EconomyFactory, EditionFactory, SectorFactory
from tests.factories.people import PersonFactory, RunFactory


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
