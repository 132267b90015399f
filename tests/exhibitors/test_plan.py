"""The hall plan as visitors read it: venues with halls, a hall with its booths, and what they look for."""

import gzip
import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from exhibitors.models import BoothClaim, Company
from exhibitors.plan.excerpt import mini_plan
from exhibitors.states import Claim
from expo.fair.models import Booth
from tests import factories as make
from tests.exhibitors.halls import make_full_hall

HEAVIEST = 150_000  # bytes of a page, compressed


@pytest.fixture
def hall(edition):
    return make.HallFactory(name="Hall D2", code="D2", width=6000, depth=3600)


@pytest.fixture
def booth_of(edition, hall):
    """Make a booth, `column` booths to the right; let to a company of this name, or with a claim as it says."""

    def make_booth(column, name="", part=BoothClaim.Part.HOLDER, **claim):
        left = 300 * (column + 1)
        outline = [[left, 300], [left + 300, 300], [left + 300, 600], [left, 600]]
        booth = Booth.objects.filter(number=f"D2-{101 + column}").first() or make.BoothFactory(
            edition=edition, hall=hall, number=f"D2-{101 + column}", outline=outline
        )
        if name or claim:
            company = {"company__name": name} if name else {}
            row = claim.pop("exhibitor", None) or make.ExhibitorFactory(
                edition=edition, approved=True, **company
            )
            make.BoothClaimFactory(booth=booth, exhibitor=row, part=part, **claim)
        return booth

    return make_booth


@pytest.fixture
def look(client):
    """Open a hall, or the plan of all halls, and return it as soup."""

    def open_page(hall=None, **query):
        got = client.get(reverse("hall", args=[hall.pk]) if hall else reverse("plan"), query)
        assert got.status_code == 200
        return BeautifulSoup(got.content, "html.parser")

    return open_page


def shapes(page):
    """What the plan draws: each stand's title and how it is drawn."""
    return {place.title.text: place["data-state"] for place in page.select("#drawing .place")}


def rows(page):
    return [[cell.text for cell in row.select("th, td")] for row in page.select(".table tbody tr")]


def test_it_links_from_each_hall_to_its_booths(look, booth_of, hall):
    booth_of(0, "Durian Trading")
    booth_of(1)
    page = look()
    link = page.select_one(".site a")
    assert link["href"].startswith(reverse("hall", args=[hall.pk]))
    assert link.title.text == "Hall D2: 2 booths, 1 of them let"
    assert rows(page) == [["Hall D2", "2", "1 (50 %)"]]


def test_it_says_that_there_is_no_plan_yet(look, db):
    assert "not published yet" in look().text


def test_it_shows_no_hall_without_booths_of_this_edition(look, edition, booth_of, client):
    booth_of(0)
    other = make.HallFactory()
    make.BoothFactory(hall=other, edition=make.EditionFactory(published=False))
    assert len(rows(look())) == 1
    assert client.get(reverse("hall", args=[other.pk])).status_code == 404


def test_it_draws_buildings_without_booths_so_that_one_knows_where_one_is(look, booth_of, hall):
    booth_of(0)
    beside = make.HallFactory(venue=hall.venue, code="D3", name="Hall D3", left=9000, top=0)
    page = look()
    assert [shape.title.text for shape in page.select(".site .out")] == ["Hall D3: no booths"]
    assert not page.select(f"a[href*='/plan/{beside.pk}/']")


def test_it_draws_and_lists_who_is_at_which_booth(look, booth_of, hall):
    booth_of(0, "Durian Trading")
    booth_of(1, state=Claim.HELD)
    booth_of(2)
    page = look(hall)
    assert shapes(page) == {"D2-101: Durian Trading": "let", "D2-102: Held": "held", "D2-103: Free": "free"}
    assert [row[:2] for row in rows(page)] == [
        ["D2-101", "Durian Trading"],
        ["D2-102", "Held"],
        ["D2-103", "Free"],
    ]


def test_it_tells_nobody_who_is_offered_a_booth(look, booth_of, hall):
    booth_of(0, "Secret Trading", state=Claim.OFFERED, answer_by=timezone.now() + timedelta(days=1))
    page = look(hall)
    assert shapes(page) == {"D2-101: Held": "held"}
    assert "Secret" not in page.text


def test_it_calls_a_booth_free_whose_offer_was_not_answered_in_time(look, booth_of, hall):
    booth_of(0, "Late Trading", state=Claim.OFFERED, answer_by=timezone.now() - timedelta(minutes=1))
    assert shapes(look(hall)) == {"D2-101: Free": "free"}


def test_it_names_no_exhibitor_who_is_not_public(look, booth_of, hall, edition):
    draft = make.ExhibitorFactory(edition=edition, company__name="Draft Trading")
    booth_of(0, exhibitor=draft)
    assert shapes(look(hall)) == {"D2-101: Let": "let"}


