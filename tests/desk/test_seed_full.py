"""Tests of the full fair in the database; slow, since it is 140,000 rows."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import transaction

from buyers.models import BuyerGroup, Delegate
from exhibitors.models import BoothClaim, Exhibitor, Product
from expo.fair.models import Booth, Edition, Pavilion, Zone
from expo.people.models import User
from tests.desk.consistency import Consistency

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module", autouse=True)
def seeded(django_db_setup, django_db_blocker):
    """The full fair on its real dates, for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed", size="fair", opening=date(2024, 9, 24), verbosity=0)
        yield
        transaction.set_rollback(True)


class TestSizes:
    @pytest.mark.parametrize(
        ("model", "count"),
        [
            (Exhibitor, 3_300),
            (Booth, 6_600),
            (Pavilion, 30),
            (BuyerGroup, 100),
            (Delegate, 4_000),
            (Product, 10_000),
        ],
    )
    def test_a_fair_is_as_promised(self, model, count):
        assert model.objects.count() == count

    def test_some_sixty_percent_of_those_with_a_booth_are_in_the_main_venue(self):
        let = BoothClaim.objects.filter(state="let", part="holder")
        main = let.filter(booth__hall__venue__name__startswith="Nanning").values("exhibitor").distinct()
        assert main.count() / let.values("exhibitor").distinct().count() == pytest.approx(
            2_004 / 3_300, abs=0.06
        )


class TestConsistency(Consistency):
    def test_every_zone_lies_in_a_section(self):
        assert not Zone.objects.filter(section=None).exists()

    def test_some_exhibitors_share_a_booth(self):
        assert BoothClaim.objects.filter(part="co-exhibitor", state="let").count() > 20

    def test_booths_that_were_given_up_are_remembered(self):
        past = BoothClaim.objects.filter(state__in=["lapsed", "declined", "released"])
        assert set(past.values_list("state", flat=True)) == {"lapsed", "declined", "released"}

    def test_booths_are_left_and_exhibitors_wait_for_one(self):
        taken = BoothClaim.objects.filter(state__in=["let", "offered", "held"], part="holder").count()
        assert 0.6 < taken / Booth.objects.count() < 0.9
        waiting = Exhibitor.objects.filter(state="approved", claims=None)
        assert waiting.count() > 100


class TestPeople:
    def test_still_only_the_samples_own_can_sign_in(self):
        assert User.objects.exclude(password__startswith="!").count() == 5

    def test_the_edition_is_the_same(self):
        assert Edition.objects.get().slug == "caexpo-21"
