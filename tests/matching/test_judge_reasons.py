"""What a match's reasons say is true, and the judge sees where it is not."""

from dataclasses import replace
from typing import Any

import pytest

from buyers.matching import Market, Match, rank, violations
from buyers.matching.data import SIGNALS
from tests.matching.makers import need, product, reason, signals

AGREEMENTS = {"RCEP": frozenset({"CN", "TH"}), "ACFTA": frozenset({"CN", "TH"}), "GCC": frozenset({"AE"})}
MARKET = Market(agreements=AGREEMENTS, nomenclature={"0810.60": "Durians, fresh"})
BUYER = need(
    "fresh durian",
    hs_codes=("0810.60",),
    sectors=frozenset({"fruit", "food"}),
    certificates_required=frozenset({"halal"}),
    certificates_welcome=frozenset({"gmp", "ce"}),
    economy="CN",
    languages=frozenset({"zh", "en"}),
    markets=frozenset({"CN", "AE"}),
    quantity=500,
    unit="kg",
)
SELLER = product(
    7,
    "durian",
    hs_codes=("0810.60.00",),
    sectors=frozenset({"fruit", "drinks"}),
    certificates=frozenset({"halal", "gmp", "organic"}),
    economy="TH",
    languages=frozenset({"en", "th"}),
    markets=frozenset({"CN", "JP"}),
    least=100,
    most=1000,
    unit="kg",
    wants_economies=frozenset({"CN", "SG"}),
    wants_sectors=frozenset({"food", "drinks"}),
)
(SOUND,) = rank([BUYER], [SELLER], market=MARKET)


def forged(signal: str, **figures: Any) -> Match:
    told = [
        each._replace(values=each.values | figures) if each.signal == signal else each
        for each in SOUND.reasons
    ]
    return SOUND._replace(reasons=tuple(told))


def complaints(
    match: Match, asked: Any = BUYER, shown: Any = SELLER, agreements: Any = AGREEMENTS
) -> list[str]:
    return violations([asked], [shown], [match], 20, "exhibitor", agreements)


def test_it_finds_nothing_wrong_where_every_signal_tells_the_truth() -> None:
    assert signals(SOUND) == {*SIGNALS}
    assert complaints(SOUND) == []


@pytest.mark.parametrize(
    ("signal", "figures", "complaint"),
    [
        ("hs", {"level": "heading"}, "calls 081060 a heading"),
        ("hs", {"code": "0810"}, "calls 0810 a subheading"),
        ("hs", {"code": "081050"}, "tells 081050, which the need does not ask for"),
        ("hs", {"code": "081050"}, "tells 081050, which the product does not carry"),
        ("hs", {"code": None}, "does not say its code"),
        ("text", {"found": 3}, "has found 3 of 2"),
        ("text", {"found": -1}, "has found -1 of 2"),
        ("text", {"words": ["fresh", "durian"]}, "tells 2 words, and has found 1"),
        ("text", {"words": ["mango"]}, "tells the word mango, which the need's text does not have"),
        ("nomenclature", {"level": "chapter"}, "calls 081060 a chapter"),
        ("nomenclature", {"words": ["榴莲"]}, "tells the word 榴莲, which the need's text does not have"),
        (
            "nomenclature",
            {"code": "0902", "level": "heading"},
            "says that the product carries 0902, which it does not",
        ),
        ("nomenclature", {"carried": 0}, "says that the product does not carry 081060, which it does"),
        ("sectors", {"sectors": ["drinks"]}, "tells drinks, which the need does not have"),
        ("sectors", {"sectors": ["food"]}, "tells food, which the product does not have"),
        ("sectors", {"sectors": []}, "tells nothing"),
        ("markets", {"markets": ["JP"]}, "tells JP, which the need does not have"),
        ("markets", {"markets": ["AE"]}, "tells AE, which the product does not have"),
        ("languages", {"languages": ["th"]}, "tells th, which the need does not have"),
        ("languages", {"languages": ["en", "zh"]}, "tells zh, which the product does not have"),
        (
            "certificates",
            {"certificates": ["halal", "organic"]},
            "tells organic, which the need does not have",
        ),
        ("certificates", {"certificates": ["ce", "halal"]}, "tells ce, which the product does not have"),
        ("certificates", {"required": ["gmp"]}, "calls gmp required, which the need does not"),
        ("certificates", {"certificates": ["gmp"]}, "calls halal required, but does not tell it as there"),
        ("agreements", {"agreement": "GCC"}, "tells GCC, of which CN is no member"),
        ("agreements", {"agreement": "GCC"}, "tells GCC, of which TH is no member"),
        ("agreements", {"others": ["OPEC"]}, "tells OPEC, of which CN is no member"),
        ("size", {"fits": 0}, "says that 500 does not fit orders of 100 to 1000"),
        ("size", {"unit": "t"}, "compares units that are not alike (kg, kg, t)"),
        ("wanted", {"economies": ["SG"]}, "tells SG, which the need does not have"),
        ("wanted", {"sectors": ["drinks"]}, "tells drinks, which the need does not have"),
        ("wanted", {"sectors": ["fruit"]}, "tells fruit, which the product does not have"),
        ("wanted", {"economies": [], "sectors": []}, "tells nothing"),
    ],
)
def test_it_says_what_a_reason_gets_wrong(signal: str, figures: dict[str, Any], complaint: str) -> None:
    assert f"Need 1, product 7: the reason {signal} {complaint}." in complaints(forged(signal, **figures))


