"""What makes a product fit a need, and what it is told to be."""

import pytest

from buyers.matching import Market, rank
from tests.matching.makers import ONLY_TEXT, ids, need, product, reason, signals

RCEP = frozenset({"CN", "TH", "VN", "AU"})


def f(*names: str) -> frozenset[str]:
    return frozenset(names)


class TestCodes:
    def test_it_prefers_the_subheading_to_the_heading_to_the_chapter(self) -> None:
        goods = [
            product(1, hs_codes=("08",)),
            product(2, hs_codes=("0810.20",)),
            product(3, hs_codes=("081060",)),
            product(4, hs_codes=("09",)),
        ]
        matches = rank([need(hs_codes=("081060",))], goods)
        assert ids(matches) == [3, 2, 1]
        assert [reason(match, "hs").values for match in matches] == [
            {"level": "subheading", "code": "081060"},
            {"level": "heading", "code": "0810"},
            {"level": "chapter", "code": "08"},
        ]

    @pytest.mark.parametrize(
        "code", ["0810.60", "08 10 60", "0810-60", "0810.60.00", "0810600090", "０８１０６０"]
    )
    def test_it_reads_codes_as_people_write_them(self, code: str) -> None:
        (match,) = rank([need(hs_codes=(code,))], [product(1, hs_codes=("081060",))])
        assert reason(match, "hs").values == {"level": "subheading", "code": "081060"}

    def test_it_takes_trailing_zeros_for_the_undivided_heading(self) -> None:
        (match,) = rank([need(hs_codes=("0409.00",))], [product(1, hs_codes=("0409",))])
        assert reason(match, "hs").values == {"level": "heading", "code": "0409"}

    @pytest.mark.parametrize(
        "code", ["", "8", "810", "00", "77", "9901", "abcd", "08x0", "0810601234567", "٠٨"]
    )
    def test_it_ignores_what_is_no_code(self, code: str) -> None:
        assert rank([need(hs_codes=(code,))], [product(1, hs_codes=(code,))]) == []

    def test_it_takes_the_best_of_a_products_several_codes(self) -> None:
        goods = [product(1, hs_codes=("0902", "0810.60", "0810")), product(2, hs_codes=("0810",))]
        matches = rank([need(hs_codes=("081060", "07"))], goods)
        assert ids(matches) == [1, 2]
        assert reason(matches[0], "hs").values == {"level": "subheading", "code": "081060"}

    def test_it_takes_the_best_of_several_codes(self) -> None:
        (match,) = rank([need(hs_codes=("08", "0902", "090210"))], [product(1, hs_codes=("090210",))])
        assert reason(match, "hs").values == {"level": "subheading", "code": "090210"}


class TestText:
    def test_it_says_which_of_the_asked_words_it_found(self) -> None:
        (match,) = rank([need("Frozen DURIANS, mangoes and pulp")], [product(1, "Durian and mango, dried")])
        assert reason(match, "text").values == {"found": 2, "asked": 4, "words": ["durians", "mangoes"]}

    def test_it_prefers_the_product_with_more_of_the_words(self) -> None:
        goods = [product(1, "fresh mango"), product(2, "frozen durian pulp"), product(3, "steel pipes")]
        assert ids(rank([need("fresh or frozen durian")], goods)) == [2, 1]

    @pytest.mark.parametrize(
        ("asked", "offered", "other", "word"),
        [
            ("采购新鲜榴莲", "泰国金枕榴莲批发", "不锈钢管道", "榴莲"),
            ("ทุเรียนแช่แข็ง", "ส่งออกทุเรียนสด", "ท่อเหล็กกล้า", "ทุเรียน"),
            ("ទុរេនស្រស់", "ផ្លែទុរេនកំពត", "បំពង់ដែក", "ទុរេន"),
            ("ໝາກຖົ່ວລຽນ", "ຂາຍໝາກຖົ່ວ", "ເຫຼັກ", "ຖົ່ວ"),
            ("ဒူးရင်းသီး", "လတ်ဆတ်သောဒူးရင်း", "သံမဏိပိုက်", "ဒူးရင်း"),
            ("冷凍ドリアン", "ドリアンの果肉", "鋼管", "ドリアン"),
        ],
        ids=["Chinese", "Thai", "Khmer", "Lao", "Burmese", "Japanese"],
    )
    def test_it_matches_scripts_written_without_spaces(
        self, asked: str, offered: str, other: str, word: str
    ) -> None:
        (match,) = rank([need(asked)], [product(1, other), product(2, offered)])
        assert match.product == 2
        words = reason(match, "text").values["words"]
        assert isinstance(words, list)
        assert any(word in each for each in words), words

    def test_it_finds_one_of_what_is_asked_for_in_plural(self) -> None:
        pairs = {
            "batteries": "battery",
            "boxes": "box",
            "mangoes": "mango",
            "shoes": "shoe",
            "spices": "spice",
        }
        for plural, singular in pairs.items():
            assert ids(rank([need(plural)], [product(1, "glass"), product(2, singular)])) == [2], plural

    def test_it_finds_a_need_of_one_character(self) -> None:
        assert ids(rank([need("茶")], [product(1, "瓷器"), product(2, "云南绿茶")])) == [2]

    def test_it_sees_through_width_case_and_invisible_characters(self) -> None:
        assert ids(rank([need("ＤＵＲ\u200bＩ\x00ＡＮ")], [product(1, "durian")])) == [1]

    def test_it_reads_words_of_two_scripts_that_touch(self) -> None:
        goods = [product(1, "durian paste"), product(2, "榴莲"), product(3, "steel")]
        assert set(ids(rank([need("榴莲durian")], goods))) == {1, 2}

    def test_it_finds_arabic_vietnamese_russian_and_hindi_words(self) -> None:
        pairs = [
            ("تمور طازجة", "تمور"),
            ("sầu riêng", "Sầu riêng đông lạnh"),
            ("мёд", "Мёд липовый"),
            ("चाय", "हरी चाय"),
        ]
        for asked, offered in pairs:
            assert ids(rank([need(asked)], [product(1, "steel"), product(2, offered)])) == [2], asked

    def test_it_lists_nothing_for_words_that_say_nothing_about_goods(self) -> None:
        text = "We are looking for suppliers with the"
        assert rank([need(text)], [product(1, text)]) == []


