"""The directory: what is found by which words, in which order, and what it says of words that nothing has."""

import pytest
from django.urls import reverse

from exhibitors.acts import products, registrations
from exhibitors.directory import refresh_vocabulary, search, search_products
from exhibitors.directory.facets import FACETS
from exhibitors.directory.question import terms_in
from exhibitors.models import Exhibitor, Product
from expo.fair.models import Nomenclature
from tests import factories as make


@pytest.fixture
def shows(edition):
    """Make a public exhibitor that shows one product; returns it."""

    def show(name, company="Somebody", economy="CN", **fields):
        exhibitor = make.ExhibitorFactory(
            edition=edition,
            approved=True,
            company__name=company,
            company__economy=make.EconomyFactory(code=economy),
        )
        make.ProductFactory(exhibitor=exhibitor, name=name, **{"hs_code": "0101", **fields})
        return exhibitor

    return show


@pytest.fixture
def found(edition):
    """The companies that a text finds."""

    def find(text, **wanted):
        rows = search(edition, {"q": text, **wanted})
        return sorted(rows.values_list("company__name", flat=True))

    return find


@pytest.fixture
def page(client):
    """Open the directory; returns the answer."""
    return lambda **query: client.get(reverse("directory"), query)


def shown(answer):
    """What a page lists, in its order."""
    return [str(getattr(row, "company", row)) for row in answer.context["page"].object_list]


def test_it_finds_a_product_by_a_word_of_its_name_its_english_name_or_its_description(shows, found):
    shows("ทุเรียนสด", "By name")
    shows("Obst", "By English name", name_en="Fresh durian")
    shows("Fruit", "By description", description="Best durians of the south.")
    shows("Mango", "Not at all")
    assert found("durian") == ["By English name", "By description"]
    assert found("ทุเรียน") == ["By name"]


def test_it_finds_an_exhibitor_by_its_company_its_city_and_what_it_tells(edition, found):
    make.ExhibitorFactory(
        edition=edition, approved=True, company__name="Golden Naga", company__city="Vientiane"
    )
    make.ExhibitorFactory(edition=edition, approved=True, company__name="Other", about="We weave silk.")
    assert found("naga") == ["Golden Naga"]
    assert found("vientiane") == ["Golden Naga"]
    assert found("silk") == ["Other"]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("泰国新鲜榴莲", "榴莲"),
        ("金枕榴莲 新鲜", "新鲜榴莲"),
        ("ทุเรียนสดหมอนทอง", "หมอนทอง"),
        ("تمور مجهول فاخرة", "تمور"),
        ("កៅស៊ូធម្មជាតិ", "កៅស៊ូ"),
        ("ပဲတီစိမ်း", "ပဲတီ"),
        ("ເຂົ້າຫນຽວ", "ເຂົ້າ"),
        ("Мёд натуральный", "мед"),
        ("Мёд натуральный", "меда"),
        ("Чёрный чай и кофе", "чёрного"),
        ("Сушеные фрукты", "сушёными фруктами"),
        ("أثاث مكتبي فاخر", "الأثاث"),
        ("القهوة العربية", "قهوه"),
        ("Sầu riêng Ri6", "sau rieng"),
        ("Sau rieng Ri6", "sầu riêng"),
        ("Đường thốt nốt", "duong"),
        ("Café de especialidad", "cafe"),
        ("Mangoes", "mango"),
        ("Mango", "MANGOES"),
        ("T-shirts", "shirt"),
    ],
)
def test_it_finds_words_in_every_script_and_without_accents(written, typed, shows, found):
    shows(written, "Found")
    shows("Screws", "Another")
    assert found(typed) == ["Found"]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("durian", "durain"),
        ("durian", "durien"),
        ("durian", "duriann"),
        ("mango", "mnago"),
        ("mango", "manggo"),
        ("mangosteen", "mangostene"),
        ("mangosteen", "mongosten"),
        ("dragon fruit", "dragonfruit"),
        ("durian", "duri"),
        ("Thái", "thais"),
    ],
)
def test_it_forgives_typing_errors(written, typed, shows, found):
    shows(f"Fresh {written}", "Found")
    shows("Copper cable", "Another")
    refresh_vocabulary()
    assert found(typed) == ["Found"]


