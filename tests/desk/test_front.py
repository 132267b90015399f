"""The front page says what the fair is, when, where and for whom, and who takes part as what."""

from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from expo.fair.models import Designation, TradeFigure
from tests import factories as make

Kind = Designation.Kind
FAIR = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def edition(db):
    return make.EditionFactory(theme="New forces", source="The press, 1 May")


def in_days(days):
    """A date so many days after today's at the fair."""
    return timezone.localdate(timezone=FAIR) + timedelta(days=days)


def designate(edition, kind, code="AE", **fields):
    economy = make.EconomyFactory(code=code, name=f"Land {code}")
    Designation.objects.create(edition=edition, economy=economy, kind=kind, **fields)
    return economy


def page_of(client):
    return BeautifulSoup(client.get("/en/").content, "html.parser")


def section(client, heading):
    """The words of the part of the page under this heading."""
    title = page_of(client).find(id=heading)
    return title.find_parent("section").get_text(" ", strip=True) if title else ""


def test_it_says_what_when_where_and_on_what_theme(client, edition):
    make.BoothFactory(
        edition=edition, hall__venue__name="Palace of Fairs", hall__venue__address="1 Main Road"
    )
    words = page_of(client).main.get_text(" ", strip=True)
    for said in (edition.name, edition.city, "New forces", "Palace of Fairs", "1 Main Road"):
        assert said in words


@pytest.mark.parametrize(
    ("days", "said"),
    [(2, "2 days to go"), (1, "1 day to go"), (0, "The fair is open"), (-9, "The fair is over")],
)
def test_it_counts_the_days_down(client, db, days, said):
    make.EditionFactory(opens_on=in_days(days))
    assert page_of(client).select_one(".countdown").get_text(" ", strip=True) == said


def test_it_searches_the_directory_without_javascript(client, edition):
    form = page_of(client).select_one("form[role=search]")
    assert (form["action"], form["method"]) == ("/en/exhibitors/", "get")
    assert form.select_one("input[name=q]")


@pytest.mark.parametrize(
    "href", ["/en/exhibitors/", "/en/plan/", "/en/workspace/register/", "/en/workspace/", "/admin/"]
)
def test_it_shows_each_kind_of_user_a_way_in(client, edition, href):
    assert page_of(client).find(id="ways-in").find_parent("section").select(f'a[href="{href}"]')


def test_it_leads_somebody_signed_in_to_their_workspace(client, edition):
    assert "Your workspace" not in page_of(client).main.text
    client.force_login(make.UserFactory())
    assert "Your workspace" in page_of(client).main.text


@pytest.mark.parametrize(
    ("opens", "closes", "said"), [(-5, 5, "Open until"), (5, 9, "Opens on"), (-9, -5, "closed")]
)
def test_it_says_whether_exhibitors_can_register_now(client, db, opens, closes, said):
    make.EditionFactory(registration_opens_on=in_days(opens), registration_closes_on=in_days(closes))
    assert said in section(client, "ways-in")


def test_it_counts_those_who_are_approved_and_no_others(client, edition):
    make.ExhibitorFactory(edition=edition, approved=True)
    make.ExhibitorFactory(edition=edition, approved=True, company__economy=make.EconomyFactory(code="TH"))
    make.ExhibitorFactory(edition=edition, submitted=True)
    make.ExhibitorFactory(approved=True, edition__published=False)
    assert section(client, "numbers").startswith(
        "The fair in numbers exhibitors approved so far 2 economies that take part 2"
    )


def test_it_names_who_is_what_with_the_reason_and_its_source(client, edition):
    designate(edition, Kind.SPECIAL_PARTNER, note="Organises buyer groups", source="The press")
    words = section(client, "economies")
    for said in ("Special partner", "Land AE", "Organises buyer groups", "Source: The press"):
        assert said in words


