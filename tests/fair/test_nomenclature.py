"""An HS code is told in words, as far as the nomenclature knows them, in the reader's language."""

import pytest
from django.utils import translation

from expo.fair.models import Nomenclature
from expo.fair.nomenclature import trade_words_in, words_of

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


class TestTradeWords:
    @pytest.fixture(autouse=True)
    def _phones(self):
        Nomenclature.objects.create(
            code="3926", language="en", description="Goods of plastics", trade_words="phone case, raincoat"
        )
        Nomenclature.objects.create(
            code="3926", language="zh-hans", description="塑料制品", trade_words="手机壳、雨衣"
        )

    @pytest.mark.parametrize(
        ("asked", "called"),
        [
            ("cases for phones", {"3926": ["phone case"]}),
            ("手机", {"3926": ["手机壳"]}),
            ("phone or raincoat", {"3926": ["phone case", "raincoat"]}),
            ("机", {}),
        ],
    )
    def test_those_of_a_codes_heading_are_told_that_say_most_of_what_is_asked(self, asked, called):
        assert trade_words_in(["392690"], asked) == called

    def test_what_the_heading_says_itself_is_not_told_again(self):
        Nomenclature.objects.create(
            code="7804",
            language="en",
            description="Lead sheet, lead foil",
            trade_words="lead sheet, flashing",
        )
        assert trade_words_in(["7804"], "lead sheet") == {}

    def test_a_code_whose_heading_has_none_is_told_none(self):
        assert trade_words_in(["081060"], "durian") == {}

    def test_it_asks_once_for_all_codes(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            trade_words_in(["392690", "081060"], "phone")
