"""What a ranking promises, whatever the signals say."""

import copy
import math
import time

import pytest

from buyers.matching import Cancelled, Catalogue, Market, Weights, rank, violations
from tests.matching.makers import ONLY_TEXT, ids, need, product, reason

FRUIT = [
    product(1, "fresh durian", exhibitor=10, hs_codes=("081060",)),
    product(2, "durian", exhibitor=10, hs_codes=("0810",)),
    product(3, "fresh durian", exhibitor=20, hs_codes=("08",)),
    product(4, "steel", exhibitor=30, hs_codes=("7306",)),
]


def test_it_gives_scores_between_0_and_1_that_are_the_sum_of_their_reasons() -> None:
    matches = rank([need("fresh durian", hs_codes=("081060",))], FRUIT, group="product")
    for match in matches:
        assert 0 < match.score <= 1
        assert sum(each.share for each in match.reasons) == pytest.approx(match.score, abs=1e-9)
        assert all(each.share > 0 for each in match.reasons)


def test_it_names_the_strongest_reason_first() -> None:
    for match in rank([need("fresh durian", hs_codes=("081060",))], FRUIT):
        shares = [each.share for each in match.reasons]
        assert shares == sorted(shares, reverse=True)


def test_it_gives_1_to_what_meets_all_that_was_asked() -> None:
    (match,) = rank(
        [need(hs_codes=("081060",), sectors=frozenset({"food"}))],
        [product(1, hs_codes=("081060",), sectors=frozenset({"food"}))],
    )
    assert match.score == pytest.approx(1)


def test_it_lists_an_exhibitor_once_with_its_best_product() -> None:
    matches = rank([need("fresh durian", hs_codes=("081060",))], FRUIT)
    assert [(match.exhibitor, match.product, match.rank) for match in matches] == [(10, 1, 1), (20, 3, 2)]


def test_it_lists_every_product_where_products_are_asked_for() -> None:
    matches = rank([need("fresh durian", hs_codes=("081060",))], FRUIT, group="product")
    assert sorted(ids(matches)) == [1, 2, 3]
    assert [match.rank for match in matches] == [1, 2, 3]


def test_it_lists_at_most_top_and_fewer_where_less_fits() -> None:
    asked = [need("durian")]
    assert len(rank(asked, FRUIT, top=1)) == 1
    assert len(rank(asked, FRUIT, top=20)) == 2
    assert rank(asked, FRUIT, top=0) == []


def test_it_breaks_ties_by_the_order_of_the_products() -> None:
    goods = [product(id, "durian") for id in (7, 3, 9, 1)]
    assert ids(rank([need("durian")], goods)) == [7, 3, 9, 1]
    assert ids(rank([need("durian")], goods[::-1])) == [1, 9, 3, 7]


def test_what_adds_up_to_the_same_by_other_signals_is_a_tie() -> None:
    asked = need(
        sectors=frozenset({"fruit"}),
        certificates_welcome=frozenset({"gmp"}),
        markets=frozenset({"asean"}),
        quantity=50,
        unit="kg",
    )
    fruit = {"sectors": frozenset({"fruit"})}
    half_wanted = {"wants_sectors": frozenset({"fruit"}), "wants_economies": frozenset({"TH"})}
    goods = [
        product(1, **fruit, **half_wanted, markets=frozenset({"asean"})),
        product(2, **fruit, certificates=frozenset({"gmp"})),
    ]
    for some in goods, goods[::-1]:
        first, second = rank([asked], some)
        assert first.score == second.score
        assert [first.product, second.product] == [each.id for each in some]


def test_scores_are_told_as_they_are_compared() -> None:
    goods = [product(at, "durian " + "paste " * at) for at in range(9)]
    for match in rank([need("fresh durian, paste, tubes")], goods):
        assert match.score == round(match.score, 6)
        assert math.isclose(sum(each.share for each in match.reasons), match.score, abs_tol=1e-12)


def test_it_breaks_ties_by_the_order_of_the_products_among_very_many() -> None:
    goods = [product(id, hs_codes=(["081060", "0810", "08"][id % 3],)) for id in range(3_000)]
    in_order = sorted(range(3_000), key=lambda id: id % 3)
    assert ids(rank([need(hs_codes=("081060",))], goods, top=3_000)) == in_order


def test_it_answers_needs_in_the_order_given() -> None:
    matches = rank([need("durian", id=5), need("steel", id=2)], FRUIT)
    assert [match.need for match in matches] == [5, 5, 2]