@pytest.mark.parametrize("typed", ["drn", "teh", "dxxxxn", "mxngx", "榴石", "石榴糖", "泰国石榴"])
def test_it_guesses_no_further_than_a_slip_of_the_fingers(typed, shows, found):
    for name in ("durian", "mango", "tea", "榴莲"):
        shows(name)
    refresh_vocabulary()
    assert found(typed) == []


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("榴莲", "榴梿"),
        ("榴莲", "榴槤"),
        ("咖啡", "咖非"),
        ("新能源汽车", "新能源气车"),
        ("天然橡胶", "椽胶"),
        ("电动三轮车", "电动三仑车"),
        ("智能机器人", "机器仁"),
        ("ทุเรียน", "ทุเรียณ"),
        ("มะม่วงอบแห้ง", "มะม่วงอบแฮ้ง"),
    ],
)
def test_in_scripts_without_spaces_it_forgives_one_character(written, typed, shows, found, page):
    shows(f"{written} A", "Found")
    shows("咖喱 电池 人参 กาแฟ", "Another")
    refresh_vocabulary()
    assert found(typed) == ["Found"]


def test_of_a_character_that_differs_it_says_the_whole_word(shows, page):
    shows("新能源汽车")
    refresh_vocabulary()
    assert "“新能源气车”; shown: 新能源汽车." in page(q="新能源气车").content.decode()


def test_it_takes_a_mistyped_word_for_an_economy_rather_than_for_what_is_as_near(shows, page):
    shows("Malaria test", "Test")
    malaysian = shows("Tea", "Tea", "MY").company.economy
    malaysian.name = "Malaysia"
    malaysian.save()
    refresh_vocabulary()
    answer = page(q="maylasia")
    assert "“maylasia”; shown: malaysia." in answer.content.decode()
    assert shown(answer) == ["Tea"]


def test_it_takes_a_word_for_mistyped_only_where_nothing_has_it(shows, found):
    shows("Durian", "Durian")
    refresh_vocabulary()
    assert found("durain") == ["Durian"]
    shows("Durain", "New")  # since the words were counted
    assert found("durain") == ["New"]


def test_it_says_what_it_looked_for_instead_and_how_to_insist(shows, page):
    shows("Durian")
    refresh_vocabulary()
    answer = page(q="durain")
    assert "Nothing has “durain”; shown: durian." in answer.content.decode()
    assert shown(answer) == ["Somebody"]
    literal = page(q="durain", literal="1")
    assert shown(literal) == []
    assert "shown: durian" not in literal.content.decode()


def test_it_finds_what_a_code_covers_and_what_the_codes_words_mean(shows, found):
    shows("ทุเรียน", "Subheading", hs_code="081060")
    shows("ผลไม้", "Heading", hs_code="0810")
    shows("Pumps", "Pumps", hs_code="841370")
    Nomenclature.objects.create(code="081060", language="en", description="Durians")
    Nomenclature.objects.create(code="081060", language="zh-hans", description="鲜榴莲")
    Nomenclature.objects.create(code="08", language="en", description="Fruit and nuts")
    assert found("durian") == found("榴莲") == found("0810.60") == found("HS 081060") == ["Subheading"]
    assert found("0810") == found("08") == found("nuts") == ["Heading", "Subheading"]


def test_it_finds_by_a_headings_trade_words_where_nothing_else_has_the_word(shows, found):
    shows("Sweatshirts with a hood", "Knitwear", hs_code="611020")
    shows("Pumps", "Pumps", hs_code="841370")
    for language, words in {"en": "hoodie, jumper", "zh-hans": "卫衣、毛衣"}.items():
        Nomenclature.objects.create(
            code="6110", language=language, description="Pullovers", trade_words=words
        )
    assert found("hoodies") == found("卫衣") == found("hoodie pullover") == ["Knitwear"]
    shows("Paper hoodies", "By its own name", hs_code="4818")
    assert found("hoodie") == ["By its own name"]


