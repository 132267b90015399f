"""Search engines are told of every public page in each language, and of nothing else."""

import re

import pytest
from bs4 import BeautifulSoup

from tests.factories import BoothFactory, EditionFactory, ExhibitorFactory, ProductFactory

pytestmark = pytest.mark.django_db


def addresses(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return re.findall(r"<loc>http://testserver(.*?)</loc>", answer.content.decode())


def test_every_public_page_is_listed_in_each_language_and_no_other(client):
    edition = EditionFactory()
    product = ProductFactory(exhibitor__edition=edition)
    draft = ProductFactory(exhibitor=ExhibitorFactory(edition=edition))
    hall = BoothFactory(edition=edition).hall
    found = [page for part in addresses(client, "/sitemap.xml") for page in addresses(client, part)]
    for language in ("en", "zh-hans"):
        assert f"/{language}/exhibitors/{product.exhibitor_id}/" in found
        assert f"/{language}/products/{product.pk}/" in found
        assert f"/{language}/plan/{hall.pk}/" in found
        assert f"/{language}/products/{draft.pk}/" not in found
    assert len(found) == len(set(found))
    assert all(client.get(page).status_code == 200 for page in found)


def test_it_makes_as_many_queries_for_three_products_as_for_one(client, django_assert_num_queries):
    edition = EditionFactory()
    for number in (1, 2):
        ProductFactory.create_batch(number, exhibitor__edition=edition)
        with django_assert_num_queries(2):
            client.get("/sitemap-products.xml")


def test_robots_are_told_where_not_to_look_and_where_the_list_is(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_a_page_names_its_translations(client):
    EditionFactory()
    head = BeautifulSoup(client.get("/en/exhibitors/?q=tea").content, "html.parser").head
    assert {each["hreflang"]: each["href"] for each in head.select("link[rel=alternate]")} == {
        "en": "http://testserver/en/exhibitors/?q=tea",
        "zh-hans": "http://testserver/zh-hans/exhibitors/?q=tea",
    }
