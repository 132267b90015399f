"""An exhibitor's and a product's page: what is shown, what it means, where it stands, and how one comes to meet."""

import pytest
from bs4 import BeautifulSoup

from expo.fair.models import Nomenclature
from tests import factories as make


@pytest.fixture
def product(exhibitor):
    return make.ProductFactory(
        exhibitor=exhibitor,
        name="ทุเรียนสด",
        name_en="Fresh durian",
        description="Grade A.",
        certificates=["halal"],
    )


def soup(client, path):
    return BeautifulSoup(client.get(path).content, "html.parser")


def words(client, path):
    return soup(client, path).main.get_text(" ", strip=True)


def page_of(exhibitor):
    return f"/en/exhibitors/{exhibitor.pk}/"


def test_it_shows_each_product_with_what_its_code_means(client, exhibitor, product):
    Nomenclature.objects.create(code="081060", language="en", description="Fresh durians")
    card = soup(client, page_of(exhibitor)).find(id="products").find_next("article")
    assert card.a["href"] == f"/en/products/{product.pk}/"
    assert "HS 081060 Fresh durians" in " ".join(card.text.split())


def test_cards_have_an_english_name_beside_the_own_one_for_those_who_need_it(client, exhibitor):
    make.ProductFactory(exhibitor=exhibitor, name="金枕榴莲", name_en="Monthong durian")
    exhibitor.company.name, exhibitor.company.name_en = "榴莲公司", "Durian Company"
    exhibitor.company.save()
    for query in ("", "?show=products"):
        for language, is_needed in (("en", True), ("zh-hans", False)):
            said = words(client, f"/{language}/exhibitors/{query}")
            assert "榴莲公司" in said
            assert ("Durian Company" in said) == is_needed


def test_what_is_told_in_two_languages_stands_in_two_paragraphs(client, exhibitor, product):
    product.description = "เกรดเอ\n\nGrade A."
    product.save()
    card = soup(client, page_of(exhibitor)).find(id="products").find_next("article")
    assert [each.text for each in card.select(".prose p")] == ["เกรดเอ", "Grade A."]


def test_a_product_has_a_page_with_all_that_is_known_of_it(client, exhibitor, product):
    Nomenclature.objects.create(code="08", language="en", description="Fruit")
    Nomenclature.objects.create(code="08", language="zh-hans", description="水果")
    said = words(client, f"/en/products/{product.pk}/")
    for each in ("ทุเรียนสด", "Fresh durian", "Grade A.", "08 Fruit", "Halal", str(exhibitor.company)):
        assert each in said
    assert "水果" in words(client, f"/zh-hans/products/{product.pk}/")


def test_a_reader_is_told_a_products_own_name_where_they_read_it_and_the_english_one_else(
    client, edition, exhibitor, product
):
    make.ProductFactory(exhibitor=exhibitor, name="金枕榴莲", name_en="Monthong durian")
    make.ProductFactory(exhibitor=exhibitor, name="ドリアンの菓子", name_en="Durian sweets")
    assert "Fresh durian · Monthong durian · Durian sweets" in words(client, "/en/exhibitors/")
    assert "Fresh durian · 金枕榴莲 · Durian sweets" in words(client, "/zh-hans/exhibitors/")


def test_it_shows_its_booths_on_the_plan_lit(client, exhibitor, product):
    booth = make.BoothFactory(edition=exhibitor.edition, number="D1-007")
    make.BoothClaimFactory(booth=booth, exhibitor=exhibitor)
    for path in (page_of(exhibitor), f"/en/products/{product.pk}/"):
        page = soup(client, path)
        assert page.select(f'a[href^="/en/plan/{booth.hall_id}/?lit=D1-007"]')
        assert page.select_one('svg.plan [data-state="lit"]')


def test_booths_in_a_row_are_written_as_one_with_their_hall_and_area_said_once(client, exhibitor, product):
    numbers = ("D6-711", "D6-712", "D6-713", "D6-720")
    hall, zone = make.HallFactory(name="Hall D6"), make.ZoneFactory(edition=exhibitor.edition)
    for number in numbers:
        booth = make.BoothFactory(edition=exhibitor.edition, hall=hall, zone=zone, number=number)
        make.BoothClaimFactory(booth=booth, exhibitor=exhibitor)
    for path in (page_of(exhibitor), f"/en/products/{product.pk}/"):
        listed = soup(client, path).find(string="D6-711–713").find_parent("li").get_text(" ", strip=True)
        assert listed.startswith("D6-711–713 , D6-720 · Hall D6")
        assert listed.count("Hall D6") == listed.count("36 m²") == 1
    for query in ("", "?show=products"):
        assert "Booth D6-711–713, D6-720, 36 m²" in words(client, f"/en/exhibitors/{query}")


def test_it_shows_no_booth_that_is_not_let(client, exhibitor):
    booth = make.BoothFactory(edition=exhibitor.edition, number="D1-007")
    make.BoothClaimFactory(booth=booth, exhibitor=exhibitor, state="held")
    page = soup(client, page_of(exhibitor))
    assert "D1-007" not in page.text
    assert not page.select("svg.plan")


def test_of_a_past_edition_it_says_the_booth_without_a_plan(client, exhibitor):
    make.BoothClaimFactory(
        booth=make.BoothFactory(edition=exhibitor.edition, number="D1-007"), exhibitor=exhibitor
    )
    make.EditionFactory(opens_on=exhibitor.edition.opens_on.replace(year=exhibitor.edition.opens_on.year + 1))
    page = soup(client, page_of(exhibitor))
    assert "D1-007" in page.text
    assert not page.select('main a[href^="/en/plan/"]')


@pytest.mark.parametrize("who", ["anonymous", "stranger"])
def test_it_can_be_asked_for_a_meeting(client, exhibitor, who):
    if who == "stranger":
        client.force_login(make.UserFactory())
    assert soup(client, page_of(exhibitor)).select(f'a[href="/en/workspace/exhibitors/{exhibitor.pk}/ask/"]')


def test_its_own_people_are_led_to_their_registration_instead(client, exhibitor, member):
    client.force_login(member)
    page = soup(client, page_of(exhibitor))
    assert page.select(f'a[href="/en/workspace/registrations/{exhibitor.pk}/"]')
    assert not page.select('a[href$="/ask/"]')


def test_a_draft_can_not_be_asked(client, draft, organiser):
    client.force_login(organiser)
    assert not soup(client, page_of(draft)).select('a[href$="/ask/"]')


def test_markup_in_a_name_stays_text(client, exhibitor):
    product = make.ProductFactory(exhibitor=exhibitor, name="<script>alert(1)</script>")
    for path in (page_of(exhibitor), f"/en/products/{product.pk}/"):
        assert b"<script>alert" not in client.get(path).content
