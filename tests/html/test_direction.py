"""A language that runs from right to left turns every page, from the setting of languages alone."""

import pytest
from bs4 import BeautifulSoup

from tests import factories as make


@pytest.fixture
def _arabic_is_spoken(settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "Arabic")]


@pytest.mark.usefixtures("_arabic_is_spoken", "db")
@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("zh-hans", "ltr"), ("ar", "rtl")])
def test_the_page_runs_as_its_language_does(language, direction, client):
    make.EditionFactory()
    page = BeautifulSoup(client.get(f"/{language}/components/").content, "html.parser").html
    assert (page["lang"].lower(), page["dir"]) == (language, direction)


@pytest.mark.usefixtures("_arabic_is_spoken", "db")
def test_the_language_is_offered_under_its_own_name(client):
    links = BeautifulSoup(client.get("/en/components/").content, "html.parser").select("a[hreflang]")
    assert "العربيّة" in [link.text for link in links]
