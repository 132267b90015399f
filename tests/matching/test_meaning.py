"""How a need finds what is said in other words: other spellings, other languages, other levels of the nomenclature."""

import pytest

from buyers.matching import Lexicon, Market, rank
from buyers.matching.grams import Grams
from tests.matching.makers import ONLY_TEXT, ids, need, product, reason, signals

LINES = [
    {"zh": "鲜榴莲", "en": "fresh durian"},
    {"zh": "冻榴莲", "en": "frozen durian"},
    {"zh": "鲜芒果", "en": "fresh mango"},
    {"zh": "芒果干", "en": "dried mango"},
    {"zh": "不锈钢管", "en": "stainless steel tube"},
    {"zh": "钢管", "en": "steel tube"},
]
NOMENCLATURE = {
    "08": "Edible fruit and nuts",
    "0810": "Other fruit, fresh",
    "081060": "Durians",
    "0813": "Fruit, dried",
    "3307": "Shaving preparations, deodorants",
    "330710": "Pre-shave, shaving or after-shave preparations",
    "7306": "Tubes and pipes of iron or steel",
}


class TestMeasures:
    @pytest.mark.parametrize(
        ("asked", "offered"),
        [
            ("steel pipe 50mm", "steel pipe 50 mm"),
            ("steel pipe 50 mm", "steel pipe 50mm"),
            ("500g rice", "rice, 500 g"),
            ("500 g rice", "rice, 500g"),
            ("水泵 12V", "水泵 12 V"),
            ("水泵 12 V", "水泵 12V"),
        ],
    )
    def test_a_figure_is_found_with_its_unit_behind_it_and_apart(self, asked: str, offered: str) -> None:
        others = [offered.replace(figure, "77") for figure in ("500", "50", "12") if figure in offered]
        goods = [product(1, others[0]), product(2, offered), product(3, "glass")]
        assert ids(rank([need(asked)], goods))[0] == 2

    @pytest.mark.parametrize(
        ("asked", "offered"),
        [
            ("5G base station", "5 kg rice bags"),
            ("3D printer", "3 seat sofa"),
            ("2nd hand trucks", "2 wheel scooter"),
        ],
    )
    def test_what_is_no_measure_has_no_figure(self, asked: str, offered: str) -> None:
        for match in rank([need(asked)], [product(1, offered)]):
            assert reason(match, "text").values["found"] == 0

    def test_only_the_figure_is_told_where_that_is_all_that_is_found(self) -> None:
        (match,) = rank([need("50mm")], [product(1, "50 kg")])
        assert reason(match, "text").values == {"found": 1, "asked": 2, "words": ["50"]}
        (match,) = rank([need("50mm")], [product(1, "50mm")])
        assert reason(match, "text").values == {"found": 2, "asked": 2, "words": ["50mm"]}


class TestSpelling:
    @pytest.mark.parametrize(
        ("asked", "offered"),
        [
            ("durrian", "fresh durian"),
            ("refridgerators", "refrigerator for shops"),
            ("bathmats", "bathmat, cotton"),
            ("ca phe robusta", "cà phê robustas"),
        ],
    )
    def test_it_forgives_typing_errors_endings_and_missing_accents(self, asked: str, offered: str) -> None:
        goods = [product(1, "glass bottles"), product(2, offered), product(3, "steel pipes")]
        assert ids(rank([need(asked)], goods))[0] == 2

    @pytest.mark.parametrize(
        ("asked", "offered"),
        [
            ("மாம்பழங்கள்", "புதிய மாம்பழம்"),  # Tamil: mangoes, fresh mango
            ("মেশিনের", "প্যাকেজিং মেশিন"),  # Bengali: of a machine, packaging machine
            ("పైపులు", "ఉక్కు పైపు"),  # Telugu: pipes, steel pipe
            ("साडी", "रेशमी साड़ी"),  # Hindi: sari, without its dot, silk sari
            ("참치를", "냉동 참치"),  # Korean: tuna as an object, frozen tuna
            ("사과주스", "사과 주스"),  # Korean: apple juice, together and apart
            ("תְּמָרִים", "תמרים טריים"),  # Hebrew: dates with vowel points, fresh dates
        ],
    )
    def test_words_are_alike_in_any_script(self, asked: str, offered: str) -> None:
        goods = [product(1, "glass bottles"), product(2, offered), product(3, "茶")]
        assert ids(rank([need(asked)], goods)) == [2]

    @pytest.mark.parametrize(("asked", "offered"), [("まぐろ", "冷凍マグロ"), ("リンゴ", "りんごジュース")])
    def test_both_kana_of_japanese_say_the_same(self, asked: str, offered: str) -> None:
        goods = [product(1, "緑茶"), product(2, offered), product(3, "steel pipes")]
        (match,) = rank([need(asked)], goods)
        assert match.product == 2
        assert reason(match, "text").values["words"] == [asked]

    @pytest.mark.parametrize(
        ("asked", "offered"),
        [
            ("İNCİR", "taze incir"),  # Turkish: fig, fresh fig
            ("ميگو", "میگوی منجمد"),  # Persian: shrimp, as an Arabic keyboard writes it, frozen shrimp
            ("duong", "đường mía"),  # Vietnamese: sugar, cane sugar
            ("HALI", "halı"),  # Turkish: carpet
            ("jablka", "świeże jabłka"),  # Polish: apples, fresh apples
            ("oeuf", "œufs frais"),  # French: egg, fresh eggs
            ("rodgroed", "rødgrød"),  # Danish: fruit jelly
        ],
    )
    def test_a_letter_may_be_written_as_the_keyboard_has_it(self, asked: str, offered: str) -> None:
        goods = [product(1, "glass bottles"), product(2, offered), product(3, "steel pipes")]
        assert ids(rank([need(asked)], goods)) == [2]

    def test_the_word_itself_counts_more_than_one_like_it(self) -> None:
        goods = [product(1, "ceramics"), product(2, "ceramic"), product(3, "glass")]
        assert ids(rank([need("ceramic")], goods))[:2] in ([2, 1], [1, 2])
        goods = [product(1, "mangosteen"), product(2, "mango")]
        assert ids(rank([need("mango")], goods))[0] == 2

    def test_a_words_runs_of_letters_are_known_again_in_another(self) -> None:
        known = Grams(["banana", "te", "茶叶茶叶"])
        assert known.own.starts.tolist() == [0, 14, 14, 14]  # " banana " has 15 of 3 to 5, "ana" twice
        found, unknown = known.of(["banana", "bananas", "Bänana".casefold(), "kiwi", ""])
        assert found.starts.tolist() == [0, 14, 25, 39, 39, 39]
        assert found.items[:14].tolist() == known.own.items.tolist()
        assert unknown.tolist() == [0, 6, 0, 9, 0]

    def test_where_nothing_is_known_all_is_new(self) -> None:
        found, unknown = Grams([]).of(["kiwi"])
        assert (found.items.tolist(), unknown.tolist()) == ([], [9])


