"""Makers of rows for all tests: each gives the least that its model needs, and nothing by chance.

What belongs to an edition takes the edition of what it hangs on: `BoothFactory(edition=mine)` makes hall
and zone to fit. Sign in by `client.force_login(user)`; `UserFactory(password=…)` is for sign-in pages.
"""

from tests.factories.buyers import (
    BuyerGroupFactory,
    ChangeFactory,
    DelegateFactory,
    MatchFactory,
    MeetingFactory,
    NeedFactory,
    ProposalFactory,
    RequestFactory,
    VerdictFactory,
    WeightsFactory,
)
from tests.factories.exhibitors import (
    AllocationFactory,
    BoothClaimFactory,
    CompanyFactory,
    ExhibitorFactory,
    ProductFactory,
    RepresentativeFactory,
    StandFactory,
)
from tests.factories.fair import (
    BlocFactory,
    BoothFactory,
    EconomyFactory,
    EditionFactory,
    HallFactory,
    MeetingPointFactory,
    PavilionFactory,
    RoleFactory,
    SectionFactory,
    SectorFactory,
    VenueFactory,
    ZoneFactory,
    make_day,
    make_organiser,
    make_slots,
)
from tests.factories.people import ApiTokenFactory, PersonFactory, RunFactory, UserFactory

__all__ = [
    "AllocationFactory",
    "ApiTokenFactory",
    "BlocFactory",
    "BoothClaimFactory",
    "BoothFactory",
    "BuyerGroupFactory",
    "ChangeFactory",
    "CompanyFactory",
    "DelegateFactory",
    "EconomyFactory",
    "EditionFactory",
    "ExhibitorFactory",
    "HallFactory",
    "MatchFactory",
    "MeetingFactory",
    "MeetingPointFactory",
    "NeedFactory",
    "PavilionFactory",
    "PersonFactory",
    "ProductFactory",
    "ProposalFactory",
    "RepresentativeFactory",
    "RequestFactory",
    "RoleFactory",
    "RunFactory",
    "SectionFactory",
    "SectorFactory",
    "StandFactory",
    "UserFactory",
    "VenueFactory",
    "VerdictFactory",
    "WeightsFactory",
    "ZoneFactory",
    "make_day",
    "make_organiser",
    "make_slots",
]
