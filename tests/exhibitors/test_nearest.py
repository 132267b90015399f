"""What the directory shows where nothing has all that was typed: what comes nearest, found by the matching engine."""

import pytest
from django.urls import reverse

from exhibitors import at_hand
from exhibitors.directory import refresh_vocabulary
from exhibitors.models import Exhibitor
from expo.fair.models import Nomenclature
from tests import factories as make


@pytest.fixture(autouse=True)
def _nothing_is_made_yet(monkeypatch):
    monkeypatch.setattr(at_hand._Shelf, "last", None)


@pytest.fixture(autouse=True)
def nomenclature(db):
    """Names in two languages, from which the engine learns what 榴莲 and 鲜 mean."""
    Nomenclature.objects.all().delete()
    said = {
        "081060": ("Durian", "榴莲"),
        "081190": ("Frozen durian", "冷冻榴莲"),
        "030617": ("Frozen shrimp", "冷冻虾"),
        "0306": ("Shrimp", "虾"),
        "2008": ("Fruit, otherwise prepared", "制作的水果"),
    }
    for code, words in said.items():
        for language, description in zip(("en", "zh-hans"), words, strict=True):
            Nomenclature.objects.create(code=code, language=language, description=description)
    Nomenclature.objects.filter(code="2008", language="en").update(trade_words="snack")


@pytest.fixture
def shows(edition):
    """Make a public exhibitor that shows one product; returns the product."""

    def show(name, company="Somebody", **fields):
        row = make.ExhibitorFactory(edition=edition, approved=True, company__name=company)
        return make.ProductFactory(exhibitor=row, name=name, **{"hs_code": "0101", **fields})

    return show


@pytest.fixture
def page(client):
    """Open the directory; returns the answer."""
    return lambda **query: client.get(reverse("directory"), query)


def nearest(answer):
    """What the page shows as nearest, by name, each with its reason."""
    return {str(getattr(row, "company", row)): row.why for row in answer.context["nearest"]}


@pytest.mark.parametrize("kind", [{}, {"show": "products"}])
def test_it_shows_what_has_some_of_the_words(kind, shows, page):
    shows("Fresh durian", "Fresh durian")
    shows("Crispy snack", "Crispy snack")
    shows("Steel pipes")
    answer = page(q="durian snack", **kind)
    assert answer.context["page"].paginator.count == 0
    assert nearest(answer) == {"Fresh durian": "Has: durian", "Crispy snack": "Has: snack"}
    assert "This comes nearest" in answer.content.decode()
    assert "Has: durian" in answer.content.decode()


def test_a_word_finds_what_says_the_same_in_another_language_alone(shows, page):
    shows("Durian paste", "By meaning")
    shows("Steel pipes")
    answer = page(q="榴莲")
    assert answer.context["page"].paginator.count == 0
    assert nearest(answer) == {"By meaning": "Has: 榴莲"}


def test_an_hs_code_leads_from_words_to_goods_and_is_told(shows, page):
    shows("Chips", "By its code", hs_code="200899")
    assert nearest(page(q="durian snack")) == {"By its code": "HS 2008: snack"}


def test_a_code_among_the_words_counts(shows, page):
    shows("Fruta", "By its code", hs_code="081060")
    assert nearest(page(q="xylophone 0810.60")) == {"By its code": "HS 081060"}


def test_what_fits_best_comes_first_and_its_product_first_on_the_card(shows, page):
    shows("Frozen durian", "Second", hs_code="081190")
    other = shows("Another", "First")
    make.ProductFactory(exhibitor=other.exhibitor, name="Fresh durian pulp", hs_code="081190")
    answer = page(q="durian pulp xylophone")
    assert list(nearest(answer)) == ["First", "Second"]
    first = answer.context["nearest"][0]
    assert [product.name for product in first.products.all()] == ["Fresh durian pulp", "Another"]


@pytest.mark.parametrize("kind", [{}, {"show": "products"}])
def test_it_stays_within_the_chosen_facets(kind, edition, shows, page):
    shows("Durian sweets", "Not halal")
    halal = shows("Durian cake", "Durian cake", certificates=["halal"])
    make.ProductFactory(exhibitor=halal.exhibitor, name="Durian soap")
    answer = page(q="durian xylophone", certificate="halal", **kind)
    assert nearest(answer) == {"Durian cake": "Has: durian"}


def test_slips_are_mended_as_they_are_in_a_search_even_where_one_asks_literally(shows, page, edition):
    shows("Durian", "Durians")
    refresh_vocabulary()
    assert nearest(page(q="durrian xylophone")) == {"Durians": "Has: durian"}
    answer = page(q="durrian", literal="1")
    assert answer.context["page"].paginator.count == 0
    assert nearest(answer) == {"Durians": "Has: durian"}


def test_it_shows_24_at_most(shows, page):
    for number in range(26):
        shows("Durian", f"Grower {number}")
    assert len(nearest(page(q="durian xylophone"))) == 24


def test_it_shows_nothing_where_no_word_is_found_or_all_are(shows, page):
    shows("Durian")
    assert nearest(page(q="durable")) == {}
    answer = page(q="xylophone")
    assert nearest(answer) == {}
    assert "This comes nearest" not in answer.content.decode()
    assert nearest(page(q="durian")) == {}
    assert nearest(page(economy="VN")) == {}


def test_no_page_waits_for_a_new_catalogue(shows, page, monkeypatch):
    """It shows what was there before, as far as it is public still, until a new one is made beside."""
    old, gone = shows("Durian", "Old"), shows("Durian", "Gone")
    page(q="durian xylophone")
    left = []
    monkeypatch.setattr(at_hand, "beside", left.append)
    shows("Durian", "New")
    Exhibitor.objects.filter(pk=gone.exhibitor_id).update(state="withdrawn")
    assert list(nearest(page(q="durian xylophone"))) == [str(old.exhibitor.company)]
    (make_anew,) = left
    make_anew()
    assert list(nearest(page(q="durian xylophone"))) == ["Old", "New"]
    assert len(left) == 1


def test_nobody_looks_for_changes_within_a_minute(shows, page, monkeypatch):
    monkeypatch.setattr(at_hand, "PAUSE", 60)
    monkeypatch.setattr(at_hand, "beside", pytest.fail)
    shows("Durian", "Old")
    page(q="durian xylophone")
    shows("Durian", "New")
    assert list(nearest(page(q="durian xylophone"))) == ["Old"]


def test_only_one_waits_for_the_first_catalogue_of_a_process(shows, page):
    shows("Durian", "Grower")
    with at_hand._Shelf.making:
        assert nearest(page(q="durian xylophone")) == {}
    assert list(nearest(page(q="durian xylophone"))) == ["Grower"]
