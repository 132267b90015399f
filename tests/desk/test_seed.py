"""Tests of the sample fair: its facts, its sizes, its consistency, and that it comes out the same each time."""

import re
from collections import Counter
from contextlib import contextmanager
from datetime import date, time, timedelta
from decimal import Decimal
from hashlib import sha256
from random import Random

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import check_password
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from buyers.models import BuyerGroup, Delegate, Meeting, MeetingRequest, SourcingNeed
from exhibitors.models import BoothClaim, Company, CompanyMember, Exhibitor, Product, Representative
from expo.desk.management.commands import seed
from expo.desk.sample import sign_ins
from expo.desk.sample.people import Names
from expo.desk.sample.sources import GLOBAL_TIMES
from expo.fair import models as fair
from expo.fair.models import (
    BlocMembership,
    Booth,
    Day,
    Designation,
    Edition,
    Nomenclature,
    Pavilion,
    Sector,
    Slot,
    TradeFigure,
    Zone,
)
from expo.people.models import Person, User
from tests.desk.consistency import Consistency

pytestmark = pytest.mark.django_db

REAL = date(2024, 9, 24)
SEEDED = [
    *(getattr(fair, name) for name in fair.__all__),
    *(Company, CompanyMember, Exhibitor, Representative, Product, BoothClaim),
    *(BuyerGroup, Delegate, SourcingNeed, MeetingRequest, Meeting),
    *(Person, User, EmailAddress),
]


@pytest.fixture(scope="module", autouse=True)
def seeded(django_db_setup, django_db_blocker):
    """The sample fair on its real dates, for all tests of this module."""
    with django_db_blocker.unblock(), replaced(opening=REAL):
        yield