def test_it_draws_booths_side_by_side_of_one_exhibitor_as_one(look, booth_of, hall, edition):
    large = make.ExhibitorFactory(edition=edition, approved=True, company__name="Large Trading")
    for column in (0, 1, 4):
        booth_of(column, exhibitor=large)
    page = look(hall)
    assert list(shapes(page)) == ["D2-101–102: Large Trading", "D2-105: Large Trading"]
    assert page.select_one(".place .booth")["d"] == "M300 300H900V600H300Z"
    assert [row[3] for row in rows(page)] == ["18 m²", "9 m²"]


def test_it_names_co_exhibitors_behind_the_holder(look, booth_of, hall):
    booth_of(0, "Sharer", part=BoothClaim.Part.CO_EXHIBITOR)
    booth_of(0, "Holder")
    assert list(shapes(look(hall))) == ["D2-101: Holder, Sharer"]


def test_it_lists_booths_in_the_order_of_their_numbers(look, booth_of, hall):
    for column, number in enumerate(("D2-10", "D2-9", "D2-100")):
        booth = booth_of(column, f"At {number}")
        Booth.objects.filter(pk=booth.pk).update(number=number)
    assert [row[0] for row in rows(look(hall))] == ["D2-9", "D2-10", "D2-100"]


def test_it_lists_who_is_there_first_and_booths_without_a_name_in_few_rows(look, booth_of, hall, edition):
    zone, other = make.ZoneFactory.create_batch(2, edition=edition)
    for column in range(8):
        claim = {"state": Claim.HELD} if column in {2, 3} else {}
        booth = booth_of(column, "Silk Trading" if column == 7 else "", **claim)
        Booth.objects.filter(pk=booth.pk).update(zone=other if column == 6 else zone)
    assert [[*row[:2], *row[3:5]] for row in rows(look(hall))] == [
        ["D2-108", "Silk Trading", "9 m²", zone.name],
        ["D2-103–104", "Held", "18 m²", zone.name],
        ["D2-101–102, D2-105–106", "Free", "36 m²", zone.name],
        ["D2-107", "Free", "9 m²", other.name],
    ]


def test_it_lists_a_large_hall_in_pages(look, edition):
    hall = make_full_hall(edition, 120)
    first, second = rows(look(hall)), rows(look(hall, page="2"))
    assert len(first) == 50
    assert "Free" in {row[1] for row in second}


def test_it_never_takes_a_name_for_markup(client, booth_of, hall, edition):
    bad = "<script>alert(1)</script>\"'&"
    booth_of(0, bad)
    Booth.objects.update(number='D2-"><script>2')
    edition.zones.update(name="<script>3")
    make.PavilionFactory(edition=edition, name="<script>4").booths.set(Booth.objects.all())
    content = client.get(reverse("hall", args=[hall.pk])).content.decode()
    assert re.findall(r"<script(?! src=| type=\"module\" src=)", content) == []
    assert content.count("&lt;script&gt;alert(1)") >= 2


def test_it_writes_a_name_in_the_script_that_the_reader_reads(look, booth_of, hall):
    booth_of(0, "泰国榴莲公司")
    Company.objects.update(name_en="Thai Durian")
    assert look(hall).select_one(".name").get_text(" ") == "101 Thai Durian"
    with translation.override("zh-hans"):
        assert look(hall).select_one(".name").get_text(" ") == "101 泰国榴莲 公司"


def test_it_lights_the_booth_that_an_address_names(look, booth_of, hall):
    booth_of(0, "Durian Trading")
    booth_of(1, "Other Trading")
    page = look(hall, lit="D2-101")
    assert shapes(page) == {"D2-101: Durian Trading": "lit", "D2-102: Other Trading": "let"}
    assert page.select_one("[data-way=lit]").text.strip() == "To booth D2-101"
    assert "Booth D2-101 is lit." in page.select_one("[role=status]").text
    assert len(rows(page)) == 2


def test_it_lights_what_was_found_and_lists_it_alone(look, booth_of, hall):
    booth_of(0, "Durian Trading")
    booth_of(1, "Silk Trading")
    page = look(hall, q="durian")
    assert shapes(page) == {"D2-101: Durian Trading": "lit", "D2-102: Silk Trading": "let"}
    assert page.select_one("#drawing").has_attr("data-search")
    assert "1 exhibitor found in this hall." in page.select_one("[role=status]").text
    assert [row[1] for row in rows(page)] == ["Durian Trading"]


def test_it_says_where_else_something_was_found(look, booth_of, hall, edition):
    booth_of(0, "Silk Trading")
    elsewhere = make.BoothFactory(edition=edition, hall=make.HallFactory(name="Hall E"))
    row = make.ExhibitorFactory(edition=edition, approved=True, company__name="Durian Trading")
    make.BoothClaimFactory(booth=elsewhere, exhibitor=row)
    page = look(hall, q="durian")
    link = page.find("a", string="Hall E")
    assert link["href"] == reverse("hall", args=[elsewhere.hall_id]) + "?q=durian"
    assert "Nobody in this hall" in page.text
    found = {row[0]: row[1] for row in rows(look(q="durian"))}
    assert found == {"Hall D2": "0", "Hall E": "1"}


