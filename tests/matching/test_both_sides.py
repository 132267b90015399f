"""What exhibitors wish, what they can deliver, and how recommendations are spread."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buyers.matching import Cancelled, Catalogue, rank, spread
from tests.matching.makers import ids, need, product, reason


def f(*names: str) -> frozenset[str]:
    return frozenset(names)


class TestWishesOfExhibitors:
    def test_a_buyer_whom_the_exhibitor_wishes_to_meet_is_shown_it_first(self) -> None:
        goods = [product(1, "rice"), product(2, "rice", wants_economies=f("AE"), wants_sectors=f("food"))]
        first, second = rank([need("rice", economy="AE", sectors=f("food"))], goods)
        assert (first.product, second.product) == (2, 1)
        assert reason(first, "wanted").values == {"economies": ["AE"], "sectors": ["food"]}

    def test_half_of_the_wishes_met_counts_half(self) -> None:
        goods = [
            product(1, "rice", wants_economies=f("AE"), wants_sectors=f("tea")),
            product(2, "rice", wants_economies=f("AE")),
        ]
        assert ids(rank([need("rice", economy="AE")], goods)) == [2, 1]

    def test_whom_nobody_wishes_is_recommended_all_the_same(self) -> None:
        assert ids(rank([need("rice", economy="CN")], [product(1, "rice", wants_economies=f("AE"))])) == [1]


class TestOrderSize:
    GOODS = [
        product(1, "rice", least=20_000, most=1e6, unit="kg"),
        product(2, "rice", least=10, most=500, unit="kg"),
        product(3, "rice", least=20_000, unit="bags"),
    ]

    def test_who_takes_orders_of_the_size_comes_first(self) -> None:
        first, *_rest = rank([need("rice", quantity=100, unit="kg")], self.GOODS)
        assert first.product == 2
        assert reason(first, "size").values == {"fits": 1, "unit": "kg"}

    def test_other_units_say_nothing(self) -> None:
        matches = rank([need("rice", quantity=25_000, unit="kg")], self.GOODS)
        assert ids(matches) == [1, 2, 3]
        assert all(each.signal != "size" for each in matches[2].reasons)


class TestWithout:
    def test_an_exhibitor_that_was_turned_down_leaves_its_place_to_the_next(self) -> None:
        goods = [product(id, "rice", exhibitor=id) for id in range(4)]
        assert ids(rank([need("rice", without=frozenset({0, 2}))], goods, top=2)) == [1, 3]


def crowd(exhibitors: int) -> Catalogue:
    """Exhibitors of rice, the first ones best."""
    return Catalogue(
        [
            product(id, "rice jasmine" if id < 2 else "rice", exhibitor=id, certificates=f("halal"))
            for id in range(exhibitors)
        ]
    )


def test_one_need_is_shown_what_comes_near_its_best() -> None:
    catalogue = Catalogue(
        [product(1, "green tea"), product(2, "tea, cups and boxes of wood"), product(3, "rice")]
    )
    assert ids(catalogue.matches(need("green tea"))) == [1, 2]
    assert ids(catalogue.matches(need("green tea"), near=0.5)) == [1]


class TestSpread:
    def test_every_exhibitor_that_fits_is_shown_to_somebody(self) -> None:
        needs = [need("jasmine rice", id=id) for id in range(6)]
        found = spread(crowd(8), needs, {}, top=2)
        assert found.unseen_before == 6
        assert found.unseen == 0
        assert 0 < found.cost < 1
        assert found.score < found.score_before

    def test_nobody_is_shown_to_more_than_they_can_meet(self) -> None:
        needs = [need("jasmine rice", id=id) for id in range(6)]
        found = spread(crowd(8), needs, {0: 2, 1: 0}, top=2)
        shown = Counter(match.exhibitor for match in found.matches.bare())
        assert shown[0] == 2
        assert shown[1] == 0

    def test_each_need_keeps_its_best_first(self) -> None:
        found = spread(crowd(5), [need("jasmine rice", id=id) for id in range(3)], {}, top=2)
        for asked in range(3):
            of_need = [match for match in found.matches if match.need == asked]
            assert [match.rank for match in of_need] == list(range(1, len(of_need) + 1))
            assert [m.score for m in of_need] == sorted((m.score for m in of_need), reverse=True)

    def test_it_costs_nothing_where_nobody_is_left_out(self) -> None:
        found = spread(crowd(2), [need("rice")], {}, top=5)
        assert (found.unseen_before, found.unseen, found.cost) == (0, 0, 0)

    def test_what_is_far_from_the_best_is_shown_only_where_its_exhibitor_is_shown_nowhere_else(self) -> None:
        goods = [
            product(1, "durian", hs_codes=("081060",)),
            product(2, "durian", hs_codes=("081060",)),
            product(3, "melons", hs_codes=("0807",)),
            product(4, "melons", hs_codes=("0807",)),
        ]
        needs = [need("durian", hs_codes=("081060",)), need("melons", id=2)]
        far = {match.exhibitor for match in rank(needs[:1], goods) if match.score < 0.5}
        assert far == {300, 400}
        found = spread(Catalogue(goods), needs, {400: 0}, near=0.5)
        assert {(match.need, match.exhibitor) for match in found.matches.bare()} == {
            (1, 100),
            (1, 200),
            (2, 300),
        }
        found = spread(Catalogue(goods), needs[:1], {}, near=0.5)
        assert {match.exhibitor for match in found.matches.bare()} == {100, 200, 300, 400}
        assert found.cost == 0

    def test_who_is_left_over_takes_a_place_near_a_best_before_a_free_one_far_from_it(self) -> None:
        rice = [product(id, "jasmine rice", exhibitor=id) for id in (1, 2)]
        catalogue = Catalogue(
            [*rice, product(3, "jasmine rice bags", exhibitor=3), product(4, "steel pipes", exhibitor=4)]
        )
        needs = [need("jasmine rice", id=id) for id in (1, 2)]
        needs.append(need("steel pipes, not for rice", id=3))
        found = spread(catalogue, needs, {}, top=2, near=0.5)
        shown = {(match.need, match.exhibitor) for match in found.matches.bare()}
        assert [asked for asked, exhibitor in shown if exhibitor == 3] == [1]
        assert [exhibitor for asked, exhibitor in shown if asked == 3] == [4]
        assert (found.unseen_before, found.unseen) == (1, 0)
        assert 0 < found.cost < 0.1

    def test_what_is_shown_far_from_a_best_hides_no_cost(self) -> None:
        goods = [product(1, "jasmine rice", exhibitor=1), product(2, "glass and rice bowls", exhibitor=2)]
        needs = [need("jasmine rice", id=id) for id in (1, 2)]
        found = spread(Catalogue(goods), needs, {1: 1}, top=1, near=0.9)
        assert {match.exhibitor for match in found.matches.bare()} == {1, 2}
        assert found.cost == pytest.approx(0.5)

    def test_it_can_be_cancelled(self) -> None:
        with pytest.raises(Cancelled):
            spread(crowd(3), [need("rice", id=id) for id in range(9)], {}, progress=lambda part: part < 0.3)

    @settings(max_examples=40, deadline=None)
    @given(
        st.lists(st.sampled_from(["rice", "tea", "rice tea", "steel"]), min_size=1, max_size=8),
        st.lists(st.sampled_from(["rice", "tea", "steel", "glass"]), min_size=1, max_size=8),
        st.dictionaries(st.integers(0, 7), st.integers(0, 3)),
        st.integers(1, 3),
        st.sampled_from([0.0, 0.5, 1.0]),
    )
    def test_its_promises_hold_for_any_fair(
        self, wants: list[str], shows: list[str], capacity: dict[int, int], top: int, near: float
    ) -> None:
        catalogue = Catalogue([product(id, text, exhibitor=id) for id, text in enumerate(shows)])
        needs = [need(text, id=id) for id, text in enumerate(wants)]
        found = spread(catalogue, needs, capacity, top=top, near=near)
        matches = list(found.matches.bare())
        assert all(times <= top for times in Counter(match.need for match in matches).values())
        shown = Counter(match.exhibitor for match in matches)
        assert all(shown[each] <= room for each, room in capacity.items())
        assert len(set(matches)) == len(matches)
        assert len(shown) == found.fitting - found.unseen
        assert found.score <= found.score_before + 1e-9