@pytest.mark.parametrize("typed", ["D2-115", "d2-115", " D2-115 ", "durian d2-115"])
def test_it_finds_who_has_a_booth_by_its_number(shows, found, edition, typed):
    stands = shows("Durian", "At the booth")
    make.BoothClaimFactory(exhibitor=stands, booth=make.BoothFactory(edition=edition, number="D2-115"))
    held = shows("Durian", "Only holds the next")
    next_one = make.BoothFactory(edition=edition, number="D2-116")
    make.BoothClaimFactory(exhibitor=held, booth=next_one, state="held")
    shows("Durian", "Elsewhere")
    assert found(typed) == ["At the booth"]
    assert found("D2-116") == found("D2-11") == []


def test_a_number_that_no_booth_has_is_found_as_a_word(shows, found):
    shows("Pump SG-100 for wells", "Pumps")
    assert found("SG-100") == found("sg-100 pump") == ["Pumps"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("rice 500g", ["rice", "500g"]),
        ("50mm/50", ["50mm", "50"]),
        ("50/50mm", ["50", "50mm"]),
        ("5kg-10kg-5", ["5kg", "10kg", "5"]),
        ("50mm pipe 50", ["50mm", "pipe", "50"]),
    ],
)
def test_a_figure_with_its_unit_is_one_word_and_a_figure_by_itself_another(typed, words):
    assert [term.text for term in terms_in(typed)] == words


def test_it_finds_by_the_names_of_economy_bloc_zone_sector_and_certificate(shows, found, edition):
    thai = shows("Fruit", "Thai", "TH", certificates=["halal"])
    shows("Fruit", "Chinese", "CN")
    economy = thai.company.economy
    economy.names = {"zh-hans": "泰国"}
    economy.save()
    make.BlocFactory(code="asean", members=[economy])
    zone = make.ZoneFactory(
        edition=edition, code="charm", section=make.SectionFactory(edition=edition, name="Investment")
    )
    make.BoothClaimFactory(exhibitor=thai, booth=make.BoothFactory(edition=edition, zone=zone))
    thai.sectors.add(make.SectorFactory(code="orchards"))
    for word in ("Thailand", "泰国", "asean", "charm", "investment", "orchards", "halal"):
        assert found(word) == ["Thai"], word


def test_it_finds_vietnam_by_one_word_or_two(shows, found):
    vietnamese = shows("Coffee", "Robusta", "VN")
    vietnamese.company.economy.name = "Viet Nam"
    vietnamese.company.economy.save()
    shows("Coffee", "Another")
    assert found("vietnam") == found("viet nam") == found("coffee vietnam") == ["Robusta"]


@pytest.mark.parametrize(
    ("economy", "typed"),
    [("TH", "thai rice"), ("VN", "rice vietnamese"), ("AE", "uae"), ("SA", "saudi rice")],
)
def test_it_knows_an_economy_by_its_people_and_its_abbreviation(economy, typed, shows, found):
    shows("Rice", "Found", economy)
    shows("Rice", "Another", "JP")
    assert found(typed) == ["Found"]


def test_it_wants_all_words_in_any_mix(shows, found, edition):
    both = shows("Durian", "Both", "TH", certificates=["halal"])
    shows("Durian", "Plain", "TH")
    shows("Durian", "Chinese", certificates=["halal"])
    assert found("halal durian thailand") == ["Both"]
    make.ProductFactory(exhibitor=both, name="Mango", hs_code="0804")
    assert found("mango halal") == ["Both"]
    wanted = {"q": "mango halal"}
    assert not search_products(edition, wanted).exists()  # the mango is not
    assert [str(row) for row in search_products(edition, {"q": "durian halal thailand"})] == ["Durian"]


def test_it_takes_two_words_written_as_one_where_scripts_have_no_spaces(shows, found):
    thai = shows("榴莲", "Thai", "TH")
    shows("榴莲", "Chinese")
    thai.company.economy.names = {"zh-hans": "泰国"}
    thai.company.economy.save()
    assert found("泰国榴莲") == ["Thai"]
    assert found("泰国榴糖") == []


def test_it_puts_the_better_hit_first(shows, page):
    Nomenclature.objects.create(code="0810", language="en", description="Durians and other fruit")
    shows("Rambutan", "D by the code's words", hs_code="081090")
    shows("Fruit", "C by description", description="Durian on request")
    shows("Durian", "B by name, later in the alphabet")
    shows("Durian", "A by name")
    names = ["A by name", "B by name, later in the alphabet", "C by description", "D by the code's words"]
    assert shown(page(q="durian")) == names