@contextmanager
def undone():
    """Undo at the end whatever the block writes."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def edition():
    return Edition.objects.get()


@contextmanager
def replaced(**options):
    """Another sample fair in place of this one, for a while."""
    with undone():
        connection.check_constraints()  # PostgreSQL empties no table that it has yet to check
        with connection.cursor() as cursor:
            tables = ", ".join(f'"{model._meta.db_table}"' for model in SEEDED)
            cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
        call_command("seed", verbosity=0, **options)
        yield


def dates():
    """Every date of the fair, in a fixed order."""
    columns = [
        (Edition, "registration_opens_on"),
        (Edition, "registration_closes_on"),
        (Day, "date"),
        (Slot, "starts_at"),
        (BoothClaim, "created_at"),
        (BoothClaim, "answer_by"),
        (Exhibitor, "submitted_at"),
        (Exhibitor, "decided_at"),
        (Delegate, "arrives_on"),
        (Delegate, "leaves_on"),
        (MeetingRequest, "created_at"),
        (Meeting, "updated_at"),
        (User, "date_joined"),
    ]
    return [
        value
        for model, column in columns
        for value in model.objects.order_by("pk").values_list(column, flat=True)
        if value is not None
    ]


def digest():
    """One number for all seeded rows, their keys included."""
    text = "".join(
        serializers.serialize("json", model.objects.order_by("pk"), fields=columns(model)) for model in SEEDED
    )
    return sha256(text.encode()).hexdigest()


def columns(model):
    """All columns but the one that tells when a row was written."""
    return [field.name for field in model._meta.get_fields() if field.name != "modified_at"]


class TestSameEachTime:
    def test_same_seed_and_opening_make_the_same_rows(self):
        before = digest()
        with replaced(opening=REAL, seed=21):
            assert digest() == before

    def test_another_seed_makes_other_people(self):
        def people(seed):
            names = Names(Random(seed))
            return [names.take("th") for _person in range(20)]

        assert people(21) == people(21) != people(22)

    def test_a_second_fair_is_refused(self):
        with pytest.raises(CommandError, match=r"There is an edition already \(caexpo-21\)"):
            call_command("seed")

    def test_a_size_that_is_none_is_refused(self):
        with pytest.raises(CommandError, match="invalid choice: 'huge'"):
            call_command("seed", "--size", "huge")

    def test_an_opening_that_is_no_date_is_refused(self):
        with pytest.raises(CommandError, match="a date is year, month and day, such as 2024-09-24"):
            call_command("seed", "--opening", "24.9.2024")


class TestSizes:
    @pytest.mark.parametrize(
        ("model", "count"), [(Exhibitor, 60), (Booth, 120), (BuyerGroup, 6), (Delegate, 60)]
    )
    def test_small_is_as_promised(self, model, count):
        assert model.objects.count() == count

    def test_the_rest_is_in_proportion(self):
        assert Product.objects.count() >= 180
        assert SourcingNeed.objects.count() >= 60
        assert Pavilion.objects.count() >= 8
        assert BoothClaim.objects.filter(state="let").values("exhibitor").distinct().count() >= 35


class TestTime:
    def test_real_opening_gives_the_real_days(self):
        days = list(Day.objects.values_list("date", "kind"))
        trade = [(date(2024, 9, day), "trade") for day in (24, 25, 26, 27)]
        assert days == [*trade, (date(2024, 9, 28), "public")]

    def test_by_default_it_opens_in_60_days(self, monkeypatch):
        asked = {}
        monkeypatch.setattr(seed, "fill", lambda **options: asked.update(options))
        monkeypatch.setattr(Edition.objects, "first", lambda: None)
        call_command("seed", verbosity=0)
        assert asked == {"size": "small", "seed": 21, "opening": timezone.localdate() + timedelta(days=60)}

    def test_at_that_time_it_takes_registrations_and_offers_wait_for_their_answer(self):
        with replaced(opening=timezone.localdate() + timedelta(days=60)):
            assert Edition.objects.get().takes_registrations
            assert not BoothClaim.objects.filter(state="offered", answer_by__lte=timezone.now()).exists()

    def test_every_date_moves_with_the_opening(self):
        before = dates()
        with replaced(opening=REAL + timedelta(days=100)):
            after = dates()
        moved = {later - earlier for earlier, later in zip(before, after, strict=True)}
        assert moved == {timedelta(days=100)}

    def test_slots_are_half_hours_of_trade_days_with_a_noon_break(self, edition):
        slots = [
            (slot.starts_at.astimezone(edition.zone), slot.ends_at.astimezone(edition.zone))
            for slot in Slot.objects.filter(day__date=REAL)
        ]
        assert all(ends - starts == timedelta(minutes=30) for starts, ends in slots)
        assert [starts.time() for starts, _ends in slots] == [
            *(time(hour, minute) for hour, minute in ((9, 30), (10, 0), (10, 30), (11, 0), (11, 30))),
            *(
                time(hour, minute)
                for hour in (13, 14, 15, 16)
                for minute in (0, 30)
                if (hour, minute) != (13, 0)
            ),
        ]
        assert not Slot.objects.filter(day__kind="public").exists()


class TestFacts:
    def test_place_and_theme(self, edition):
        assert edition.number == 21
        assert edition.city == "Nanning, Guangxi"
        assert edition.theme == "New quality productive forces"
        assert edition.themes == {"zh-hans": "新质生产力"}

    def test_every_figure_has_its_source_and_its_label_in_chinese(self):
        for figure in TradeFigure.objects.all():
            assert figure.source == GLOBAL_TIMES
            assert figure.labels["zh-hans"]

    def test_the_edition_and_the_sectors_that_the_press_names_have_their_source(self, edition):
        assert edition.source == GLOBAL_TIMES
        assert Sector.objects.filter(source=GLOBAL_TIMES).count() == 18

    def test_those_invited_besides_are_named(self, edition):
        invited = edition.designations.filter(kind="invited", source=GLOBAL_TIMES)
        assert set(invited.values_list("economy", flat=True)) == {"AU", "JP", "KR", "NZ", "PL", "RS"}

    @pytest.mark.parametrize(
        ("subject", "partner", "flow", "period", "value", "unit", "change", "share"),
        [
            ("CN", "ASEAN", "growth", "2013 –", "7.5", "% a year", None, None),
            ("ASEAN", "CN", "rank", "", "15", "years", None, None),
            ("CN", "ASEAN", "rank", "", "4", "years", None, None),
            ("CN", "ASEAN", "trade", "2024-01 – 2024-07", "552", "USD billion", "7.7", "15.8"),
            ("CN", "ASEAN", "investment", "2024-01 – 2024-07", "12.96", "USD billion", "15.3", None),
            ("ASEAN", "CN", "investment", "2024-01 – 2024-07", "7.3", "USD billion", "14.1", None),
            ("CN", "", "import", "2023", "1426000", "tonnes", None, None),
            ("CN", "TH", "import", "2023", "929000", "tonnes", None, "65.15"),
        ],
    )
    def test_figures_of_the_press(self, subject, partner, flow, period, value, unit, change, share):
        figure = TradeFigure.objects.get(subject=subject, partner=partner, flow=flow)
        assert (figure.period, figure.unit, figure.at_least) == (period, unit, False)
        assert figure.value == Decimal(value)
        assert figure.change == (change and Decimal(change))
        assert figure.share == (share and Decimal(share))
        assert figure.hs_code == ("081060" if flow == "import" else "")

    def test_trade_above_100_billion_has_no_period(self):
        figures = TradeFigure.objects.filter(at_least=True)
        assert [figure.partner for figure in figures] == ["VN", "MY", "ID", "TH", "SG", "other ASEAN members"]
        assert {(figure.value, figure.unit, figure.period) for figure in figures} == {
            (100, "USD billion", "")
        }

    def test_designations_and_their_sources(self):
        found: dict[str, set[str]] = {}
        for row in Designation.objects.all():
            assert row.source
            found.setdefault(row.kind, set()).add(row.economy_id)
        assert found["host"] == {"CN"}
        assert found["country-of-honour"] == {"MY"}
        assert found["special-partner"] == {"AE"}
        assert {"SA", "KZ"} <= found["first-time"]

    @pytest.mark.parametrize(
        ("bloc", "on", "count"),
        [
            ("asean", date(2024, 9, 24), 10),
            ("asean", date(2026, 1, 1), 11),  # with Timor-Leste
            ("gcc", date(2024, 9, 24), 6),
            ("sco", date(2024, 9, 24), 10),  # with Belarus
            ("sco", date(2024, 1, 1), 9),
            ("rcep", date(2024, 9, 24), 15),
            ("acfta", date(2024, 9, 24), 11),
            ("belt-and-road", date(2024, 9, 24), 29),
        ],
    )
    def test_blocs_have_their_members_of_the_day(self, bloc, on, count):
        members = BlocMembership.objects.on(on).filter(bloc=bloc)
        assert len(members) == count
        assert all(member.source for member in members)

    def test_sources_are_for_readers(self):
        for model in (BlocMembership, Designation, fair.Section, Zone, fair.Hall, TradeFigure, Sector):
            for source in model.objects.values_list("source", flat=True):
                assert not re.search(r"not yet|checked|\b[a-z]?\d{5,}", source), source

    @pytest.mark.parametrize(
        "economy", ["KR", "NZ", "PK", "IR", "BY", "PL", "RS", "KG", "TJ", "QA", "KW", "BH"]
    )
    def test_partners_of_the_belt_and_road_are_known(self, economy):
        assert BlocMembership.objects.on(REAL).filter(bloc="belt-and-road", economy=economy).exists()

    def test_zones_name_the_article(self):
        zone = Zone.objects.get(code="high-tech-asean")
        assert zone.source == GLOBAL_TIMES
        for field in ("health", "biomedicine", "new energy", "IT services"):
            assert field in zone.name

    def test_what_has_a_name_has_a_chinese_one(self):
        named = (fair.Edition, fair.Economy, fair.Bloc, fair.Sector, fair.Venue, fair.Hall, Zone, Pavilion)
        for model in named:
            for row in model.objects.all():
                assert re.search("[\u4e00-\u9fff]|^室外", row.names["zh-hans"]), row

    def test_halls_have_the_centres_limits(self):
        limits = {
            code: (load, height)
            for code, load, height in fair.Hall.objects.filter(venue__name__startswith="Nanning").values_list(
                "code", "floor_load", "height_limit"
            )
        }
        assert limits["B1"] == (3500, 600)
        assert limits["D2"] == (3500, 650)
        assert limits["D5"] == (1500, 650)
        assert limits["E"] == (3500, 650)
        assert len(limits) == 18 + 1  # and an area outdoors

    def test_the_nomenclature_has_every_chapter_and_every_code_in_use_in_both_languages(self):
        for language in ("en", "zh-hans"):
            codes = set(Nomenclature.objects.filter(language=language).values_list("code", flat=True))
            chapters = {code for code in codes if len(code) == 2}
            assert chapters == {f"{number:02}" for number in range(1, 98)} - {"77"}
            assert set(Product.objects.values_list("hs_code", flat=True)) <= codes


class TestConsistency(Consistency):
    def test_no_two_people_share_a_name(self):
        assert not [
            name
            for name, count in Counter(Person.objects.values_list("name", flat=True)).items()
            if count > 1
        ]


class TestStory:
    def test_a_durian_exporter_from_thailand_has_a_halal_certificate_and_a_booth(self):
        (product, *_more) = Product.objects.public().filter(
            hs_code="081060", certificates__contains=["halal"], exhibitor__company__economy="TH"
        )
        assert product.exhibitor.claims.filter(state="let", booth__hall__code="D2").exists()
        assert product.exhibitor.company.members.filter(email="exhibitor@example.org").exists()
        states = Counter(product.exhibitor.requests.values_list("state", flat=True))
        assert states["sent"] >= 2
        assert states["accepted"] >= 1
        assert states["declined"] >= 1

    def test_the_special_partner_organises_a_group(self):
        group = BuyerGroup.objects.get(economy="AE")
        assert "special partner" in group.organised_by
        assert group.coordinators.get().email == "coordinator@example.org"

    def test_products_speak_the_languages_of_asean(self):
        text = "".join(Product.objects.values_list("name", flat=True))
        for script in (
            "\u0e00-\u0e7f",
            "\u0e80-\u0eff",
            "\u1000-\u109f",
            "\u1780-\u17ff",
            "\u4e00-\u9fff",
            "\u0600-\u06ff",
            "\u0400-\u04ff",
        ):
            assert re.search(f"[{script}]", text)

    def test_some_needs_fit_no_product(self):
        chapters = {code[:2] for code in Product.objects.public().values_list("hs_code", flat=True)}
        asked = [
            {code[:2] for code in codes} for codes in SourcingNeed.objects.values_list("hs_codes", flat=True)
        ]
        unmet = sum(not codes & chapters for codes in asked)
        assert unmet >= 3
        assert unmet < len(asked) / 4


class TestSignIns:
    def test_each_works(self):
        hashed = User.objects.get(email="organiser@example.org").password
        for _role, email, password in sign_ins():
            user = User.objects.get(email=email)
            assert user.password == hashed
            assert password == sign_ins()[0][2]
            assert user.person.name
            assert EmailAddress.objects.get(user=user).verified
        assert check_password(sign_ins()[0][2], hashed)

    def test_nobody_else_can_sign_in(self):
        can = {user.email for user in User.objects.all() if user.has_usable_password()}
        assert can == {email for _role, email, _password in sign_ins()}

    def test_each_has_a_part(self, edition):
        def user(name):
            return User.objects.get(email=f"{name}@example.org")

        organiser = user("organiser")
        assert organiser.is_staff
        assert not organiser.is_superuser
        assert organiser.has_perm("exhibitors.change_exhibitor")
        assert edition.roles.get(kind="organiser").user == organiser
        assert edition.roles.get(kind="pavilion-organiser").user == user("pavilion")
        assert edition.roles.get(kind="pavilion-organiser").pavilion.economy_id == "TH"
        assert user("chinese-exhibitor").language == "zh-hans"
        assert user("chinese-exhibitor").companies.get().economy_id == "CN"
        assert user("coordinator").buyer_groups.get().economy_id == "AE"


def test_some_exhibitors_say_which_buyers_they_wish_to_meet():
    asked = Exhibitor.objects.filter(wanted_economies__isnull=False).distinct().count()
    assert 0 < asked < Exhibitor.objects.count()
