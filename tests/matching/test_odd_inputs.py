"""Whatever people paste, there is an answer, and the judge finds nothing wrong with it."""

import itertools
import json
import math
from collections.abc import Sequence
from time import process_time
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buyers.matching import Catalogue, Group, Market, Need, Product, rank, violations
from buyers.matching.codes import apart, normal, written
from buyers.matching.vocabulary import Vocabulary
from buyers.matching.words import clean, pieces, terms_of_piece
from tests.matching.makers import need, product, reason

WORDS = st.sampled_from(
    ["durian", "mangoes", "榴莲", "新鲜榴莲茶", "ทุเรียน", "ទុរេន", "of the", "\ud800", "\x00", "ﷺ", "\u0301"]
)
TEXT = st.one_of(
    st.text(max_size=40), st.lists(WORDS, max_size=8).map(" ".join), st.lists(WORDS, max_size=8).map("".join)
)
CODE = st.one_of(
    st.sampled_from(["08", "0810", "0810.60", "08106000", "7306", "0409.00"]), st.text(max_size=8)
)
KEYS = st.frozensets(st.sampled_from(["halal", "ce", "gmp", ""]), max_size=3)
ECONOMY = st.sampled_from(["CN", "TH", "AE", ""])
SIZE = st.sampled_from([0.0, 0.1, 5.0, 1000.0, math.inf])
UNIT = st.sampled_from(["kg", "t", ""])
NEED = st.builds(
    Need,
    st.integers(0, 5),
    TEXT,
    st.lists(CODE, max_size=3).map(tuple),
    KEYS,
    KEYS,
    KEYS,
    ECONOMY,
    KEYS,
    KEYS,
    SIZE,
    UNIT,
)
PRODUCT = st.builds(
    Product,
    st.integers(0, 20),
    st.integers(0, 5),
    TEXT,
    st.lists(CODE, max_size=3).map(tuple),
    KEYS,
    KEYS,
    ECONOMY,
    KEYS,
    KEYS,
    SIZE,
    SIZE,
    UNIT,
    st.frozensets(ECONOMY, max_size=2),
    KEYS,
)
MARKET = st.builds(
    Market,
    st.dictionaries(st.text(max_size=5), st.frozensets(ECONOMY), max_size=3),
    st.dictionaries(CODE, TEXT, max_size=6),
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(NEED, max_size=5),
    st.lists(PRODUCT, max_size=15),
    MARKET,
    st.integers(-1, 5),
    st.sampled_from(get_args(Group)),
)
def test_it_never_fails_and_the_judge_finds_nothing(
    needs: Sequence[Need], products: Sequence[Product], market: Market, top: int, group: Group
) -> None:
    matches = rank(needs, products, market=market, top=top, group=group)
    assert violations(needs, products, matches, top, group, market.agreements) == []
    json.dumps([each.values for match in matches for each in match.reasons])


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \t\n",
        "a" * 10_000,
        "durian " * 1_400,
        "榴" * 10_000,
        "\u17d2" * 10_000,
        "e" + "\u0301" * 10_000,
        "\ud800durian\udfff",
        "\x00\x1b[31m",
        "🍈" * 50,
        "ﷺ" * 500,
        "durian榴莲ทุเรียนទុរេនدوريانсад",
    ],
    ids=lambda text: f"{text[:8]!a}x{len(text)}",
)
def test_it_answers_any_text_on_either_side(text: str) -> None:
    needs, goods = (
        [need(text, id=1), need("durian 榴莲", id=2)],
        [product(1, text), product(2, "durian 榴莲")],
    )
    market = Market(nomenclature={"0810": text, "0811": "durian"})
    matches = rank(needs, goods, market=market)
    assert violations(needs, goods, matches, 20, "exhibitor") == []
    assert (2, 2) in {(match.need, match.product) for match in matches}


def test_it_finds_the_product_for_a_need_of_ten_thousand_characters() -> None:
    asked = " ".join(f"word{i}" for i in range(1_000)) + " durian"
    assert [match.product for match in rank([need(asked)], [product(1, "steel"), product(2, "durian")])] == [
        2
    ]


def test_a_word_without_end_takes_no_more_time_than_its_letters_do() -> None:
    catalogue = Catalogue([product(1, "steel"), product(2, "durian")])
    catalogue.find([need("durian" * 10)])
    begun = process_time()
    found = catalogue.find([need(f"{'durian' * 30_000} durian")])
    assert process_time() - begun < 3
    assert [match.product for match in found] == [2]


@given(st.lists(st.one_of(TEXT, st.text(st.characters(max_codepoint=127))), max_size=6))
def test_many_texts_are_taken_apart_as_each_would_be_by_itself(texts: list[str]) -> None:
    vocabulary = Vocabulary((1, 2))
    read = vocabulary.read(texts)
    names = vocabulary.names
    found = [[names[term] for term in read.terms[a:b]] for a, b in itertools.pairwise(read.starts)]
    assert found == [
        [term for piece in pieces(clean(text)) for term in terms_of_piece(piece, (1, 2))] for text in texts
    ]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("quantity", "least", "most"), [(1e308, 1e308, 1e308), (1e308, 0, math.inf)])
def test_no_order_is_too_large_to_be_compared(quantity: float, least: float, most: float) -> None:
    needs = [need("durian", quantity=quantity, unit="kg")]
    (match,) = rank(needs, [product(1, "durian", least=least, most=most, unit="kg")])
    assert reason(match, "size").values["fits"] == 1


@settings(deadline=None)
@given(st.text(st.one_of(st.sampled_from("06789６² .-,;\n"), st.characters()), max_size=40))
def test_codes_are_read_from_whatever_is_typed(typed: str) -> None:
    found = written(typed)
    assert all(found)
    assert written(",".join(found)) == found
    assert [normal(code) for code in apart(typed)] == [normal(code) for code in found]
