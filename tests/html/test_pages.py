"""Every page, as each role sees it, is HTML that a validator finds no fault with."""

import pytest
from django.utils import translation

from tests.html.checker import complaints, needs_checker
from tests.pages.errors import WAYS, errors
from tests.pages.refused import refused
from tests.pages.test_headers import shown

pytestmark = needs_checker


@pytest.fixture
def folder(tmp_path):
    """Where pages are kept for the checker."""
    made = tmp_path / "pages"
    made.mkdir()
    return made


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_it_is_valid(language, world, folder):
    with translation.override(language):
        for name, role, answer in shown(world):
            keep(answer, folder / f"{name} for {role}.html")
    assert list(folder.iterdir())
    assert not complaints(folder)


def test_it_is_valid_where_a_form_is_refused(world, folder):
    for name, answer in refused(world).items():
        keep(answer, folder / f"{name}.html")
    assert list(folder.iterdir())
    assert not complaints(folder)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_it_is_valid_where_something_goes_wrong(language, world, folder):
    for name, answer in errors(world, language):
        (folder / f"{name}.html").write_bytes(answer.content)
    assert len(list(folder.iterdir())) == len(WAYS)
    assert not complaints(folder)


def keep(answer, path):
    if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
        path.write_bytes(answer.content)
