"""What the directory shows where few or none have all that was typed: what comes nearest, by the matching engine."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext, override

from exhibitors import at_hand
from exhibitors.directory import refresh_vocabulary
from exhibitors.directory.answer import SIZE
from exhibitors.models import Exhibitor
from expo.common import shelf
from expo.fair.models import Nomenclature
from tests import factories as make


@pytest.fixture(autouse=True)
def _nothing_is_made_yet(monkeypatch):
    monkeypatch.setattr(at_hand._shelf, "last", None)


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
def other_goods(shows):
    """So many others that a word two products have is a rare one."""
    for name in ("Steel pipes", "Cotton yarn", "Pump", "Chairs", "Paint", "Glass jars"):
        shows(name)


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


def found(answer):
    """What the page shows as found, by name."""
    return [str(getattr(row, "company", row)) for row in answer.context["page"].object_list]


@pytest.mark.usefixtures("other_goods")
@pytest.mark.parametrize("kind", [{}, {"show": "products"}])
def test_below_what_has_all_of_the_words_it_shows_what_comes_near(kind, shows, page):
    shows("Durian snack bars", "Durian snack bars")
    shows("Fresh durian", "Fresh durian")
    answer = page(q="durian snack", **kind)
    assert found(answer) == ["Durian snack bars"]
    assert nearest(answer) == {"Fresh durian": "Has: durian"}
    content = answer.content.decode()
    assert content.index("Durian snack bars</bdi>") < content.index("Also near what you look for</h2>")
    assert content.index("Also near what you look for</h2>") < content.index("Fresh durian</bdi>")
    assert "This comes nearest" not in content


@pytest.mark.usefixtures("other_goods")
def test_beside_a_word_it_shows_what_says_the_same_in_another_language(shows, page):
    shows("榴莲 durian", "Both")
    shows("Durian paste", "By meaning")
    answer = page(q="榴莲")
    assert found(answer) == ["Both"]
    assert nearest(answer) == {"By meaning": "Has: 榴莲"}


@pytest.mark.usefixtures("other_goods")
def test_what_says_the_same_in_another_language_is_near_however_well_the_found_fits(shows, page):
    shows("鲜榴莲", "Found", hs_code="081060")
    shows("Durian paste of the best sort with sugar, milk, cream, salt, flour and eggs", "By meaning")
    answer = page(q="榴莲")
    assert found(answer) == ["Found"]
    assert list(nearest(answer)) == ["By meaning"]


@pytest.mark.usefixtures("other_goods")
def test_below_what_was_found_it_says_so_in_the_readers_language(shows, client):
    shows("Durian snack", "Both")
    shows("Fresh durian", "One")
    with override("zh-hans"):
        content = client.get(reverse("directory"), {"q": "durian snack"}).content.decode()
        assert f"{gettext('Also near what you look for')}</h2>" in content


@pytest.mark.usefixtures("other_goods")
def test_what_is_near_stays_within_the_chosen_facets_also_below_what_was_found(shows, page):
    shows("Durian snack", "Found", certificates=["halal"])
    shows("Durian cake", "Halal", certificates=["halal"])
    shows("Durian sweets", "Not halal")
    answer = page(q="durian snack", certificate="halal")
    assert (found(answer), list(nearest(answer))) == (["Found"], ["Halal"])


def test_what_fits_much_less_than_what_was_found_is_not_near(shows, page):
    shows("Fresh durian pulp paste", "Found")
    shows("Fresh milk", "Faint")
    assert nearest(page(q="fresh durian pulp paste")) == {}


@pytest.mark.usefixtures("other_goods")
def test_nothing_is_near_where_what_was_found_fills_the_page(shows, page):
    for number in range(SIZE):
        shows("Durian snack", f"Grower {number}")
    shows("Fresh durian", "Near")
    answer = page(q="durian snack")
    assert (len(found(answer)), nearest(answer)) == (SIZE, {})
    Exhibitor.objects.filter(company__name="Grower 7").update(state="withdrawn")
    answer = page(q="durian snack")
    assert (len(found(answer)), list(nearest(answer))) == (SIZE - 1, ["Near"])


@pytest.mark.parametrize(
    "typed", ["Golden Naga Trading", "golden naga", "naga", "D2-115", "Golden D2-115", "goldn naga"]
)
@pytest.mark.parametrize("kind", [{}, {"show": "products"}])
def test_nothing_is_near_to_one_company_or_one_booth(kind, typed, edition, shows, page):
    silk = shows("Golden silk", "Golden Naga Trading")
    make.BoothClaimFactory(
        exhibitor=silk.exhibitor, booth=make.BoothFactory(edition=edition, number="D2-115")
    )
    shows("Golden mango", "Another")
    refresh_vocabulary()
    answer = page(q=typed, **kind)
    assert found(answer) == (["Golden silk"] if kind else ["Golden Naga Trading"])
    assert nearest(answer) == {}


def test_a_company_found_by_its_whole_name_is_alone_even_where_its_goods_are_called_so(shows, page):
    shows("Durian snack", "Durian Snack")
    shows("Fresh durian", "Another")
    assert nearest(page(q="durian snack")) == {}


@pytest.mark.usefixtures("other_goods")
def test_a_word_for_goods_that_is_in_a_companys_name_too_is_one_for_goods(shows, page):
    shows("Durian snack", "Durian Snack World")
    shows("Fresh durian", "Another")
    assert list(nearest(page(q="durian snack"))) == ["Another"]


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
    monkeypatch.setattr(shelf, "beside", left.append)
    shows("Durian", "New")
    Exhibitor.objects.filter(pk=gone.exhibitor_id).update(state="withdrawn")
    assert list(nearest(page(q="durian xylophone"))) == [str(old.exhibitor.company)]
    (make_anew,) = left
    make_anew()
    assert list(nearest(page(q="durian xylophone"))) == ["Old", "New"]
    assert len(left) == 1


def test_nobody_looks_for_changes_within_a_minute(shows, page, monkeypatch):
    monkeypatch.setattr(shelf, "PAUSE", 60)
    monkeypatch.setattr(shelf, "beside", pytest.fail)
    shows("Durian", "Old")
    page(q="durian xylophone")
    shows("Durian", "New")
    assert list(nearest(page(q="durian xylophone"))) == ["Old"]


def test_only_one_waits_for_the_first_catalogue_of_a_process(shows, page):
    shows("Durian", "Grower")
    with at_hand._shelf.making:
        assert nearest(page(q="durian xylophone")) == {}
    assert list(nearest(page(q="durian xylophone"))) == ["Grower"]


@pytest.mark.usefixtures("other_goods")
def test_while_the_first_catalogue_is_made_it_shows_what_was_found_alone(shows, page):
    shows("Durian snack", "Found")
    shows("Fresh durian", "Near")
    with at_hand._shelf.making:
        answer = page(q="durian snack")
        assert (found(answer), nearest(answer)) == (["Found"], {})
    assert list(nearest(page(q="durian snack"))) == ["Near"]
