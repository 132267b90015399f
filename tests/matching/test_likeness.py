"""What counts as the same word, what as one like it, and what as neither."""

import pytest

from buyers.matching import Catalogue, Market, Need, Product
from buyers.matching.headings import with_headings


def found(text: str, *products: str) -> list[str]:
    goods = [Product(name, name, name) for name in products]
    return [str(match.product) for match in Catalogue(goods).matches(Need(1, text))]


def meant(word: str, *said: str) -> set[str]:
    """What a word stands for among the trade's words and some more."""
    texts = [*with_headings({}).values(), *said]
    reader = Catalogue([Product(at, at, text) for at, text in enumerate(texts)]).reader
    return {reader.names[term] for term in reader.read([word]).meanings.rows.tolist()}


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("phone", "phòng"),
        ("bluetooth", "blue"),
        ("automobile", "mobile"),
        ("clamp", "lamp"),
        ("facial", "bifacial"),
        ("smartphone", "smart"),
    ],
)
def test_a_word_that_is_known_does_not_stand_for_what_merely_looks_like_it(word: str, other: str) -> None:
    assert other not in meant(word, word, other)


@pytest.mark.parametrize(
    ("word", "other"), [("machinry", "machinery"), ("duriann", "durian"), ("cafe", "café")]
)
def test_a_word_that_nobody_knows_stands_for_what_is_spelt_like_it(word: str, other: str) -> None:
    assert found(word, other, "steel pipes") == [other]


def test_a_known_word_stands_for_its_other_spelling_too() -> None:
    assert meant("fertilizer") == {"fertilizer", "fertiliser"}


def test_vietnamese_fruit_is_no_train() -> None:
    assert found("trái cây", "trail mix", "train wagons") == []


def test_goods_in_chinese_that_share_one_character_come_behind_those_that_share_the_word() -> None:
    (first, *_rest) = found("手机壳", "手套", "手机", "毛机", "鸡蛋壳")
    assert first == "手机"


def test_reasons_call_a_word_found_only_where_a_reader_takes_it_for_the_same() -> None:
    (match,) = Catalogue([Product(1, 1, "applicator")]).matches(Need(1, "applied"))
    (reason,) = match.reasons
    assert (reason.values["found"], reason.values["words"]) == (0, [])


def test_a_long_description_is_met_by_what_says_its_best_words_well() -> None:
    goods = "frozen durian pulp vacuum packed seedless"
    about = (
        "our chain has forty supermarkets along the eastern coast whose customers ask every autumn when desserts for "
        "the family table come back into fashion and restaurants nearby send their cooks early each morning"
    )
    catalogue = Catalogue([Product(1, 1, goods), Product(2, 2, "steel pipes")])
    (best,) = catalogue.matches(Need(1, f"{about} {goods}"), top=1)
    assert best.score > 0.2


def test_what_would_be_shown_as_nought_per_cent_is_not_named() -> None:
    many = " ".join(f"{chr(97 + at)}particular{chr(97 + to)}" for at in range(26) for to in range(26))
    metal = {"hs_codes": ("7201",), "sectors": frozenset({"metal"})}
    goods = [Product(at, at, "durian " + " ".join(f"thing{at}x{to}" for to in range(40))) for at in range(10)]
    catalogue = Catalogue([*goods, Product("iron", "iron", "iron", **metal)])
    assert [match.product for match in catalogue.matches(Need(1, f"{many} durian", **metal))] == ["iron"]
    assert len(catalogue.matches(Need(1, "durian", **metal))) == 11


def test_two_syllables_of_vietnamese_that_stand_together_are_a_word() -> None:
    """Fish sauce is *nước mắm*; *mắm tôm pha nước* is shrimp paste with water."""
    (first, *_rest) = found("nước mắm nhập khẩu", "mắm tôm pha nước", "nước mắm Phú Quốc đóng chai thủy tinh")
    assert first == "nước mắm Phú Quốc đóng chai thủy tinh"


def test_reasons_count_the_syllables_of_vietnamese_once() -> None:
    (match,) = Catalogue([Product(1, 1, "trái cây sấy")]).matches(Need(1, "trái cây sấy"))
    (reason,) = match.reasons
    assert (reason.values["found"], reason.values["asked"]) == (3, 3)


@pytest.mark.parametrize("gibberish", ["asdf", "blah blah", "lorem ipsum dolor"])
def test_what_is_not_understood_fits_nothing_well(gibberish: str) -> None:
    goods = [("MDF fibreboard", "4411"), ("carbon black powder", "2803"), ("gypsum plaster", "2520")]
    goods += [("fizzy soft drink", "2202"), ("frozen durian", "0811"), ("steel pipes", "7306")]
    shown = [Product(text, text, text, hs_codes=(code,)) for text, code in goods]
    catalogue = Catalogue(shown, market=Market(nomenclature=with_headings({})))
    assert all(match.score < 0.3 for match in catalogue.matches(Need(1, gibberish)))
    assert catalogue.matches(Need(1, "gypsum"))[0].score > 0.8


@pytest.mark.parametrize(("typed", "meant_by_it"), [("durain", "durian"), ("cermaics", "ceramics")])
def test_two_letters_that_changed_places_are_read_as_they_were_meant(typed: str, meant_by_it: str) -> None:
    assert found(typed, "rain coats", "train wagons", meant_by_it) == [meant_by_it]


@pytest.mark.parametrize(
    ("asked", "offered"), [("絲綢", "丝绸面料"), ("丝绸", "絲綢布料"), ("榴槤", "冷冻榴莲")]
)
def test_chinese_finds_what_is_written_with_the_other_characters(asked: str, offered: str) -> None:
    assert found(asked, "钢管", offered, "茶叶") == [offered]


def test_reasons_write_out_a_word_of_which_a_part_was_said_before() -> None:
    (match,) = Catalogue([Product(1, 1, "冻榴莲")]).matches(Need(1, "需要榴莲干和冻榴莲"))
    (reason,) = match.reasons
    assert reason.values["words"] == ["榴莲", "冻榴莲"]
