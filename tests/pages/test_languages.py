"""Every page in the reader's language."""

import pytest
from bs4 import BeautifulSoup

from tests import factories as make


@pytest.fixture
def edition(db):
    return make.EditionFactory(name="Expo", names={"zh-hans": "博览会"})


def soup_of(client, path):
    return BeautifulSoup(client.get(path).content, "html.parser")


@pytest.mark.parametrize(("language", "name"), [("en", "Expo"), ("zh-hans", "博览会")])
def test_it_answers_in_the_language_of_the_address(language, name, client, edition):
    page = soup_of(client, f"/{language}/")
    assert page.html["lang"].lower() == language
    assert page.h1.text == name


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-hans"),
        ("zh-Hans", "zh-hans"),
        ("en-GB", "en"),
        ("sw, en;q=0.5", "en"),
        ("sw", "en"),
        ("", "en"),
    ],
)
def test_it_guesses_from_what_the_browser_asks_for(accepted, language, client, edition):
    answer = client.get("/", headers={"accept-language": accepted})
    assert (answer.status_code, answer.url) == (302, f"/{language}/")
    assert "Accept-Language" in answer["Vary"]


def test_it_uses_the_persons_language_where_the_address_names_none(client, edition):
    client.force_login(make.UserFactory(language="zh-hans"))
    assert client.get("/", headers={"accept-language": "en"}).url == "/zh-hans/"
    assert client.get("/en/").wsgi_request.LANGUAGE_CODE == "en"


@pytest.mark.parametrize("path", ["/exhibitors/?q=durian&page=2", "/plan/", "/workspace/requests/?side=sent"])
def test_it_links_to_the_same_page_in_each_language(path, client, edition):
    client.force_login(make.UserFactory())
    links = soup_of(client, f"/en{path}").select("header a[hreflang]")
    assert {link["hreflang"]: link["href"] for link in links} == {
        "en": f"/en{path}",
        "zh-hans": f"/zh-hans{path}",
    }
    current = [link["hreflang"] for link in links if link.get("aria-current")]
    assert current == ["en"]


def test_it_asks_to_sign_in_in_the_language_of_the_page(client, edition):
    assert client.get("/zh-hans/workspace/").url.startswith("/zh-hans/accounts/login/?next=/zh-hans/")


def test_it_says_in_the_language_of_the_address_that_nothing_is_there(client, edition):
    assert soup_of(client, "/zh-hans/exhibitors/999/").html["lang"].lower() == "zh-hans"


@pytest.mark.parametrize(
    ("language", "place", "booths"),
    [("en", "Nanning, ", "D6-711–712, 18 m²"), ("zh-hans", "南宁，", "D6-711–712，18 m²")],
)
def test_parts_of_a_phrase_are_set_apart_as_the_language_does(language, place, booths, client, db):
    edition = make.EditionFactory(city="Nanning", cities={"zh-hans": "南宁"})
    exhibitor = make.ExhibitorFactory(edition=edition, approved=True)
    for number in ("D6-711", "D6-712"):
        booth = make.BoothFactory(edition=edition, number=number)
        make.BoothClaimFactory(exhibitor=exhibitor, booth=booth, state="let")
    page = soup_of(client, f"/{language}/exhibitors/")
    assert place in page.footer.get_text()
    assert booths in page.main.get_text()
