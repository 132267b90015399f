"""The table of chapters and headings that the project carries."""

from collections import Counter

import pytest

from buyers.matching import Lexicon, codes
from buyers.matching.headings import SEPARATORS, headings, side_by_side, with_headings


def said(code: str, language: str) -> tuple[str, str]:
    (found,) = [each for each in headings() if (each.code, each.language) == (code, language)]
    return found.name, found.trade_words


def test_every_chapter_has_a_name_in_english_and_chinese() -> None:
    chapters = [(each.code, each.language) for each in headings() if len(each.code) == 2]
    expected = {f"{number:02}" for number in range(1, 98)} - {"77"}
    assert sorted(chapters) == sorted((code, language) for code in expected for language in SEPARATORS)


def test_every_heading_stands_under_a_chapter_with_a_name_and_trade_words_in_both_languages() -> None:
    rows = [each for each in headings() if len(each.code) > 2]
    assert all(codes.normal(each.code) == each.code and len(each.code) == 4 for each in rows)
    assert set(Counter(each.code for each in rows).values()) == {2}
    assert all(each.name and each.trade_words for each in rows)
    assert len(rows) > 2000


def test_a_heading_says_each_trade_word_once() -> None:
    for each in headings():
        words = each.trade_words.split(SEPARATORS[each.language])
        assert len(words) == len({*words}), each


def test_a_heading_without_a_name_of_its_own_is_named_by_its_first_trade_words() -> None:
    name, trade_words = said("4303", "en")
    assert name == "Fur coat, fur jacket, fur scarf"
    assert trade_words.startswith("fur coat, fur jacket, fur scarf, ")


@pytest.mark.parametrize("code", ["6110", "61.10"])
def test_a_nomenclature_keeps_its_words_and_gains_trade_words_but_no_other_names(code: str) -> None:
    both = with_headings({code: "Jerseys and pullovers"})
    told = " ".join(text for key, text in both.items() if codes.normal(key) == "6110")
    assert told.startswith("Jerseys and pullovers")
    assert "hoodie" in told
    assert "Hoodie" not in told


def test_what_a_nomenclature_lacks_is_named() -> None:
    assert with_headings({})["08"] == "Fruit and nuts 水果及坚果"


def test_what_the_table_lacks_stays_as_it_was_and_the_nomenclature_is_not_touched() -> None:
    nomenclature = {"081060": "Durians"}
    assert with_headings(nomenclature)["081060"] == "Durians"
    assert nomenclature == {"081060": "Durians"}


def test_a_lexicon_learns_from_what_is_said_of_each_heading_in_both_languages() -> None:
    lexicon = Lexicon(side_by_side())
    assert lexicon.meanings("轮胎")[0][0] == "tyre"
    assert lexicon.meanings("tyre")[0][0] == "轮胎"


def test_languages_are_named_as_in_the_texts_that_are_learnt_from_beside() -> None:
    assert {*side_by_side()[0]} == {"en", "zh-hans"}
    assert {*side_by_side(["zh_CN", "EN"])[0]} == {"zh_CN", "EN"}
