"""An organiser with the rights that the act of granting gives, signed in."""

import pytest

from expo.fair import acts
from expo.fair.models import Role
from tests.factories import EditionFactory, UserFactory


@pytest.fixture
def edition(db):
    return EditionFactory(slots=4)


@pytest.fixture
def superuser(db):
    return UserFactory(is_staff=True, is_superuser=True)


@pytest.fixture
def organiser(edition, superuser):
    user = UserFactory()
    acts.grant(edition, user, Role.Kind.ORGANISER, actor=superuser)
    user.refresh_from_db()
    return user


@pytest.fixture
def as_organiser(client, organiser):
    client.force_login(organiser)
    return client


@pytest.fixture
def as_superuser(client, superuser):
    client.force_login(superuser)
    return client
