"""Nothing is planned on a day that is outside the fair."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from buyers.acts import groups
from buyers.models import Delegate
from expo.fair.models import Day
from expo.people.models import Person
from tests.factories import BuyerGroupFactory, EditionFactory, UserFactory, make_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return EditionFactory()


def day_of(edition, date):
    return Day(edition=edition, date=date, opens_at=time(9), closes_at=time(17))


@pytest.mark.parametrize("number", [0, 2, 4])
def test_it_takes_each_day_of_the_fair(edition, number):
    day_of(edition, edition.opens_on + timedelta(days=number)).full_clean()


@pytest.mark.parametrize("number", [-365, -1, 5])
def test_it_refuses_a_day_outside_the_fair_at_its_field(edition, number):
    with pytest.raises(ValidationError) as refused:
        day_of(edition, edition.opens_on + timedelta(days=number)).full_clean()
    (text,) = refused.value.message_dict["date"]
    assert text == f"The fair is from {edition.opens_on} to {edition.closes_on}."


def test_it_refuses_a_day_that_closes_before_it_opens(edition):
    day = Day(edition=edition, date=edition.opens_on, opens_at=time(17), closes_at=time(9))
    with pytest.raises(ValidationError, match="The day can't close before it opens"):
        day.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        day.save()


def test_it_has_each_day_once(edition):
    make_day(edition)
    with pytest.raises(IntegrityError), transaction.atomic():
        day_of(edition, edition.opens_on).save()


@pytest.mark.parametrize(
    ("arrives", "leaves", "field"),
    [(5, None, "arrives_on"), (None, -1, "leaves_on"), (3, 2, "leaves_on")],
)
def test_it_refuses_a_delegate_s_days_that_leave_nothing_of_the_fair(edition, arrives, leaves, field):
    days = {
        name: edition.opens_on + timedelta(days=number)
        for name, number in (("arrives_on", arrives), ("leaves_on", leaves))
        if number is not None
    }
    group = BuyerGroupFactory(edition=edition)
    with pytest.raises(ValidationError) as refused:
        groups.name_delegate(group, {"name": "Salem"}, {"company": "Dates Ltd", **days}, actor=UserFactory())
    assert list(refused.value.message_dict) == [field]
    assert not Person.objects.exists()
    assert not Delegate.objects.exists()


def test_it_refuses_an_edition_that_closes_before_it_opens():
    edition = EditionFactory.build(closes_on=EditionFactory.build().opens_on - timedelta(days=1))
    with pytest.raises(ValidationError, match="The fair can't close before it opens"):
        edition.full_clean()