class TestLexicon:
    def test_it_learns_which_words_mean_the_same(self) -> None:
        lexicon = Lexicon(LINES)
        assert dict(lexicon.meanings("榴莲"))["durian"] > 0.5
        assert dict(lexicon.meanings("mango"))["芒果"] > 0.3

    def test_a_chinese_need_finds_an_english_product_and_says_by_which_words(self) -> None:
        goods = [product(1, "steel tubes"), product(2, "Musang King durian"), product(3, "mango juice")]
        (first, *_rest) = rank([need("采购榴莲")], goods, market=Market(lexicon=Lexicon(LINES)))
        assert first.product == 2
        assert reason(first, "text").values["words"] == ["榴莲"]

    def test_an_english_need_finds_a_chinese_product(self) -> None:
        goods = [product(1, "不锈钢管道"), product(2, "泰国金枕榴莲批发")]
        matches = rank([need("durian")], goods, market=Market(lexicon=Lexicon(LINES)))
        assert ids(matches)[0] == 2

    def test_a_word_that_means_something_elsewhere_is_still_found_as_it_is_written(self) -> None:
        goods = [product(1, "fresh durian"), product(2, "鲜榴莲"), product(3, "steel")]
        matches = rank([need("fresh durian, 榴莲")], goods, market=Market(lexicon=Lexicon(LINES)))
        said = {match.product: reason(match, "text").values for match in matches}
        assert said[1] == {"found": 3, "asked": 3, "words": ["fresh", "durian", "榴莲"]}
        assert said[2] == {"found": 3, "asked": 3, "words": ["fresh", "durian", "榴莲"]}

    def test_a_text_need_not_say_it_in_every_language(self) -> None:
        goods = [product(1, "durian"), product(2, "榴莲"), product(3, "steel tubes")]
        market = Market(lexicon=Lexicon(LINES))
        (alone,) = rank([need("durian")], goods, weights=ONLY_TEXT)
        same, other = rank([need("durian")], goods, market=market, weights=ONLY_TEXT)
        assert (same.product, other.product) == (1, 2)
        assert same.score >= alone.score > other.score

    def test_without_lines_it_knows_nothing(self) -> None:
        assert not Lexicon([])
        assert not Lexicon([{"en": "durian"}])


class TestNomenclatureAsABridge:
    MARKET = Market(nomenclature=NOMENCLATURE)

    def test_a_need_finds_a_product_without_a_code_by_the_heading_that_both_point_to(self) -> None:
        goods = [product(1, "steel pipe"), product(2, "shaving balm for men")]
        (match, *_rest) = rank([need("after-shave deodorants")], goods, market=self.MARKET)
        assert match.product == 2
        assert "nomenclature" in signals(match)
        assert reason(match, "nomenclature").values["code"] == "3307"

    @pytest.mark.parametrize("codes", [("7323", "7326"), ()])
    def test_two_words_side_by_side_lead_to_where_they_stand_so(self, codes: tuple[str, ...]) -> None:
        apart = "Trap doors of steel, kitchen articles, mouse mats, cups, bowls, pans"
        together = "Articles of iron wire, hooks, rings, chains, hangers, cable clips, mouse traps and snares, springs"
        market = Market(nomenclature={"7323": apart, "7326": together})
        goods = [
            product(1, "Mouse mats, doors", hs_codes=codes[:1]),
            product(2, "Snares, traps", hs_codes=codes[1:]),
        ]
        first, second = rank([need("mouse trap")], goods, market=market)
        assert (first.product, second.product) == (2, 1)
        assert reason(first, "nomenclature").values["code"] == "7326"

    def test_a_code_asked_for_finds_a_product_without_one(self) -> None:
        goods = [product(1, "steel pipe"), product(2, "durians, fresh fruit")]
        (match, *_rest) = rank([need("samples", hs_codes=("0810",))], goods, market=self.MARKET)
        assert match.product == 2
        assert signals(match) == {"nomenclature"}

    def test_a_product_lifts_the_others_of_its_heading(self) -> None:
        goods = [
            product(1, "Musang King", hs_codes=("081060",)),
            product(2, "durian", hs_codes=("081060",)),
            product(3, "pipes", hs_codes=("7306",)),
        ]
        assert set(ids(rank([need("durian")], goods))) == {1, 2}
