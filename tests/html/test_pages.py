"""Every page, as each role sees it, is HTML that a validator finds no fault with."""

from itertools import product

import pytest
from django.utils import translation

from tests.html.checker import complaints, needs_checker
from tests.pages.test_headers import shown
from tests.pages.test_who_may import BODIES, TABLE, address, label, may, sides_of
from tests.pages.world import ROLES, undone

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
    for row, role in product(TABLE, ROLES):
        side = next((side for side in sides_of(row) if may(row.done_by, role, side)), None)
        if side is not None and row.name in BODIES:
            with undone():
                answer = world.client(role).post(address(world, row, side))
            keep(answer, folder / f"{label(row)} by {role}.html")
    assert list(folder.iterdir())
    assert not complaints(folder)


def keep(answer, path):
    if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
        path.write_bytes(answer.content)
