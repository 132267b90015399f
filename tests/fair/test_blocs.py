"""Who is in which bloc depends on the date."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from expo.fair.models import Bloc, BlocMembership
from tests.factories import BlocFactory, EconomyFactory

pytestmark = pytest.mark.django_db

LEFT = date(2019, 1, 1)


@pytest.fixture
def opec():
    """Qatar was in it until 2019, the Emirates still are."""
    bloc = BlocFactory(code="opec")
    for code, until in (("AE", None), ("QA", LEFT)):
        BlocMembership.objects.create(
            bloc=bloc, economy=EconomyFactory(code=code), since=date(1967, 1, 1), until=until
        )
    return bloc


@pytest.mark.parametrize(
    ("day", "members"),
    [
        (date(1966, 12, 31), set()),
        (date(1967, 1, 1), {"AE", "QA"}),
        (LEFT, {"AE", "QA"}),
        (date(2019, 1, 2), {"AE"}),
    ],
)
def test_it_counts_from_the_first_day_to_the_last(opec, day, members):
    assert set(BlocMembership.objects.on(day).values_list("economy", flat=True)) == members
    assert Bloc.objects.by_economy(day) == {code: [opec] for code in members}


def test_an_economy_can_be_in_several_and_come_back(opec):
    qatar = EconomyFactory(code="QA")
    gcc = BlocFactory(code="gcc", members=[qatar])
    BlocMembership.objects.create(bloc=opec, economy=qatar, since=date(2030, 1, 1))
    assert set(Bloc.objects.by_economy(date(2018, 1, 1))["QA"]) == {gcc, opec}
    assert Bloc.objects.by_economy(date(2024, 1, 1))["QA"] == [gcc]
    assert set(Bloc.objects.by_economy(date(2030, 1, 1))["QA"]) == {gcc, opec}


def test_a_membership_can_t_end_before_it_begins(opec):
    with pytest.raises(IntegrityError), transaction.atomic():
        BlocMembership.objects.create(
            bloc=opec, economy=EconomyFactory(code="ID"), since=date(2016, 1, 1), until=date(2015, 12, 31)
        )
