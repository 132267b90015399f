"""An HS code is told in words, as far as the nomenclature knows them, in the reader's language."""

import pytest
from django.utils import translation

from expo.fair.models import Nomenclature
from expo.fair.nomenclature import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _durians():
    Nomenclature.objects.create(code="08", language="en", description="Fruit")
    Nomenclature.objects.create(code="08", language="zh-hans", description="水果")
    Nomenclature.objects.create(code="0810", language="en", description="Other fruit")
    Nomenclature.objects.create(code="081060", language="en", description="Durians")


def test_it_goes_from_chapter_to_subheading():
    assert words_of(["081060"])["081060"] == [("08", "Fruit"), ("0810", "Other fruit"), ("081060", "Durians")]


def test_it_is_in_the_readers_language_and_else_in_english():
    with translation.override("zh-hans"):
        assert words_of(["0810"])["0810"] == [("08", "水果"), ("0810", "Other fruit")]


def test_it_leaves_out_what_it_does_not_know():
    assert words_of(["081090", "99"]) == {"081090": [("08", "Fruit"), ("0810", "Other fruit")], "99": []}


def test_it_asks_once_for_all_codes(django_assert_num_queries):
    with django_assert_num_queries(1):
        words_of(["081060", "0810", "99"])