def test_it_takes_the_first_of_needs_and_products_with_the_same_id() -> None:
    matches = rank([need("steel"), need("durian")], [product(1, "steel"), product(1, "durian")])
    assert [(match.need, match.product) for match in matches] == [(1, 1)]
    assert reason(matches[0], "text").values["words"] == ["steel"]


def test_a_product_that_is_given_twice_keeps_its_first_place() -> None:
    goods = [product(id, "durian") for id in (1, 2, 1)]
    matches = rank([need("durian")], goods)
    assert ids(matches) == [1, 2]
    assert violations([need("durian")], goods, matches, 20, "exhibitor") == []


def test_it_leaves_its_inputs_untouched() -> None:
    needs = [need("fresh durian", hs_codes=("0810.60",), languages=frozenset({"en"}))]
    market = Market(agreements={"RCEP": frozenset({"CN"})}, nomenclature={"0810": "Other fruit, fresh"})
    before = copy.deepcopy((needs, FRUIT, market))
    rank(needs, FRUIT, market=market)
    assert (needs, FRUIT, market) == before


def test_it_gives_the_same_answer_to_one_need_alone_as_among_many() -> None:
    needs = [need("fresh durian", id=1), need("steel", id=2)]
    catalogue = Catalogue(FRUIT)
    assert rank(needs, FRUIT) == [match for each in needs for match in catalogue.matches(each)]


def test_it_answers_nothing_to_nothing() -> None:
    assert rank([], FRUIT) == []
    assert rank([need("durian", hs_codes=("08",), certificates_required=frozenset({"halal"}))], []) == []
    assert rank([need("")], FRUIT) == []


class TestWeights:
    def test_they_change_the_order(self) -> None:
        goods = [product(1, "dried", hs_codes=("081060",)), product(2, "durian")]
        asked = [need("durian", hs_codes=("081060",))]
        assert ids(rank(asked, goods)) == [1, 2]
        assert ids(rank(asked, goods, weights=Weights(hs=0.1, text=0.9))) == [2, 1]

    def test_they_count_by_proportion_only(self) -> None:
        asked = [need("fresh durian", hs_codes=("081060",))]
        doubled = Weights(**{name: 2 * weight for name, weight in Weights().table().items()})
        for one, other in zip(rank(asked, FRUIT), rank(asked, FRUIT, weights=doubled), strict=True):
            assert one.score == pytest.approx(other.score)

    def test_a_weight_of_0_turns_its_signal_off(self) -> None:
        assert rank([need(hs_codes=("081060",))], FRUIT, weights=ONLY_TEXT) == []

    @pytest.mark.parametrize("wrong", [-1.0, float("nan"), float("inf")])
    def test_a_weight_that_is_none_is_refused(self, wrong: float) -> None:
        with pytest.raises(ValueError, match="languages"):
            Weights(languages=wrong)

    def test_something_must_weigh_the_goods(self) -> None:
        with pytest.raises(ValueError, match="above 0"):
            Weights(hs=0, text=0, nomenclature=0, sectors=0)

    def test_they_must_add_up(self) -> None:
        with pytest.raises(ValueError, match="too large"):
            Weights(hs=1e308, text=1e308)


class TestProgress:
    def test_it_runs_from_0_to_1(self) -> None:
        heard: list[float] = []

        def hear(part: float) -> bool:
            heard.append(part)
            return True

        rank([need("durian", id=i) for i in range(4)], FRUIT, progress=hear)
        assert heard == [0, 0.25, 0.5, 0.75, 1]

    def test_it_cancels_where_it_is_answered_with_no(self) -> None:
        with pytest.raises(Cancelled):
            rank([need("durian", id=i) for i in range(4)], FRUIT, progress=lambda part: part < 0.5)


def test_it_answers_a_fair_within_seconds() -> None:
    goods = [
        product(i, f"brand{i % 50} kind{i % 700} item{i}", hs_codes=(f"{i % 90 + 1:02d}{i % 9 + 1:02d}",))
        for i in range(10_000)
    ]
    needs = [need(f"brand{i % 50} kind{i}", id=i, hs_codes=(f"{i % 90 + 1:02d}01",)) for i in range(400)]
    started = time.perf_counter()
    matches = rank(needs, goods)
    assert len(matches) == 400 * 20
    assert time.perf_counter() - started < 6  # about 1 s on an idle core
