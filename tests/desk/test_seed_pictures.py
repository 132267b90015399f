"""Tests of the pictures that the sample's products share."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from expo.common.files import RealPicture
from expo.desk.sample.drawings import SHAPES, make_pictures, picture_of
from expo.desk.sample.tables import rows

SECTORS = [row["code"] for row in rows("sectors")]
MOST = 10_000  # bytes: a page with a dozen of them stays light


@pytest.fixture
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def contents(folder):
    return {path.name: path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


def test_each_sector_has_a_light_picture_that_a_form_would_take(folder):
    make_pictures()
    for sector in SECTORS:
        with default_storage.open(picture_of(f"{sector},logistics")) as file:
            RealPicture()(file)
            assert file.size < MOST


def test_the_same_is_drawn_each_time_and_once(folder, settings):
    make_pictures()
    before = contents(folder)
    make_pictures()
    assert contents(folder) == before
    assert len(before) == len({row["drawing"] for row in rows("sectors")})
    settings.MEDIA_ROOT = folder / "again"
    make_pictures()
    assert contents(folder / "again") == before


def test_drawings_stay_on_their_grid_and_in_known_shapes():
    for row in rows("drawings"):
        assert row["shape"] in SHAPES
        assert all(-10 <= float(number) <= 120 for number in row["at"].split())
