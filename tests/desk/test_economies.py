"""An economy's page shows what it is in the edition, its blocs, its trade and who comes from there."""

from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from expo.fair.models import BlocMembership, Designation, TradeFigure
from tests import factories as make

THAILAND = "/en/economies/TH/"


@pytest.fixture
def edition(db):
    return make.EditionFactory()


@pytest.fixture
def thailand(edition):
    return make.EconomyFactory(code="TH", names={"zh-hans": "泰国"})


def soup(client, path=THAILAND):
    return BeautifulSoup(client.get(path).content, "html.parser")


def words(client, path=THAILAND):
    return soup(client, path).main.get_text(" ", strip=True)


def figure(edition, label, **fields):
    values = {"subject": "CN", "flow": "trade", "value": Decimal(1), "unit": "USD billion", "source": "Press"}
    TradeFigure.objects.create(edition=edition, label=label, **{**values, **fields})


def test_it_says_what_the_economy_is_in_this_edition_and_who_said_so(client, edition, thailand):
    elsewhere = make.EditionFactory(published=False)
    kind = Designation.Kind
    Designation.objects.create(
        edition=edition, economy=thailand, kind=kind.COUNTRY_OF_HONOUR, note="With a hall", source="Press"
    )
    Designation.objects.create(edition=elsewhere, economy=thailand, kind=kind.SPECIAL_PARTNER)
    said = words(client)
    assert "Country of honour With a hall Source: Press" in said
    assert "Special partner" not in said


def test_it_says_since_when_it_is_in_which_blocs_on_the_opening_day(client, edition, thailand):
    make.BlocFactory(members=[thailand])
    former = make.BlocFactory(code="seato")
    BlocMembership.objects.create(
        bloc=former, economy=thailand, since=date(1954, 9, 8), until=date(1977, 6, 30)
    )
    said = words(client)
    assert "ASEAN since Jan. 1, 2002" in said
    assert "SEATO" not in said


def test_it_shows_the_figures_that_name_it_and_apart_those_of_its_blocs(client, edition, thailand):
    make.BlocFactory(members=[thailand])
    figure(edition, "Trade with Thailand", partner="TH")
    figure(edition, "Trade with ASEAN", partner="ASEAN")
    figure(edition, "Trade with Vietnam", partner="VN")
    page = soup(client)
    assert "Trade with Thailand" in page.find(id="trade").find_parent("section").text
    assert "Trade with ASEAN" in page.find(id="bloc-trade").find_parent("section").text
    assert "Trade with Vietnam" not in page.text


def test_it_lists_its_approved_exhibitors_with_their_booths(client, edition, thailand):
    shown = make.ExhibitorFactory(
        edition=edition, approved=True, company__economy=thailand, company__name="Orchard"
    )
    make.BoothClaimFactory(exhibitor=shown, booth=make.BoothFactory(edition=edition, number="D1-007"))
    make.ExhibitorFactory(edition=edition, submitted=True, company__economy=thailand, company__name="Not yet")
    make.ExhibitorFactory(edition=edition, approved=True, company__name="From China")
    said = words(client)
    assert "Orchard" in said
    assert "D1-007" in said
    assert "Not yet" not in said
    assert "From China" not in said
    assert soup(client).select('a[href="/en/exhibitors/?economy=TH"]')


def test_its_exhibitors_come_in_pages(client, edition, thailand):
    make.ExhibitorFactory.create_batch(25, edition=edition, approved=True, company__economy=thailand)
    assert len(soup(client).select("article.card")) == 24
    assert len(soup(client, f"{THAILAND}?page=2").select("article.card")) == 1


def test_it_leads_to_its_pavilions_of_this_edition(client, edition, thailand):
    own = make.PavilionFactory(edition=edition, economy=thailand)
    other = make.PavilionFactory(economy=thailand, edition__published=False)
    page = soup(client)
    assert page.select(f'a[href="/en/pavilions/{own.pk}/"]')
    assert not page.select(f'a[href="/en/pavilions/{other.pk}/"]')


def test_it_tells_of_buyer_groups_what_is_public_and_names_no_person(client, edition, thailand):
    user = make.UserFactory(email="somchai@example.org")
    group = make.BuyerGroupFactory(
        edition=edition, economy=thailand, coordinator=user, name="Rice buyers", organised_by="Chamber"
    )
    make.DelegateFactory.create_batch(2, group=group, person__name="Malee", company="Secret Rice Ltd")
    for path in (THAILAND, f"{THAILAND}groups/"):
        said = words(client, path)
        assert "Rice buyers Chamber 2" in said
        for private in ("Malee", "Secret Rice", user.email):
            assert private not in said


def test_it_leads_to_all_buyer_groups_where_there_are_many(client, edition, thailand):
    make.BuyerGroupFactory.create_batch(7, edition=edition, economy=thailand)
    page = soup(client)
    assert len(page.find(id="groups").find_parent("section").select("tbody tr")) == 6
    assert page.select(f'a[href="{THAILAND}groups/"]')
    assert len(soup(client, f"{THAILAND}groups/").select("tbody tr")) == 7


def test_it_is_named_in_the_readers_language(client, edition, thailand):
    assert soup(client, "/zh-hans/economies/TH/").h1.text == "泰国"


@pytest.mark.parametrize("path", ["/en/economies/XX/", "/en/economies/XX/groups/", "/en/economies/%00/"])
def test_an_economy_that_is_not_known_is_not_found(client, edition, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", [THAILAND, f"{THAILAND}groups/"])
def test_without_an_edition_there_is_no_economy_to_show(client, db, path):
    make.EconomyFactory(code="TH")
    assert client.get(path).status_code == 404


def test_the_list_has_each_economy_that_takes_part_under_its_blocs_and_the_others_last(
    client, edition, thailand
):
    make.BlocFactory(members=[thailand])
    for economy in (thailand, make.EconomyFactory(code="PE", name="Peru")):
        make.ExhibitorFactory(edition=edition, approved=True, company__economy=economy)
    page = soup(client, "/en/economies/")
    assert [part.h2.get_text(" ", strip=True) for part in page.select(".blocs section")] == [
        "ASEAN 1",
        "In none of these 1",
    ]
    assert [link["href"] for link in page.select(".blocs a")] == [THAILAND, "/en/economies/PE/"]


def test_the_list_says_so_where_nobody_takes_part_yet(client, edition):
    assert "No economy takes part yet" in words(client, "/en/economies/")