def test_of_those_that_fit_alike_it_puts_first_who_shows_more_of_it_then_who_has_a_booth(
    shows, page, edition
):
    shows("Durian chips", "A without a booth")
    stands = shows("Fresh durian", "B with a booth")
    shows_more = shows("Frozen durian", "C with two products")
    make.ProductFactory(exhibitor=shows_more, name="Durian paste", hs_code="2008")
    make.ProductFactory(exhibitor=shows_more, name="Mango", hs_code="0804")
    make.BoothClaimFactory(exhibitor=stands, booth=make.BoothFactory(edition=edition))
    assert shown(page(q="durian")) == ["C with two products", "B with a booth", "A without a booth"]
    assert shown(page()) == ["B with a booth", "A without a booth", "C with two products"]


def test_it_counts_a_rare_word_more(shows, page):
    for number in range(5):
        shows("Fresh tea", f"Tea {number}")
    shows("Fresh fruit", "A common", description="durian")
    shows("Durian", "B rare", description="fresh")
    assert shown(page(q="fresh durian")) == ["B rare", "A common"]


def test_it_lists_by_name_where_no_word_is_typed(shows, page):
    for name in ("Cedar", "Ash", "Birch"):
        shows(f"{name} wood", name)
    assert shown(page()) == ["Ash", "Birch", "Cedar"]
    assert shown(page(show="products")) == ["Ash wood", "Birch wood", "Cedar wood"]


def test_it_files_names_as_readers_do_whatever_their_capitals_accents_and_script(edition, page):
    for name, english in [("Zebra", ""), ("ash", ""), ("Éclair", ""), ("Đông Á", ""), ("果园", "Orchard")]:
        make.ExhibitorFactory(edition=edition, approved=True, company__name=name, company__name_en=english)
    assert shown(page()) == ["ash", "Đông Á", "Éclair", "果园 · Orchard", "Zebra"]


def test_it_shows_every_row_once_over_its_pages(edition, page, django_assert_max_num_queries):
    for number in range(30):
        make.ExhibitorFactory(edition=edition, approved=True, company__name=f"Same name {number % 2}")
    first, second = page(q="name"), page(q="name", page="2")
    keys = [row.pk for answer in (first, second) for row in answer.context["page"].object_list]
    assert len(keys) == len(set(keys)) == 30
    assert [row.pk for row in page(q="name", page="99").context["page"].object_list] == keys[24:]


def test_it_shows_first_the_products_by_which_an_exhibitor_was_found(shows, page):
    exhibitor = shows("Apples")
    for name in ("Pears", "Plums", "Durian"):
        make.ProductFactory(exhibitor=exhibitor, name=name, hs_code="0810")
    card = page(q="durian").content.decode()
    assert card.index("<bdi>Durian</bdi>") < card.index("<bdi>Apples</bdi>")


@pytest.mark.parametrize("state", ["draft", "submitted", "changes-requested", "rejected", "withdrawn"])
def test_it_neither_finds_nor_counts_nor_suggests_who_is_not_public(state, shows, found, page):
    hidden = shows("Durian", "Hidden", "TH", certificates=["halal"])
    refresh_vocabulary()
    Exhibitor.objects.filter(pk=hidden.pk).update(state=state)
    for _when in ("before the words are counted anew", "after it"):
        assert found("durian") == found("durain") == []
        answer = page(q="durain")
        assert "durian" not in answer.content.decode()
        assert [facet.choices for facet in page().context["facets"]] == []
        assert [number for _kind, number, _href, _is_shown in page().context["tabs"]] == [0, 0]
        refresh_vocabulary()


def test_it_shows_nothing_of_an_edition_that_is_not_published(shows, page, edition):
    shows("Durian")
    refresh_vocabulary()
    edition.published = False
    edition.save()
    assert "durian" not in page(q="durain").content.decode()
    refresh_vocabulary()
    assert not edition.words.exists()