class TestNomenclature:
    MARKET = Market(
        nomenclature={
            "08": "Edible fruit and nuts",
            "0810": "Other fruit, fresh",
            "081060": "Durians",
            "7306": "Tubes and pipes of iron or steel",
        }
    )

    def test_it_leads_from_the_words_of_a_need_to_a_product_that_shares_none(self) -> None:
        goods = [
            product(1, "Musang King", hs_codes=("0810.60",)),
            product(2, "Musang King", hs_codes=("7306",)),
        ]
        (match,) = rank([need("durian")], goods, market=self.MARKET)
        assert match.product == 1
        assert reason(match, "nomenclature").values == {
            "code": "081060",
            "level": "subheading",
            "words": ["durian"],
            "carried": 1,
        }

    def test_its_reason_tells_what_is_carried_from_where_words_point(self) -> None:
        (match,) = rank([need("durian")], [product(1, "Durians, whole")], market=self.MARKET)
        assert reason(match, "nomenclature").values["carried"] == 0

    def test_its_reason_names_the_heading_where_no_word_is_found(self) -> None:
        market = Market(nomenclature={"8424": "Applicator", "842489": "Applicator, other"})
        (match,) = rank([need("applied")], [product(1, "X", hs_codes=("842489",))], market=market)
        assert reason(match, "nomenclature").values == {
            "code": "8424",
            "level": "heading",
            "words": [],
            "carried": 1,
        }

    def test_what_is_merely_spelt_a_little_like_it_is_not_led_to(self) -> None:
        market = Market(nomenclature={"8517": "bluetooth"})
        assert rank([need("bluetooth")], [product(1, "blue prawns")], market=market) == []

    def test_it_reaches_the_heading_less_strongly_and_not_the_chapter(self) -> None:
        goods = [
            product(1, hs_codes=("080300",)),
            product(2, hs_codes=("0810",)),
            product(3, hs_codes=("081060",)),
        ]
        matches = rank([need("durian")], goods, market=self.MARKET)
        assert ids(matches) == [3, 2]
        assert reason(matches[1], "nomenclature").values["level"] == "heading"

    def test_it_does_not_mind_words_that_are_said_again(self) -> None:
        goods = [product(1, "Durian, frozen", hs_codes=("081060",)), product(2, "Steel pipes")]
        (once,) = rank([need("durian")], goods, market=self.MARKET)
        (again,) = rank([need("durian durian, durian!")], goods, market=self.MARKET)
        assert again.score == once.score

    def test_it_does_not_mind_words_that_no_nomenclature_has(self) -> None:
        goods = [product(1, hs_codes=("081060",))]
        (plain,) = rank([need("durian")], goods, market=self.MARKET)
        (wordy,) = rank([need("durian for hotpot restaurants")], goods, market=self.MARKET)
        assert reason(plain, "nomenclature").share == reason(wordy, "nomenclature").share

    def test_a_product_with_several_codes_is_reached_by_each(self) -> None:
        goods = [
            product(1, "Musang King", hs_codes=("7306", "0810.60")),
            product(2, "Bolts", hs_codes=("7318",)),
        ]
        for words, code in (("durian", "081060"), ("tubes", "7306")):
            (match,) = rank([need(words)], goods, market=self.MARKET)
            assert match.product == 1
            assert reason(match, "nomenclature").values["code"] == code

    def test_a_small_one_does_not_mislead_where_it_has_few_of_the_words(self) -> None:
        """The heading of lamps shares one word with the need, the product of an unknown heading all of them."""
        market = Market(
            nomenclature={"9405": "Lamps", "940511": "Adjustable lamps", "0810": "Other fruit, fresh"}
        )
        goods = [
            product(1, "Desk light", hs_codes=("940511",)),
            product(2, "Iron dumbbell set, adjustable", hs_codes=("9506",)),
            product(3, "Iron gate", hs_codes=("7308",)),
        ]
        asked = need("adjustable iron dumbbell set")
        assert ids(rank([asked], goods, market=market))[0] == 2

    def test_it_needs_no_nomenclature(self) -> None:
        assert rank([need("durian")], [product(1, "Musang King", hs_codes=("0810.60",))]) == []

    def test_it_ignores_rows_whose_code_is_none(self) -> None:
        market = Market(nomenclature={"": "durian", "TOTAL": "durian"})
        assert rank([need("durian")], [product(1, "Musang King", hs_codes=("0810.60",))], market=market) == []


