"""HS codes in the text of a need, as people write them in passing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buyers.matching import Catalogue, Need, Product
from buyers.matching.mentions import with_mentions


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Durian, HS 0810.60, frozen", ("0810.60",)),
        ("durian (HS code: 081060)", ("081060",)),
        ("Fruit of HS heading 0810 or 0811", ("0810", "0811")),
        ("HS codes 0810.60, 0811.90; and juice", ("0810.60", "0811.90")),
        ("H.S. No. 08 10 60", ("08 10 60",)),
        ("冷冻榴莲，海关编码：0811900030", ("0811900030",)),
        ("商品编码 08106000 榴莲", ("08106000",)),
        ("Дуриан, код ТН ВЭД 0810600000", ("0810600000",)),
        ("HTS 8517.13", ("8517.13",)),
        ("anything of HS 85", ("85",)),
        ("需要HS编码0810.60的鲜果", ("0810.60",)),
        ("hàng mã HS 0306.17", ("0306.17",)),
    ],
)
def test_what_is_called_an_hs_code_is_one(text: str, codes: tuple[str, ...]) -> None:
    assert with_mentions(Need(1, text)).hs_codes == codes


@pytest.mark.parametrize(
    "text",
    [
        "2000 kg at 220 V, 0810 pieces",
        "as in the HS 2022 edition",
        "HS grade steel 304",
        "Paths 0810",
        "HS 0.5 % less",
        "HS 9900",
        "ths 0810",
    ],
)
def test_a_number_alone_is_none(text: str) -> None:
    need = Need(1, text)
    assert with_mentions(need) is need


def test_a_quantity_behind_a_code_is_none() -> None:
    assert with_mentions(Need(1, "HS 0810, 1250 kg a week")).hs_codes == ("0810",)


def test_a_mention_finds_what_carries_the_code_and_costs_no_words() -> None:
    goods = [Product(1, 1, "Musang King", hs_codes=("0810.60",)), Product(2, 2, "Bolts", hs_codes=("7318",))]
    catalogue = Catalogue(goods)
    (mentioned,) = catalogue.matches(Need(1, "Musang King, HS 0810.60"))
    (given_apart,) = catalogue.matches(Need(1, "Musang King", hs_codes=("0810.60",)))
    assert mentioned.product == 1
    assert (mentioned.score, mentioned.reasons) == (given_apart.score, given_apart.reasons)


@given(st.text(alphabet="HShs 0123456789.,-:编码ТНВЭД", max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    need = with_mentions(Need(1, text))
    assert need.id == 1
    assert len(need.text) <= len(text)
