"""Two forms of a word are one term, in each language that its script tells."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from buyers.matching import rank
from buyers.matching.stems import stem
from buyers.matching.textindex import K1, K1_LONG, repeats
from buyers.matching.vocabulary import Vocabulary
from tests.matching.makers import ids, need, product

FORMS = [
    ("mangoes", "mango"),
    ("cookies", "cookie"),
    ("ties", "tie"),
    ("boxes", "box"),
    ("сушёными фруктами", "сушёные фрукты"),  # Russian: with dried fruits, dried fruits
    ("для чёрного чая", "чёрный чай"),  # for black tea, black tea
    ("السيارات", "سيارات"),  # Arabic: the cars, cars
    ("للأثاث", "أثاث"),  # for the furniture, furniture
    ("پستهها", "پسته"),  # Persian: pistachios, pistachio
    ("خرماهای", "خرما"),  # dates of …, date
    ("ζάχαρης", "ζάχαρη"),  # Greek: of sugar, sugar
    ("चावलों", "चावल"),  # Hindi: rices, rice
]


@pytest.mark.parametrize(("one", "other"), FORMS)
def test_two_forms_of_a_word_are_one_term(one: str, other: str) -> None:
    assert [stem(word) for word in one.split()][-2:] == [stem(word) for word in other.split()]


@pytest.mark.parametrize("word", ["gas", "glass", "virus", "élevés", "cà", "茶", "ข้าว", "س", "ы", ""])
def test_what_has_no_ending_to_lose_stays(word: str) -> None:
    assert stem(word) == word


def test_threads_do_not_disturb_each_other() -> None:
    words = [word for forms in FORMS for text in forms for word in text.split()] * 200
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(stem, words)) == [stem(word) for word in words]


def test_a_short_word_with_an_accent_means_itself_where_a_text_has_it() -> None:
    goods = [product(1, "chợ"), product(2, "chỗ"), product(3, "máy")]  # market, place, machine
    assert ids(rank([need("chợ")], goods)) == [1]
    assert ids(rank([need("cho")], goods)) == [1, 2]


def test_repetition_counts_longer_in_long_texts() -> None:
    def mean(terms: int) -> float:
        return repeats(Vocabulary((1, 2)).read([" ".join(f"w{at}" for at in range(terms))] * 3).starts)

    assert mean(5) == mean(20) == K1 < mean(45) < mean(100) == K1_LONG
