"""What needs say beside the goods, which must not lead to goods."""

import pytest

from buyers.matching import Market, Need, Product, rank
from buyers.matching.asides import without_asides
from tests.matching.makers import reason

GOODS = [
    Product(1, 1, "Leather goods", hs_codes=("4202",)),
    Product(2, 2, "Fresh durian", hs_codes=("081060",)),
    Product(3, 3, "产品质量检测服务"),
]
MARKET = Market(nomenclature={"4202": "Trunks, leather goods", "081060": "Durians, fresh"})


@pytest.mark.parametrize(
    "text",
    [
        "good partners",
        "We want to find good partners!",
        "Good quality products, best prices",
        "寻求优质产品和合作伙伴",
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
        ("We find high-quality steel pipes", "We steel pipes"),
        ("我们寻找优质的榴莲供应商", "榴莲"),
        ("Chúng tôi cần tìm nhà cung cấp tôm đông lạnh", "tôm đông lạnh"),
        ("Kami mencari pemasok minyak sawit", "minyak sawit"),
        ("เรากำลังมองหาผู้จำหน่ายทุเรียน", "ทุเรียน"),
        ("Мы ищем поставщиков дуриана", "дуриана"),
        ("نبحث عن موردين تمور", "تمور"),
        ("Wir suchen Hersteller von Kugellagern", "von Kugellagern"),
    ],
)
def test_the_goods_are_left(text: str, goods: str) -> None:
    assert without_asides(Need(1, text)).text.split() == goods.split()


@pytest.mark.parametrize("text", ["Contact lenses", "leather goods", "Bestsellers", "Marketplace 泰国榴莲"])
def test_what_merely_looks_so_stays(text: str) -> None:
    assert without_asides(Need(1, text)).text == text


def test_goods_fit_as_well_with_kind_words_as_without() -> None:
    plain, kind = (
        rank([Need(1, text)], GOODS, market=MARKET)
        for text in ("durian", "Hello, we would like to find reliable suppliers of good durian, please")
    )
    assert kind == plain
    assert reason(kind[0], "text").values == {"found": 1, "asked": 1, "words": ["durian"]}