def test_addresses_and_reasons_are_told_in_the_readers_language_where_they_are_known(client, edition):
    venue = {"hall__venue__address": "1 Main Road", "hall__venue__addresses": {"zh-hans": "大道1号"}}
    make.BoothFactory(edition=edition, **venue)
    designate(edition, Kind.HOST, note="Held here", notes={"zh-hans": "在此举办"})
    words = BeautifulSoup(client.get("/zh-hans/").content, "html.parser").main.text
    for said, unsaid in (("大道1号", "1 Main Road"), ("在此举办", "Held here")):
        assert said in words
        assert unsaid not in words


def test_it_marks_by_a_word_what_an_economy_is_in_its_bloc(client, edition):
    make.BlocFactory(code="gcc", members=[designate(edition, Kind.FIRST_TIME)])
    member = page_of(client).select_one("#bloc-gcc").find_next("li")
    assert member.select_one('.mark[data-kind="first-time"]').text == "first time"


def test_it_shows_members_of_a_bloc_only_if_they_take_part(client, edition):
    taking, absent = make.EconomyFactory(code="TH"), make.EconomyFactory(code="TL")
    make.BlocFactory(members=[taking, absent])
    make.ExhibitorFactory(edition=edition, approved=True, company__economy=taking)
    bloc = page_of(client).select_one("#bloc-asean").find_parent("section")
    assert [link["href"] for link in bloc.select("a")] == ["/en/economies/TH/"]


@pytest.mark.parametrize("takes_part", [make.PavilionFactory, make.BuyerGroupFactory])
def test_an_economy_takes_part_by_a_pavilion_or_a_buyer_group_too(client, edition, takes_part):
    takes_part(edition=edition, economy=make.EconomyFactory(code="QA"))
    assert page_of(client).select('a[href="/en/economies/QA/"]')


def test_what_is_new_is_who_comes_for_the_first_time_and_what_was_announced_with_the_edition(client, edition):
    designate(edition, Kind.FIRST_TIME, note="Some Gulf countries")
    make.ZoneFactory(edition=edition, name="High tech", source="The press, 1 May, and others")
    make.SectionFactory(edition=edition, name="Old trade", source="The press of years ago")
    words = section(client, "new")
    assert "Land AE" in words
    assert "Some Gulf countries" in words
    assert "High tech" in words
    assert "Old trade" not in words


def test_it_says_nothing_of_news_where_there_are_none(client, edition):
    make.ZoneFactory(edition=edition)
    assert section(client, "new") == ""


def test_it_shows_zones_in_their_section(client, edition):
    part = make.SectionFactory(edition=edition, name="Technology")
    make.ZoneFactory(edition=edition, section=part, name="Smart cars")
    card = page_of(client).find("a", string="Technology").find_parent("article")
    assert card.find("a", string="Smart cars")


def test_it_does_not_repeat_a_section_by_a_zone_of_the_same_name(client, edition):
    part = make.SectionFactory(edition=edition, name="Technology")
    make.ZoneFactory(edition=edition, section=part, name="Technology")
    assert len(page_of(client).find_all("a", string="Technology")) == 1


def test_every_page_leads_programmers_to_the_api(client, edition):
    assert page_of(client).footer.select('a[href="/api/v1/docs/"]')


def test_it_draws_figures_with_a_table_of_the_same_and_their_source(client, edition):
    TradeFigure.objects.create(
        edition=edition,
        label="Trade",
        subject="CN",
        flow="trade",
        value=Decimal(552),
        unit="USD billion",
        source="Press",
    )
    panel = page_of(client).select_one("figure.panel")
    assert "Trade: USD 552 billion" in panel.select_one("[role=img]")["aria-label"]
    assert panel.select_one("rect.bar")["width"] == "100.00%"
    assert "USD 552 billion" in panel.select_one("table").text
    assert "Source: Press" in panel.text


def test_without_an_edition_it_says_so(client, db):
    page = page_of(client)
    assert "No fair is announced" in page.main.text
    assert len(page.select("h1")) == 1


def test_it_makes_twelve_queries_at_first_and_then_fewer(client, edition, django_assert_max_num_queries):
    designate(edition, Kind.FIRST_TIME)
    for most in (12, 11):
        with django_assert_max_num_queries(most):
            client.get("/en/")
