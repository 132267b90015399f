"""Texts become the same words whichever way they are read."""

from unittest import mock

from hypothesis import example, given, settings
from hypothesis import strategies as st

from buyers.matching import Catalogue, Need, Product
from buyers.matching.explain import Explainer
from buyers.matching.plain import split
from buyers.matching.vocabulary import Vocabulary
from buyers.matching.words import ENDED, clean, pieces, terms_of_piece

plain = st.text(st.characters(max_codepoint=127, exclude_characters=ENDED), max_size=60)


def one_by_one(text):
    return [term for piece in pieces(clean(text)) for term in terms_of_piece(piece, (1, 2))]


@settings(max_examples=200, deadline=None)
@example(texts=["Fresh DURIAN\x07s, 100% halal", "", "tea\ttea Tea"])
@given(texts=st.lists(plain, max_size=5))
def test_plain_texts_are_read_at_once_as_they_are_one_by_one(texts):
    vocabulary = Vocabulary((1, 2))
    read = vocabulary.read(texts)
    words = [vocabulary.names[term] for term in read.terms]
    assert [words[a:b] for a, b in zip(read.starts, read.starts[1:], strict=False)] == list(
        map(one_by_one, texts)
    )


@settings(max_examples=50, deadline=None)
@given(st.lists(st.one_of(plain, st.text(max_size=10)), max_size=5))
def test_a_text_in_another_script_changes_nothing_about_the_others(texts):
    vocabulary = Vocabulary((1, 2))
    read = vocabulary.read([*texts, "茶"])
    words = [vocabulary.names[term] for term in read.terms]
    assert [words[a:b] for a, b in zip(read.starts, read.starts[1:], strict=False)] == [
        *map(one_by_one, texts),
        ["茶"],
    ]


def test_each_distinct_word_is_told_once():
    found = split(f"Tea and tea {ENDED} TEA")
    said = found.said.tobytes().decode()
    assert [said[a:b] for a, b in zip(found.begins, found.ends, strict=True)] == ["tea", "and"]
    assert found.numbers.tolist() == [1, 2, 1, 0, 1]


said = st.lists(
    st.sampled_from([f"{word}{end}" for word in "abcdefghij" for end in ("durian", "steel", "x7", "ries")])
)


@settings(max_examples=50, deadline=None)
@example(
    needs=[[f"word{at}x" for at in range(70)], ["茶"]], products=[[f"word{at}x" for at in range(60, 70)]]
)
@given(needs=st.lists(said, max_size=4), products=st.lists(said, max_size=6))
def test_many_reasons_at_once_are_what_they_are_one_by_one(needs, products):
    goods = [Product(at, at, " ".join(words)) for at, words in enumerate(products)]
    asked = [Need(at, " ".join(words)) for at, words in enumerate(needs)]
    catalogue = Catalogue(goods)
    with mock.patch.object(Explainer, "look_ahead", return_value={}):
        one_by_one = list(catalogue.find(asked))
    assert list(catalogue.find(asked)) == one_by_one
