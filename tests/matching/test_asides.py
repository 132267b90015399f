"""What needs say beside the goods, which must not lead to goods."""

import pytest

from buyers.matching import Market, Need, Product, rank
from buyers.matching.asides import without_asides
from buyers.matching.headings import SEPARATORS, headings
from tests.matching.makers import ids, reason

GOODS = [
    Product(1, 1, "Leather goods", hs_codes=("4202",)),
    Product(2, 2, "Fresh durian", hs_codes=("081060",)),
    Product(3, 3, "产品质量检测服务"),
    Product(4, 4, "sản phẩm cho nhà cung cấp"),
    Product(5, 5, "produk untuk pemasok"),
    Product(6, 6, "Услуги для поставщиков и компаний"),
    Product(7, 7, "خدمات موردين وشركات"),
]
MARKET = Market(nomenclature={"4202": "Trunks, leather goods", "081060": "Durians, fresh"})


@pytest.mark.parametrize(
    "text",
    [
        "good partners",
        "We want to find Good Partners!",
        "Good quality products, best prices",
        "products",
        "寻求优质产品和合作伙伴",
        "尋求優質產品",
        "Chúng tôi tìm kiếm nhà cung cấp",
        "Kami mencari pemasok",
        "Мы ищем поставщиков",
        "نبحث عن موردين",
    ],
)
def test_who_says_nothing_of_goods_is_shown_none(text: str) -> None:
    assert rank([Need(1, text)], GOODS, market=MARKET) == []


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("We seek high-quality steel pipes", "we steel pipes"),
        ("good\nquality  steel", "steel"),
        ("Ｇｏｏｄ steel", "steel"),
        ("Looking for a distributor of cosmetics", "cosmetics"),
        ("我们寻找优质的榴莲供应商", "榴莲"),
        ("我們尋找優質的榴槤供應商", "榴槤"),
        ("采购水产品", "水产品"),
        ("Chúng tôi cần tìm nhà cung cấp tôm đông lạnh", "tôm đông lạnh"),
        ("Chúng tôi cần tìm tôm", "tôm"),
        ("Kami mencari pemasok minyak sawit", "minyak sawit"),
        ("เรากำลังมองหาผู้จำหน่ายทุเรียน", "ทุเรียน"),
        ("Мы ищем поставщиков дуриана", "дуриана"),
        ("نبحث عن موردين تمور", "تمور"),
        ("Wir suchen Hersteller von Kugellagern", "von kugellagern"),
    ],
)
def test_the_goods_are_left(text: str, goods: str) -> None:
    assert without_asides(Need(1, text)).text.split() == goods.split()


@pytest.mark.parametrize(
    "text",
    [
        "Contact lenses",
        "Bestsellers 泰国榴莲",
        "Dairy products",
        "Producer gas generator",
        "ignition distributor",
        "company seal",
        "冷冻虾 水产品",
        "农产品",
        "出口商品",
        "供应商品",
        "农业合作社",
        "优质品牌",
    ],
)
def test_what_merely_looks_so_stays(text: str) -> None:
    assert without_asides(Need(1, text)).text == text


def test_no_trade_words_are_taken_for_an_aside() -> None:
    for heading in headings():
        for words in (heading.name, *heading.trade_words.split(SEPARATORS[heading.language])):
            assert without_asides(Need(1, words)).text == words


def test_aquatic_products_are_no_water() -> None:
    goods = [Product(1, 1, "矿泉水"), Product(2, 2, "水泵"), Product(3, 3, "冷冻虾 水产品")]
    assert ids(rank([Need(1, "采购优质水产品")], goods))[0] == 3


def test_goods_fit_as_well_with_kind_words_as_without() -> None:
    plain, kind = (
        rank([Need(1, text)], GOODS, market=MARKET)
        for text in ("durian", "Hello, we would like to find reliable suppliers of good durian, please")
    )
    assert kind == plain
    assert reason(kind[0], "text").values == {"found": 1, "asked": 1, "words": ["durian"]}
