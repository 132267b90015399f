"""An edition with three slots, an exhibitor with a table and a host, and a group with a delegate."""

import pytest

from expo.fair.models import Role
from tests import factories as make


@pytest.fixture
def edition(db):
    return make.EditionFactory(slots=3)


@pytest.fixture
def slots(edition):
    return make.make_slots(edition, 3)


@pytest.fixture
def organiser(edition):
    return make.make_organiser(edition)


@pytest.fixture
def coordinator(edition):
    user = make.UserFactory()
    make.RoleFactory(edition=edition, user=user, kind=Role.Kind.COORDINATOR)
    return user


@pytest.fixture
def group(edition, coordinator):
    return make.BuyerGroupFactory(edition=edition, coordinator=coordinator)


@pytest.fixture
def delegate(group):
    return make.DelegateFactory(group=group)


@pytest.fixture
def member(db):
    return make.UserFactory()


@pytest.fixture
def exhibitor(edition, member):
    """With a booth, a table at it and somebody who hosts."""
    row = make.ExhibitorFactory(edition=edition, approved=True, company__members=[member])
    make.RepresentativeFactory(exhibitor=row)
    place = make.BoothFactory(edition=edition)
    make.BoothClaimFactory(booth=place, exhibitor=row)
    make.MeetingPointFactory(edition=edition, booth=place)
    return row


@pytest.fixture
def accepted(delegate, exhibitor):
    return make.RequestFactory(delegate=delegate, exhibitor=exhibitor, accepted=True)


@pytest.fixture
def table(exhibitor):
    return exhibitor.claims.get().booth.meeting_points.get()


@pytest.fixture
def host(exhibitor):
    return exhibitor.representatives.get()
