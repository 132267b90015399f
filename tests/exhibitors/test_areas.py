"""Sections, zones and pavilions show where they lie and who exhibits there."""

import pytest
from bs4 import BeautifulSoup

from exhibitors.models import Company
from expo.fair.models import Booth
from tests import factories as make


@pytest.fixture
def zone(edition):
    return make.ZoneFactory(edition=edition, section=make.SectionFactory(edition=edition), code="high-tech")


@pytest.fixture
def pavilion(edition):
    return make.PavilionFactory(edition=edition, economy=make.EconomyFactory(code="TH"), area=126)


def exhibitor_at(booth, name="Orchard", **fields):
    row = make.ExhibitorFactory(edition=booth.edition, company__name=name, **{"approved": True, **fields})
    make.BoothClaimFactory(booth=booth, exhibitor=row)
    return row


def addresses(zone, pavilion):
    return {
        "zone": f"/en/zones/{zone.code}/",
        "section": f"/en/sections/{zone.section.code}/",
        "pavilion": f"/en/pavilions/{pavilion.pk}/",
    }


@pytest.fixture(params=["zone", "section", "pavilion"])
def path(request, zone, pavilion):
    return addresses(zone, pavilion)[request.param]


def soup(client, path):
    return BeautifulSoup(client.get(path).content, "html.parser")


def test_it_lists_who_has_a_booth_there_and_nobody_else(client, edition, zone, pavilion, path):
    inside = {"edition": edition, "zone": zone, "pavilion": pavilion}
    exhibitor_at(make.BoothFactory(**inside), "Inside")
    exhibitor_at(make.BoothFactory(**inside), "Withdrawn", approved=False, withdrawn=True)
    exhibitor_at(make.BoothFactory(edition=edition), "Elsewhere")
    offered = make.ExhibitorFactory(edition=edition, approved=True, company__name="Offered")
    make.BoothClaimFactory(booth=make.BoothFactory(**inside), exhibitor=offered, state="held")
    titles = [
        title.get_text(strip=True) for title in soup(client, path).select("#exhibitors ~ ul .card-title")
    ]
    assert titles == ["Inside"]


def test_it_names_an_exhibitor_with_several_booths_once(client, edition, zone, pavilion, path):
    first, second = make.BoothFactory.create_batch(2, edition=edition, zone=zone, pavilion=pavilion)
    make.BoothClaimFactory(booth=second, exhibitor=exhibitor_at(first))
    assert len(soup(client, path).select("#exhibitors ~ ul .card-title")) == 1


def test_it_leads_to_each_hall_that_it_lies_in(client, edition, zone, pavilion, path):
    halls = [make.HallFactory(position=place) for place in range(2)]  # else by their codes, as texts
    for hall in (halls[0], *halls):
        make.BoothFactory(edition=edition, hall=hall, zone=zone, pavilion=pavilion)
    make.BoothFactory(edition=edition)
    cards = soup(client, path).find(id="halls").find_parent("section").select("article")
    assert [card.a["href"].split("?")[0] for card in cards] == [f"/en/plan/{hall.pk}/" for hall in halls]
    assert [card.select_one(".card-meta").text for card in cards] == ["2 booths", "1 booth"]


def test_a_zone_is_lit_on_the_plan_and_leads_to_its_section(client, edition, zone):
    hall = make.BoothFactory(edition=edition, zone=zone).hall
    page = soup(client, f"/en/zones/{zone.code}/")
    assert page.select(f'a[href="/en/plan/{hall.pk}/?zone={zone.pk}"]')
    assert page.select(f'.back a[href="/en/sections/{zone.section.code}/"]')


def test_a_section_leads_to_its_zones(client, zone):
    page = soup(client, f"/en/sections/{zone.section.code}/")
    assert page.select(f'a[href="/en/zones/{zone.code}/"]')


def test_a_pavilion_shows_its_exhibitors_before_they_have_a_booth(client, edition, pavilion):
    make.ExhibitorFactory(edition=edition, approved=True, pavilion=pavilion, company__name="Waiting")
    make.ExhibitorFactory(edition=edition, submitted=True, pavilion=pavilion, company__name="Not approved")
    page = soup(client, f"/en/pavilions/{pavilion.pk}/")
    assert "Waiting" in page.text
    assert "Not approved" not in page.text
    assert "126 m²" in page.text
    assert page.select('a[href="/en/economies/TH/"]')


def test_areas_of_another_edition_are_not_found(client, edition):
    other = make.EditionFactory(published=False)
    zone = make.ZoneFactory(edition=other, section=make.SectionFactory(edition=other))
    for path in addresses(zone, make.PavilionFactory(edition=other)).values():
        assert client.get(path).status_code == 404


def test_without_an_edition_there_are_no_areas(client, db):
    assert client.get("/en/zones/high-tech/").status_code == 404


def test_its_exhibitors_come_in_pages(client, edition, pavilion):
    make.ExhibitorFactory.create_batch(25, edition=edition, approved=True, pavilion=pavilion)
    assert len(soup(client, f"/en/pavilions/{pavilion.pk}/?page=2").select("#exhibitors ~ ul article")) == 1


def facts(client, path):
    return soup(client, path).select_one("dl.facts").get_text(" ", strip=True)


def test_what_it_counts_follows_booths_that_change(client, edition, zone, pavilion, path):
    booth, other = make.BoothFactory.create_batch(2, edition=edition, zone=zone, pavilion=pavilion, area=9)
    assert "Booths 2" in facts(client, path)
    elsewhere = make.ZoneFactory(edition=edition)
    Booth.objects.filter(pk=booth.pk).update(zone=elsewhere, pavilion=None)
    assert "Booths 1" in facts(client, path)
    if "pavilions" not in path:  # a pavilion tells the area that it has booked
        Booth.objects.filter(pk=other.pk).update(area=36)
        assert "36 m²" in facts(client, path)


def test_a_company_with_another_name_stands_elsewhere_in_the_list(client, edition, zone, pavilion, path):
    inside = {"edition": edition, "zone": zone, "pavilion": pavilion}
    row = exhibitor_at(make.BoothFactory(**inside), "Avocado")
    exhibitor_at(make.BoothFactory(**inside), "Banana")
    soup(client, path)
    Company.objects.filter(pk=row.company_id).update(name="Cherry")
    cards = soup(client, path).select("#exhibitors ~ ul .card-title")
    assert [card.get_text(strip=True) for card in cards] == ["Banana", "Cherry"]


def test_its_source_stands_with_its_name_and_not_among_what_is_counted_here(client, zone):
    zone.source = "Press, 2024"
    zone.save()
    page = soup(client, f"/en/zones/{zone.code}/")
    assert "Press, 2024" in page.main.text
    assert "Press, 2024" not in page.main.dl.text
