"""A file's codes and words become the nomenclature; without a file the project's own table does."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import translation

from expo.fair.models import Nomenclature, NomenclatureLevel
from expo.fair.models.trade import valid_hs_code
from expo.fair.nomenclature import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(tmp_path):
    """Write a table of codes and return its file."""

    def write(content):
        file = tmp_path / "codes.csv"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    return write


GOOD = "hscode,description\n08,Edible fruit\n0810.60,Durians\nTOTAL,All\n08106,odd\n٠٨,odd\n"


def test_the_import_takes_codes_of_2_4_and_6_digits(table):
    call_command("import_nomenclature", table(GOOD), verbosity=0)
    found = Nomenclature.objects.values_list("code", "language", "description")
    assert sorted(found) == [("08", "en", "Edible fruit"), ("081060", "en", "Durians")]
    assert not NomenclatureLevel.objects.exists()


def test_the_import_can_be_repeated_with_better_words(table):
    call_command("import_nomenclature", table(GOOD))
    call_command("import_nomenclature", table("code,description\n08,Fruit and nuts\n"))
    call_command("import_nomenclature", table("\ufeffcode,description\n08,水果\n"), language="zh-hans")
    words = dict(Nomenclature.objects.filter(code="08").values_list("language", "description"))
    assert words == {"en": "Fruit and nuts", "zh-hans": "水果"}


def test_the_import_makes_a_level_complete_where_it_is_told_so(table):
    call_command("import_nomenclature", table(GOOD), complete=[6])
    valid_hs_code("081060")
    with pytest.raises(ValidationError, match="There is no code 081099"):
        valid_hs_code("081099")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "line 1: the columns must be"),
        ("number,words\n08,Fruit\n", "line 1: the columns must be"),
        (b"\xff\xfe\x00", "utf-8"),
        (b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(128, 256)), "utf-8"),
        ("code,description\n08,Fruit\n0810\n", "line 3"),
        ("code,description\n08,Fruit\n0810,nul \x00 byte\n", "line 3"),
        (b"code,description\n08,Fruit\n0810,caf\xe9\n", "line 3: 'utf-8'"),
        (f"code,description\n08,Fruit\n0810,{'x' * 140_000}\n", "line 3: field larger"),
        ('code,description\n08,Fruit\n0810,"Other fruit\n0811,Frozen\n', "line 3: unexpected end"),
        ("code,description\n810,Fruit\n101,Horses\n", "no line has a code of the Harmonized System"),
        ("code,description\n", "no line has a code of the Harmonized System"),
    ],
)
def test_an_unreadable_file_is_told_in_one_line_and_nothing_is_written(table, content, why):
    with pytest.raises(CommandError, match=why):
        call_command("import_nomenclature", table(content), complete=[4])
    assert not Nomenclature.objects.exists()
    assert not NomenclatureLevel.objects.exists()


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_nomenclature", tmp_path / "nowhere.csv")


def test_a_level_of_which_the_file_has_no_code_is_not_called_complete(table):
    with pytest.raises(CommandError, match="no code of 4 digits"):
        call_command("import_nomenclature", table(GOOD), complete=[4, 6])
    assert not Nomenclature.objects.exists()
    assert not NomenclatureLevel.objects.exists()


@pytest.mark.parametrize("language", ["simplified-chinese", "", "e", "en us", "<b>", "1"])
def test_what_is_no_language_is_told(table, language):
    with pytest.raises(CommandError, match="is no code of a language"):
        call_command("import_nomenclature", table(GOOD), language=language)
    assert not Nomenclature.objects.exists()


@pytest.mark.parametrize("language", ["zh-hans", "zh_Hans", "ZH-HANS", " zh-hans "])
def test_a_language_may_be_written_in_its_usual_ways(table, language):
    call_command("import_nomenclature", table("code,description\n08,水果\n"), language=language)
    with translation.override("zh-hans"):
        assert words_of(["08"]) == {"08": [("08", "水果")]}


def test_the_import_says_which_lines_it_left_out(table, capsys):
    call_command("import_nomenclature", table(GOOD))
    assert capsys.readouterr().out == "2 codes in en; 3 lines without a code left out: 4, 5, 6\n"
    call_command("import_nomenclature", table("code,description\n08,Fruit\n" + "all,All\n" * 11))
    told = "11 lines without a code left out: 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, …"
    assert capsys.readouterr().out == f"1 codes in en; {told}\n"
    call_command("import_nomenclature", table("code,description\n08,Fruit\n"))
    assert capsys.readouterr().out == "1 codes in en\n"


def test_the_import_leaves_out_chapters_that_do_not_exist(table):
    call_command("import_nomenclature", table("code,description\n08,Fruit\n77,None\n9999,Other\n00,All\n"))
    assert list(Nomenclature.objects.values_list("code", flat=True)) == ["08"]


def test_the_import_gives_new_rows_the_trade_words_of_the_projects_own_table(table):
    call_command("import_nomenclature", table("code,description\n6110,Jerseys\n611020,Of cotton\n"))
    words = dict(Nomenclature.objects.values_list("code", "trade_words"))
    assert words["6110"].startswith("hoodie, ")
    assert words["611020"] == ""


def test_the_import_leaves_trade_words_as_an_organiser_has_put_them(table):
    Nomenclature.objects.create(code="6110", language="en", description="Knitwear", trade_words="twinset")
    call_command("import_nomenclature", table("code,description\n6110,Jerseys\n"))
    row = Nomenclature.objects.get()
    assert (row.description, row.trade_words) == ("Jerseys", "twinset")
    assert "'twinset':1" in row.terms
    assert "'jersey':1A" in row.terms


def test_the_import_fills_in_trade_words_where_there_are_none(table):
    Nomenclature.objects.create(code="6110", language="en", description="Knitwear")
    Nomenclature.objects.create(code="611020", language="en", description="Of cotton")
    lines = 'code,description,trade_words\n6110,Jerseys,\n611020,Of cotton,"cotton hoodie,\n cotton jumper"\n'
    call_command("import_nomenclature", table(lines))
    rows = {row.code: row for row in Nomenclature.objects.all()}
    assert rows["6110"].trade_words.startswith("hoodie, ")
    assert rows["611020"].trade_words == "cotton hoodie, cotton jumper"
    assert "'jumper':1" in rows["611020"].terms
    call_command("import_nomenclature", table(lines.replace("cotton", "woollen")))
    assert Nomenclature.objects.get(code="611020").trade_words == "cotton hoodie, cotton jumper"


def test_without_a_file_trade_words_are_filled_in_and_descriptions_stay():
    Nomenclature.objects.create(code="6110", language="en", description="As imported")
    call_command("import_nomenclature")
    row = Nomenclature.objects.get(code="6110", language="en")
    assert row.description == "As imported"
    assert row.trade_words.startswith("hoodie, ")
    assert "'hoody':1" in row.terms


def test_what_several_lines_say_of_a_code_is_joined_as_without_a_database(table):
    lines = (
        "code,description,trade_words\n"
        "0810.60,Durians,durian\n081060,Fresh,musang king\n08,Fruit,\n08,Fruit,\n"
    )
    call_command("import_nomenclature", table(lines))
    rows = Nomenclature.objects.order_by("code").values_list("code", "description", "trade_words")
    assert list(rows) == [("08", "Fruit", ""), ("081060", "Durians Fresh", "durian, musang king")]


def test_a_file_of_several_languages_takes_no_language(table):
    with pytest.raises(CommandError, match="takes no --language"):
        call_command("import_nomenclature", table(PARALLEL), parallel=True, language="en")


def test_without_a_file_the_projects_own_table_fills_what_is_not_there_yet(capsys):
    Nomenclature.objects.create(code="08", language="en", description="As imported")
    call_command("import_nomenclature")
    assert re.fullmatch(r"2\d{3} chapters and headings, in two languages\n", capsys.readouterr().out)
    assert Nomenclature.objects.get(code="08", language="en").description == "As imported"
    assert Nomenclature.objects.get(code="08", language="zh-hans").description == "水果及坚果"
    assert "卫衣" in Nomenclature.objects.get(code="6110", language="zh-hans").trade_words
    call_command("import_nomenclature")
    assert capsys.readouterr().out == "0 chapters and headings, in two languages\n"


@pytest.mark.parametrize("option", [{"parallel": True}, {"complete": [4]}, {"language": "en"}])
def test_what_speaks_of_a_file_needs_one(option):
    with pytest.raises(CommandError, match="need a file"):
        call_command("import_nomenclature", **option)
    assert not Nomenclature.objects.exists()


PARALLEL = "code\tzh-hans\ten\n0810.60\t榴莲\tDurians\n08106000\t鲜榴莲\tFresh durians\n0811\t冷冻水果\t\n"


def test_a_parallel_file_brings_several_languages_and_tariff_lines(table):
    call_command("import_nomenclature", table(PARALLEL), parallel=True)
    found = Nomenclature.objects.order_by("code", "language").values_list("code", "language", "description")
    assert list(found) == [
        ("081060", "en", "Durians"),
        ("081060", "zh-hans", "榴莲"),
        ("08106000", "en", "Fresh durians"),
        ("08106000", "zh-hans", "鲜榴莲"),
        ("0811", "zh-hans", "冷冻水果"),
    ]


@pytest.mark.parametrize(
    "content", ["code\ten\n08\tFruit\n", "en\tzh\nFruit\t水果\n", "code,en,zh\n08,Fruit,水果\n", ""]
)
def test_a_parallel_file_without_its_columns_is_told(table, content):
    with pytest.raises(CommandError, match="line 1: the columns must be code"):
        call_command("import_nomenclature", table(content), parallel=True)