def test_it_finds_new_words_after_every_act(edition, member, found):
    company = {"economy": make.EconomyFactory(), "name": "Naga Silk"}
    exhibitor = registrations.found(edition, company, actor=member)
    registrations.edit(exhibitor, {"about": "We weave ikat."}, actor=member)
    product = products.add(exhibitor, {"name": "Scarf", "hs_code": "6214"}, sectors=[], actor=member)
    Exhibitor.objects.filter(pk=exhibitor.pk).update(state="approved")
    assert found("naga") == found("ikat") == found("scarf") == ["Naga Silk"]
    products.change(product, {"name": "Shawl"}, actor=member)
    assert found("shawl") == ["Naga Silk"]
    assert found("scarf") == []
    products.change(product, {"description": "Handwoven"}, actor=member)
    assert found("handwoven shawl") == ["Naga Silk"]
    products.remove(product, actor=member)
    assert found("shawl") == []
    again = make.EditionFactory(opens_on=edition.opens_on.replace(year=edition.opens_on.year + 2))
    begun = registrations.begin(again, exhibitor.company, actor=member)
    Exhibitor.objects.filter(pk=begun.pk).update(state="approved")
    assert search(again, {"q": "naga"}).get() == begun


def test_it_finds_a_companys_new_name(shows, found):
    company = shows("Tea", "Old name").company
    company.name = "Golden Leaf"
    company.save()
    assert found("golden") == ["Golden Leaf"]


@pytest.mark.parametrize(
    "text",
    [
        "durian " * 2000,
        "d" * 10_000,
        "榴莲" * 5000,
        "\0durian\0",
        "'durian' & \"mango\" | !(tea) :* <->",
        "\\durian\\' '",
        "\ud800durian",
        "%s %(x)s {} durian",
        "<script>alert(1)</script>",
        "(*&^%$#@!",
        "the of and",
        "\u202edurian",
        "12345678901234567890",
        "08.10.60.00.00.00",
        "ก",
        "é́́́́",
        "—",
    ],
)
def test_it_answers_to_odd_texts(text, shows, page, found):
    shows("Durian")
    refresh_vocabulary()
    assert isinstance(found(text), list)
    if "\ud800" not in text:
        assert page(q=text).status_code == 200


def test_it_answers_to_odd_choices(shows, page):
    shows("Durian")
    for value in ("\0", "'", "x" * 5000, "%s", "泰国", "99999999999999999999"):
        answer = page(**{facet.name: value for facet in FACETS})
        assert answer.status_code == 200
        assert shown(answer) == ([] if value.isprintable() else ["Somebody"])
    for number in ("0", "-1", "x", "9" * 50, ""):
        assert shown(page(page=number)) == ["Somebody"]


def test_it_shows_markup_in_names_as_text(shows, page):
    shows("<script>alert(1)</script> durian", "<b>Bold</b>")
    refresh_vocabulary()
    for query in (
        {},
        {"q": "durian"},
        {"q": "<script>"},
        {"show": "products"},
        {"q": '"><script>', "economy": "<i>"},
    ):
        text = page(**query).content.decode()
        assert "<script>alert" not in text
        assert "<b>Bold" not in text
        assert "<i>" not in text


def test_it_says_what_could_be_left_out_where_nothing_fits(shows, page):
    shows("Durian", economy="TH")
    shows("Mango", "Another", economy="CN")
    offered = {link.label: link.number for link in page(q="durian xylophone").context["left_out"]}
    assert offered == {"xylophone": 1}
    offered = {link.label: link.number for link in page(q="durian", economy="CN").context["left_out"]}
    assert offered == {"China": 1}


def test_it_narrows_other_lists_too(shows, edition, member):
    own = make.ExhibitorFactory(edition=edition, company__name="Own draft", company__members=[member])
    make.ProductFactory(exhibitor=own, name="Durian")
    shows("Durian", "Public")
    rows = Exhibitor.objects.visible_to(member)
    assert search(None, {"q": "durian"}, among=rows).count() == 2
    assert search(None, {"q": "durian"}).count() == 1
    assert search_products(None, {"q": "durian"}, among=Product.objects.visible_to(member)).count() == 2
    assert search(edition, {}, among=rows).count() == 2


def test_it_says_that_no_fair_is_announced(db, page):
    assert "No fair is announced" in page(q="durian").content.decode()
