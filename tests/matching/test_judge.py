"""Each of the judge's rules catches a result broken by hand."""

from dataclasses import replace

import pytest

from buyers.matching import Group, Match, Reason, rank, violations
from tests.matching.makers import need, product

NEEDS = [need("durian", certificates_required=frozenset({"halal"}))]
HALAL = frozenset({"halal"})
GOODS = [
    product(1, "durian", exhibitor=10, certificates=HALAL),
    product(2, "durian", exhibitor=20, certificates=HALAL),
    product(3, "durian", exhibitor=30),
    product(4, "durian pulp", exhibitor=10, certificates=HALAL),
]
FIRST, SECOND = rank(NEEDS, GOODS)
FOURTH = FIRST._replace(product=4, rank=2)


def rescored(match: Match, score: float) -> Match:
    return match._replace(score=score, reasons=(Reason("text", score, {}),))


def test_it_finds_nothing_wrong_with_a_sound_result() -> None:
    assert violations(NEEDS, GOODS, [FIRST, SECOND], 20, "exhibitor") == []
    assert violations(NEEDS, GOODS, [FIRST, FOURTH], 20, "product") == []
    assert violations(NEEDS, GOODS, [], 20, "product") == []


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        ([FIRST._replace(need=9)], "Need 9 was never asked."),
        ([FIRST._replace(product=9)], "Need 1: product 9 does not exist."),
        ([FIRST._replace(exhibitor=20)], "Need 1: product 1 is exhibitor 10's, not 20's."),
        ([FIRST, SECOND._replace(rank=3)], "Need 1: the ranks run 1, 3, not 1 to 2."),
        ([SECOND, FIRST], "Need 1: the ranks run 2, 1, not 1 to 2."),
        ([rescored(FIRST, 1.5)], "Need 1, product 1: the score 1.5 is not between 0 and 1."),
        ([rescored(FIRST, float("nan"))], "Need 1, product 1: the score nan is not between 0 and 1."),
        (
            [rescored(FIRST, 0.5)._replace(score=0.25)],
            "Need 1, product 1: the reasons add up to 0.5, the score is 0.25.",
        ),
        ([FIRST._replace(score=0, reasons=())], "Need 1, product 1: no reason is given."),
        ([rescored(FIRST, 0.0)], "Need 1, product 1: the reason text adds nothing."),
        (
            [FIRST._replace(product=3, exhibitor=30)],
            "Need 1, product 3: the required certificate halal is missing.",
        ),
        (
            [rescored(FIRST, 0.4), rescored(SECOND, 0.5)],
            "Need 1: rank 2 scores higher than rank 1 before it.",
        ),
        (
            [SECOND._replace(rank=1), FIRST._replace(rank=2)],
            "Need 1: product 1 scores as product 2, and stands behind it.",
        ),
        ([FIRST, FOURTH], "Need 1: exhibitor 10 is listed 2 times."),
    ],
)
def test_it_says_what_is_wrong(broken: list[Match], complaint: str) -> None:
    assert complaint in violations(NEEDS, GOODS, broken, 20, "exhibitor")


def test_it_knows_who_was_not_to_be_shown() -> None:
    needs = [replace(NEEDS[0], without=frozenset({10}))]
    complaint = "Need 1: exhibitor 10 was not to be shown."
    assert violations(needs, GOODS, [FIRST], 20, "exhibitor") == [complaint]


def test_it_counts_what_was_asked_for() -> None:
    complaint = "Need 1: 2 matches, at most 1 were asked for."
    assert violations(NEEDS, GOODS, [FIRST, SECOND], 1, "exhibitor") == [complaint]


def test_it_shares_no_code_with_what_makes_a_result() -> None:
    from buyers.matching import judge, judge_reasons

    both = [*vars(judge).values(), *vars(judge_reasons).values()]
    homes = {getattr(thing, "__module__", "") or "" for thing in both if callable(thing)}
    ours = {home for home in homes if home.startswith("buyers.")}
    assert ours == {judge.__name__, judge_reasons.__name__, "buyers.matching.data"}


@pytest.mark.parametrize("group", ["exhibitor", "product"])
def test_it_sees_the_same_product_twice(group: Group) -> None:
    found = violations(NEEDS, GOODS, [FIRST, FIRST._replace(rank=2)], 20, group)
    assert [each for each in found if "listed 2 times" in each]
