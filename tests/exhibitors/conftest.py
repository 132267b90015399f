"""An edition that takes registrations, with an organiser and a company's member."""

import pytest

from tests import factories as make


@pytest.fixture
def edition(db):
    return make.EditionFactory(slots=3)


@pytest.fixture
def organiser(edition):
    return make.make_organiser(edition)


@pytest.fixture
def member(db):
    return make.UserFactory(language="zh-hans")


@pytest.fixture
def draft(edition, member):
    """A registration with all that submitting asks for."""
    return make.ExhibitorFactory(edition=edition, company__members=[member], complete=True)


@pytest.fixture
def exhibitor(edition, member):
    return make.ExhibitorFactory(edition=edition, company__members=[member], approved=True)


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
