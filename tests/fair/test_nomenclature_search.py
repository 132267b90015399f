"""Looking up HS codes by word: in one's own words, in any language, mistyped."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import translation

from expo.common import shelf
from expo.fair import nomenclature_search
from expo.fair.models import Nomenclature
from expo.fair.nomenclature_files import read_own
from expo.fair.nomenclature_search import codes_for

pytestmark = pytest.mark.django_db

WORDS = [
    ("08", "en", "Edible fruit and nuts"),
    ("0810", "en", "Other fruit, fresh"),
    ("081060", "en", "Durians"),
    ("081060", "zh", "鲜榴莲"),
    ("7306", "en", "Tubes and pipes of iron or steel"),
    ("0810600010", "en", "Durians, a tariff line"),
]


@pytest.fixture(autouse=True)
def nomenclature():
    Nomenclature.objects.all().delete()
    Nomenclature.objects.bulk_create(
        Nomenclature(code=code, language=language, description=words) for code, language, words in WORDS
    )


@pytest.mark.parametrize("words", ["durian", "durrian", "榴莲", "fresh durians for shops", "0810.60"])
def test_the_code_that_fits_comes_first(words):
    assert codes_for(words)[0].code == "081060"


@pytest.mark.parametrize("words", ["durain", "Duiran", "durains"])
def test_two_letters_that_changed_places_find_what_was_meant(words):
    """By its pieces alone it is more like wheat, and drains."""
    Nomenclature.objects.create(
        code="100119", language="en", description="Durum wheat", trade_words="durum wheat grain"
    )
    Nomenclature.objects.create(code="6906", language="en", description="Drain pipes", trade_words="drain")
    assert codes_for(words)[0].code == "081060"


def test_its_page_says_what_was_looked_for_instead(client):
    Nomenclature.objects.filter(code="0810").update(trade_words="durian")
    page = client.get(reverse("hs-codes"), {"q": "fresh durain"}).content.decode()
    assert "shown: fresh durian." in page
    assert "(also called: durian)" in page
    assert "shown: " not in client.get(reverse("hs-codes"), {"q": "fresh durian"}).content.decode()


def test_a_word_that_the_nomenclature_has_is_meant_as_it_is_typed():
    Nomenclature.objects.create(code="8701", language="en", description="Durain makers")
    assert codes_for("durain")[0].code == "8701"


@pytest.mark.parametrize("words", ["steel tube", "line pipe", "linepipes", "管线管"])
def test_a_trade_word_finds_the_heading_and_is_told(client, words):
    trade_words = {"en": "line pipe, linepipe, steel tube", "zh": "管线管、方管"}
    for language, said in trade_words.items():
        Nomenclature.objects.update_or_create(
            code="7306", language=language, defaults={"description": "Tubes", "trade_words": said}
        )
    assert codes_for(words)[0].code == "7306"
    assert "(also called: " in client.get(reverse("hs-codes"), {"q": words}).content.decode()


def test_what_only_stands_beside_it_in_the_nomenclature_is_left_out():
    Nomenclature.objects.create(code="081050", language="en", description="Kiwifruit")
    assert [found.code for found in codes_for("durian")] == ["081060", "0810"]


def test_digits_find_what_begins_with_them():
    Nomenclature.objects.create(code="0801", language="en", description="Coconuts and nuts")
    assert {found.code for found in codes_for("0810")} == {"0810", "081060"}


@pytest.mark.parametrize("code", ["08", "0810", "08.10"])
def test_a_code_comes_before_those_below_it_whose_words_name_it(code):
    for at in range(3):
        words = "Fruit; fresh, n.e.c. in heading no. 0810, chapter 08"
        Nomenclature.objects.create(code=f"08109{at}", language="en", description=words)
    assert codes_for(code)[0].code == code.replace(".", "")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("0", ["08", "0810", "081060"]),
        ("7", ["7306"]),
        ("081", ["0810", "081060"]),
        ("08106", ["081060"]),
        ("0810.6", ["081060"]),
        ("08 10 6", ["081060"]),
        ("08 10 60", ["081060"]),
        ("0810.60.00", ["081060"]),
        ("０８１０．６０", ["081060"]),
        ("7306, 0810", ["7306", "0810", "081060"]),
        ("0810、730", ["0810", "7306", "081060"]),
        ("0810 7306", ["0810", "7306", "081060"]),
        ("7306.40", ["7306"]),
        ("9", []),
    ],
)
def test_the_first_digits_of_codes_find_all_that_begin_so(typed, found):
    assert [each.code for each in codes_for(typed)] == found


@pytest.mark.parametrize("words", ["rice cooker", "Rice-cookers", "ricecooker", "a rice cooker for hotels"])
def test_what_is_called_by_a_whole_phrase_comes_before_what_only_shares_a_word(words):
    Nomenclature.objects.bulk_create(
        Nomenclature(code=code, language="en", description=description, trade_words=trade_words)
        for code, description, trade_words in [
            ("1006", "Rice", "rice, white rice, rice grain, hotel rice"),
            ("7321", "Cookers", "cooker, gas cooker, hotel cooker"),
            (
                "8516",
                "Electric water heaters, hair dryers, irons, ovens, toasters",
                "kettle, rice cooker, hob",
            ),
        ]
    )
    assert codes_for(words)[0].code == "8516"


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("T-shirt", "6109"),
        ("tshirts", "6109"),
        ("cotton T-shirts for men", "6109"),
        ("3D printer", "8485"),
        ("facial masks", "3304"),
        ("tea towel", "6302"),
        ("茶巾", "6302"),
        ("rice cooker", "8516"),
        ("cellphone", "8517"),
        ("mobile phone", "8517"),
        ("mobilephones", "8517"),
        ("sun glasses", "9004"),
    ],
)
def test_the_projects_own_table_knows_ordinary_goods_however_they_are_spelt(words, heading):
    Nomenclature.objects.all().delete()
    Nomenclature.objects.bulk_create(read_own())
    assert codes_for(words)[0].code == heading


def test_a_figure_among_words_is_no_chapter():
    Nomenclature.objects.create(code="12", language="en", description="Oil seeds")
    assert "12" not in {found.code for found in codes_for("durian 12")}
    assert codes_for("12")[0].code == "12"


def test_tariff_lines_below_the_subheading_are_left_out():
    assert all(len(found.code) <= 6 for found in codes_for("durians"))


def test_a_change_of_the_nomenclature_counts_at_once():
    assert codes_for("rambutan") == []
    Nomenclature.objects.create(code="081090", language="en", description="Rambutans, longans")
    assert codes_for("rambutan")[0].code == "081090"


def test_a_change_that_is_committed_after_a_later_one_counts_too():
    date = "UPDATE fair_nomenclature SET modified_at = %s WHERE code = '7306'"
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE fair_nomenclature DISABLE TRIGGER USER")
        cursor.execute(date, ["2026-01-01T00:00:00Z"])
        assert codes_for("rambutan") == []
        Nomenclature.objects.filter(code="7306").update(description="Rambutans")
        cursor.execute(date, ["2026-01-02T00:00:00Z"])
    assert codes_for("rambutan")[0].code == "7306"


def test_the_page_shows_each_code_with_its_levels_and_leads_to_the_products(client):
    page = client.get(reverse("hs-codes"), {"q": "durian"})
    html = page.content.decode()
    assert page.status_code == 200
    assert html.index("081060") < html.index("Other fruit, fresh")
    assert f"{reverse('directory')}?q=081060" in html


@pytest.mark.parametrize("asked", ["", " ", "xyzzyq", "\0durian", "x" * 300, "../etc", "<script>"])
def test_the_page_answers_whatever_is_typed(client, asked):
    assert client.get(reverse("hs-codes"), {"q": asked}).status_code == 200


def test_it_says_so_where_nothing_fits(client):
    assert "No code has words like these" in client.get(reverse("hs-codes"), {"q": "xyzzyq"}).content.decode()


def test_it_speaks_chinese(client):
    with translation.override("zh-hans"):
        address = reverse("hs-codes")
    assert "编码" in client.get(address, {"q": "榴莲"}).content.decode()


class TestAfterAnImport:
    """A nomenclature's index takes seconds: it is made beside, and nobody who looks something up waits for it."""

    @pytest.fixture
    def left(self, monkeypatch):
        """In a process that has just begun, what would be done beside, and is not done yet."""
        work = []
        monkeypatch.setattr(nomenclature_search._shelf, "last", None)
        monkeypatch.setattr(shelf, "beside", work.append)
        monkeypatch.setattr(shelf, "PATIENCE", 0)
        return work

    def test_one_finds_what_was_there_before_until_the_new_index_is_made(self, left):
        codes_for("durian")
        Nomenclature.objects.create(code="0901", language="en", description="Coffee")
        assert codes_for("coffee") == []
        assert codes_for("durian")[0].code == "081060"
        left[0]()
        assert codes_for("coffee")[0].code == "0901"

    def test_while_it_is_made_nobody_makes_another(self, left):
        codes_for("durian")
        Nomenclature.objects.create(code="0901", language="en", description="Coffee")
        with nomenclature_search._shelf.making:
            assert codes_for("coffee") == []
        assert left == []

    def test_the_first_of_a_process_waits(self, left):
        assert codes_for("durian")[0].code == "081060"
        assert left == []