class TestCertificates:
    def test_it_leaves_out_what_lacks_a_required_certificate(self) -> None:
        goods = [
            product(1, "beef"),
            product(2, "beef", certificates=f("halal")),
            product(3, "beef", certificates=f("gmp")),
        ]
        (match,) = rank([need("beef", certificates_required=f("halal"))], goods)
        assert match.product == 2
        assert reason(match, "certificates").values == {"certificates": ["halal"], "required": ["halal"]}

    def test_it_lifts_what_has_a_welcome_certificate(self) -> None:
        goods = [product(1, "beef"), product(2, "beef", certificates=f("gmp", "ce"))]
        first, second = rank([need("beef", certificates_welcome=f("gmp", "halal"))], goods)
        assert (first.product, second.product) == (2, 1)
        assert reason(first, "certificates").values == {"certificates": ["gmp"], "required": []}
        assert signals(second) == {"text"}

    def test_it_excludes_even_where_certificates_have_no_weight(self) -> None:
        asked = need("beef", certificates_required=f("halal"))
        assert rank([asked], [product(1, "beef")], weights=ONLY_TEXT) == []


class TestWhatBothSidesShare:
    def test_it_makes_a_match_of_a_common_sector(self) -> None:
        asked = need(sectors=f("food", "drinks"))
        (match,) = rank([asked], [product(1, sectors=f("steel")), product(2, sectors=f("food", "farming"))])
        assert match.product == 2
        assert reason(match, "sectors").values == {"sectors": ["food"]}

    def test_it_names_the_agreements_that_cover_both_economies(self) -> None:
        market = Market(agreements={"RCEP": RCEP, "ACFTA": f("CN", "TH"), "GCC": f("AE", "SA")})
        goods = [
            product(1, "rice", economy="AE"),
            product(2, "rice", economy="TH"),
            product(3, "rice", economy="AU"),
        ]
        matches = rank([need("rice", economy="CN")], goods, market=market)
        assert ids(matches) == [2, 3, 1]
        assert reason(matches[0], "agreements").values == {"agreement": "RCEP", "others": ["ACFTA"]}
        assert reason(matches[1], "agreements").values == {"agreement": "RCEP", "others": []}
        assert signals(matches[2]) == {"text"}

    def test_it_needs_no_agreement_at_home(self) -> None:
        market = Market(agreements={"RCEP": RCEP})
        (match,) = rank([need("rice", economy="CN")], [product(1, "rice", economy="CN")], market=market)
        assert signals(match) == {"text"}

    def test_it_names_common_languages_and_markets(self) -> None:
        asked = need("rice", languages=f("en", "zh"), markets=f("AE", "CN"))
        (match,) = rank([asked], [product(1, "rice", languages=f("zh", "en", "th"), markets=f("CN"))])
        assert reason(match, "languages").values == {"languages": ["en", "zh"]}
        assert reason(match, "markets").values == {"markets": ["CN"]}

    def test_it_never_makes_a_match_of_anything_but_the_goods(self) -> None:
        asked = need(
            "rice",
            economy="CN",
            languages=f("en"),
            markets=f("CN"),
            certificates_required=f("halal"),
            hs_codes=("1006",),
            sectors=f("food"),
        )
        other = product(
            1,
            "steel",
            economy="TH",
            languages=f("en"),
            markets=f("CN"),
            certificates=f("halal"),
            hs_codes=("7306",),
            sectors=f("metal"),
        )
        assert rank([asked], [other], market=Market(agreements={"RCEP": RCEP})) == []