def test_it_narrows_by_economy_zone_sector_and_certificate(look, booth_of, hall, edition):
    thai = make.ExhibitorFactory(
        edition=edition, approved=True, complete=True, company__economy=make.EconomyFactory(code="TH")
    )
    thai.products.update(certificates=["halal"])
    booth = booth_of(0, exhibitor=thai)
    booth_of(1, "Other Trading")
    sector = thai.sectors.get().pk
    for query in ({"economy": "TH"}, {"zone": booth.zone_id}, {"sector": sector}, {"certificate": "halal"}):
        assert list(shapes(look(hall, **query)).values()) == ["lit", "let"], query


def test_it_shows_where_a_zone_is_though_nobody_stands_there_yet(look, booth_of, hall):
    free = booth_of(0)
    booth_of(1, "Other Trading")
    assert shapes(look(hall, zone=free.zone_id))["D2-101: Free"] == "lit"


def test_it_finds_a_booth_by_its_number(look, booth_of, hall):
    booth_of(0)
    assert "Booth D2-101 is in Hall D2" in look(q="d2-101").text
    assert shapes(look(hall, q="d2-101")) == {"D2-101: Free": "lit"}


def test_it_plays_no_part_in_what_makes_no_sense(look, booth_of, hall):
    booth_of(0)
    page = look(hall, zoom="near", x="left", economy="??", lit="\x00<b>", page="-1")
    assert shapes(page) == {"D2-101: Free": "free"}


def test_it_zooms_and_moves_by_links_that_keep_the_search(look, booth_of, hall):
    booth_of(0, "Durian Trading")
    page = look(hall, q="durian")
    assert page.select_one("#drawing")["viewbox"] == "-150 -150 6300 4320"
    nearer = page.select_one("[data-way=in]")["href"]
    assert nearer.startswith("?q=durian&zoom=2&")
    assert nearer.endswith("#plan")
    near = look(hall, q="durian", zoom="2", x="3000", y="1800")
    assert near.select_one("#drawing")["viewbox"] == "1425 720 3150 2160"
    assert {each["data-way"] for each in near.select("[data-way][href]")} == {
        *("in", "out", "left", "right", "up", "down", "whole")
    }


def test_it_leads_past_the_plan_to_the_list_with_few_stops(look, booth_of, hall):
    booth_of(0, "Durian Trading")
    page = look(hall)
    assert page.select_one("#plan a")["href"] == "#list"
    assert all(link["tabindex"] == "-1" for link in page.select("#drawing a"))


def test_it_tells_zones_and_pavilions_by_word(look, booth_of, hall, edition):
    booth = booth_of(0)
    make.PavilionFactory(edition=edition, name="Pavilion of Siam").booths.set([booth])
    page = look(hall)
    assert booth.zone.name in page.select_one(".legend[aria-label=Zones]").text
    assert rows(page)[0][4:] == [booth.zone.name, "Pavilion of Siam"]


def test_it_names_a_pavilion_once_where_its_blocks_lie_together(look, hall, edition):
    pavilion = make.PavilionFactory(edition=edition, name="Siam")
    for left in (300, 1200, 5000):  # an aisle apart, and at the other end of the hall
        outline = [[left, 300], [left + 300, 300], [left + 300, 600], [left, 600]]
        make.BoothFactory(edition=edition, hall=hall, pavilion=pavilion, outline=outline)
    assert [sign["x"] for sign in look(hall).select(".land text")] == ["450", "5150"]


def test_it_sends_a_hall_of_600_booths_in_few_queries_and_few_bytes(client, edition):
    hall = make_full_hall(edition, 600)
    client.get(reverse("hall", args=[hall.pk]))
    with CaptureQueriesContext(connection) as queries:
        content = client.get(reverse("hall", args=[hall.pk])).content
    assert content.count(b'class="place"') == 550  # of 600 booths, each sixth stand has two
    assert len(gzip.compress(content)) < HEAVIEST
    assert len(queries) <= 12


def test_it_draws_a_booth_with_its_neighbours_for_other_pages(booth_of, hall, django_assert_num_queries):
    booth = booth_of(0, "Durian Trading")
    booth_of(1, "Silk Trading")
    booth_of(18, "Far Away")
    with django_assert_num_queries(3):
        excerpt = mini_plan(booth)
    assert excerpt.lit.numbers == "D2-101"
    assert "Silk Trading" in excerpt.drawing
    assert "Far Away" not in excerpt.drawing
    assert "<a" not in excerpt.drawing


def test_it_writes_the_name_of_a_small_pavilion_whole(look, hall, edition):
    pavilion = make.PavilionFactory(edition=edition, name="Poland Pavilion")
    make.BoothFactory(
        edition=edition, hall=hall, pavilion=pavilion, outline=[[0, 300], [300, 300], [300, 600], [0, 600]]
    )
    assert look(hall).select_one(".land text").text == "Poland Pavilion"
