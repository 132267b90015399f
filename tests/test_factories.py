import inspect

import pytest
from factory.django import DjangoModelFactory

from exhibitors.acts import registrations
from tests import factories
from tests.factories import ExhibitorFactory, MatchFactory, MeetingFactory, UserFactory

pytestmark = pytest.mark.django_db

FACTORIES = [
    maker
    for _name, maker in inspect.getmembers(factories, inspect.isclass)
    if issubclass(maker, DjangoModelFactory) and maker is not DjangoModelFactory
]


@pytest.mark.parametrize("maker", FACTORIES)
def test_it_makes_rows_that_their_models_accept(maker):
    maker().full_clean()


def test_it_makes_an_exhibitor_that_can_be_submitted():
    exhibitor = ExhibitorFactory(complete=True)
    registrations.submit(exhibitor, actor=UserFactory())


def test_it_takes_the_persons_and_the_table_of_a_meeting():
    meeting = MeetingFactory()
    assert meeting.point.occupancies.count() == 1
    assert meeting.representative.person.occupancies.count() == 1
    assert meeting.request.delegate.person.occupancies.count() == 1


def test_it_puts_the_matches_of_an_edition_into_one_run():
    first = MatchFactory()
    assert MatchFactory(need=first.need, rank=2).run == first.run