def test_it_knows_which_signals_there_are() -> None:
    broken = SOUND._replace(reasons=(reason(SOUND, "text")._replace(signal="price", share=SOUND.score),))
    assert complaints(broken) == ["Need 1, product 7: the reason price is of no known signal."]


@pytest.mark.parametrize(
    ("asked", "shown", "complaint"),
    [
        ({"economy": "TH"}, {}, "agreements tells RCEP, though both are of the economy TH"),
        ({"quantity": 1500}, {}, "size says that 1500 fits orders of 100 to 1000"),
        ({}, {"unit": "t"}, "size compares units that are not alike (kg, t, kg)"),
        ({}, {"wants_economies": frozenset({"AE"})}, "wanted tells CN, which the product does not have"),
    ],
)
def test_it_looks_at_what_both_sides_are(
    asked: dict[str, Any], shown: dict[str, Any], complaint: str
) -> None:
    told = complaints(SOUND, replace(BUYER, **asked), replace(SELLER, **shown))
    assert f"Need 1, product 7: the reason {complaint}." in told


def test_it_asks_for_members_of_agreements_only_where_they_are_given() -> None:
    assert complaints(forged("agreements", agreement="GCC"), agreements=None) == []
    assert complaints(SOUND, agreements={}) != []


@pytest.mark.parametrize(
    "text", ["durian, HS code 0810.60", "榴莲 durian 海关编码：08 10 60 00", "durian (HS 0810.60-90)"]
)
def test_a_code_that_the_needs_text_mentions_is_asked_for(text: str) -> None:
    (match,) = rank([need(text)], [SELLER])
    assert reason(match, "hs").values["code"] == "081060"
    assert complaints(match, need(text)) == []


@pytest.mark.parametrize(
    "text",
    ["ＤＵＲＩＡＮ", "Du\u00adrian", "CAFE\u0301 durian", "DİSK durian", "新鲜榴莲", "ทุเรียน สด", "sầu riêng"],
)
def test_words_are_those_of_the_need_however_they_are_written(text: str) -> None:
    shown = product(7, "durian café disk 榴莲 ทุเรียน sầu riêng")
    (match,) = rank([need(text)], [shown])
    assert reason(match, "text").values["words"]
    assert complaints(match, need(text), shown) == []


def test_who_tells_no_economy_is_in_no_agreement() -> None:
    market = Market(agreements={"RCEP": frozenset({"", "CN"})})
    (match,) = rank([need("durian")], [product(1, "durian")], market=market)
    assert signals(match) == {"text"}
