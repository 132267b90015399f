"""The matching as a command: files in, lines out."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from buyers.matching.__main__ import main

NEEDS = [{"id": "n1", "text": "fresh durian", "hs_codes": ["0810.60"]}, {"id": 2, "text": "steel pipes"}]
PRODUCTS = [
    {"id": "p1", "text": "durian", "hs_codes": ["081060"], "exhibitor": "e1"},
    {"id": "p2", "text": "frozen durian", "exhibitor": "e1"},
    {"id": "p3", "text": "steel pipe", "exhibitor": "e2", "certificates": ["ce"]},
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    needs, products = tmp_path / "needs.jsonl", tmp_path / "products.jsonl"
    needs.write_text("".join(f"{json.dumps(each)}\n" for each in NEEDS))
    products.write_text("".join(f"{json.dumps(each)}\n" for each in PRODUCTS))
    return needs, products


def answer(files: tuple[Path, Path], *more: str) -> list[dict[str, object]]:
    out = io.BytesIO()
    assert main(["--needs", str(files[0]), "--products", str(files[1]), *more], out) == 0
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_it_lists_each_needs_products_with_score_and_reasons(files: tuple[Path, Path]) -> None:
    lines = answer(files)
    assert [(line["need"], line["product"], line["rank"]) for line in lines] == [
        ("n1", "p1", 1),
        ("n1", "p2", 2),
        (2, "p3", 1),
    ]
    assert lines[0]["reasons"][0] == {  # type: ignore[index]
        "signal": "hs",
        "share": lines[0]["reasons"][0]["share"],  # type: ignore[index]
        "level": "subheading",
        "code": "081060",
    }


def test_it_groups_by_exhibitor_leaves_out_reasons_and_keeps_to_the_top(files: tuple[Path, Path]) -> None:
    lines = answer(files, "--group", "exhibitor", "--no-reasons", "--top", "1")
    assert [(line["exhibitor"], line["product"]) for line in lines] == [("e1", "p1"), ("e2", "p3")]
    assert all("reasons" not in line for line in lines)


def test_it_says_nothing_where_words_are_merely_a_little_alike(files: tuple[Path, Path]) -> None:
    files[0].write_text(json.dumps({"id": 1, "text": "pipelines"}))
    files[1].write_text(
        "\n".join(
            json.dumps({"id": at, "text": text}) for at, text in enumerate(("pipette", "durian", "pipeline"))
        )
    )
    assert [line["product"] for line in answer(files, "--no-headings")] == [2]


@pytest.mark.parametrize("text", ["hoodie", "卫衣"])
def test_it_knows_what_traders_call_goods_unless_that_is_left_out(
    files: tuple[Path, Path], text: str
) -> None:
    files[0].write_text(json.dumps({"id": 1, "text": text}))
    files[1].write_text(
        "\n".join(
            json.dumps({"id": at, "text": text})
            for at, text in enumerate(("steel pipes", "cotton sweatshirt"))
        )
    )
    (line,) = answer(files)
    assert line["product"] == 1
    by_signal = {reason["signal"]: reason for reason in line["reasons"]}  # type: ignore[attr-defined]
    assert (by_signal["nomenclature"]["code"], by_signal["nomenclature"]["words"]) == ("6110", [text])
    assert answer(files, "--no-headings") == []


def test_it_takes_nomenclature_parallel_texts_and_agreements(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    files[0].write_text(json.dumps({"id": 1, "text": "榴莲", "economy": "CN"}))
    files[1].write_text(json.dumps({"id": 1, "text": "durian", "economy": "TH"}))
    (tmp_path / "hs.csv").write_text("section,hscode,description\nII,081060,Durians\n")
    (tmp_path / "parallel.tsv").write_text("code\tzh\ten\n1\t榴莲\tdurian\n2\t鲜榴莲\tfresh durian\n")
    (tmp_path / "agreements.csv").write_text("agreement,economy\nRCEP,CN\nRCEP,TH\n")
    options = [f"--{name}={tmp_path / file}" for name, file in FILES.items()]
    (line,) = answer(files, *options)
    assert {each["signal"] for each in line["reasons"]} >= {"text", "agreements"}  # type: ignore[attr-defined]


FILES = {"nomenclature": "hs.csv", "parallel": "parallel.tsv", "agreements": "agreements.csv"}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "line 3"),
        ("[]", "no JSON object"),
        ('{"id": 1}', "text is missing"),
        ('{"text": "x"}', "id must be"),
        ('{"id": 1, "text": "x", "hs_codes": -7}', "hs_codes must be a list"),
        ('{"id": 1, "text": "x", "hs_codes": [8517.5]}', "hs_codes must be a list"),
        ('{"id": 1, "text": "x", "hs_codes": [8517.0]}', "hs_codes must be a list"),
        ('{"id": 1, "text": "x", "hs_codes": [true]}', "hs_codes must be a list"),
        ('{"id": 1, "text": "x", "hs_codes": false}', "hs_codes must be a list"),
        ('{"id": 1, "text": "x", "sectors": 0}', "sectors must be a list"),
        ('{"id": 1, "text": "x", "economy": 0}', "economy must be a text"),
        ('{"id": 1, "text": "x", "quantity": -1}', "quantity must be a number"),
    ],
)
def test_it_names_the_line_that_it_cannot_read(
    line: str, problem: str, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    files[0].write_text(files[0].read_text() + line)
    assert main(["--needs", str(files[0]), "--products", str(files[1])]) == 2
    told = capsys.readouterr().err
    assert "line 3" in told
    assert problem in told


def test_it_says_which_codes_of_the_nomenclature_it_cannot_read_but_those_of_no_goods(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "hs.csv"
    rows = [
        "TOTAL,All",
        "XIV,Pearls",
        "ALL,All",
        ",None",
        "999999,Not specified",
        " 99,Special transactions",
        "HS 98,Projects",
        "0810,Fruit",
        "810,Fruit",
        "8l10,Tin",
    ]
    table.write_text("\n".join(["hscode,description", *rows[:8]]))
    answer(files, f"--nomenclature={table}")
    assert capsys.readouterr().err == ""
    table.write_text("\n".join(["hscode,description", *rows]))
    answer(files, f"--nomenclature={table}")
    assert capsys.readouterr().err.splitlines() == [
        f"warning: {table}, line 10: '810' is no HS code of 2, 4 or 6 digits, and is ignored (2 times in all)"
    ]


@pytest.mark.parametrize(("name", "text"), [("nomenclature", "code,words\n"), ("parallel", "zh\ten\n")])
def test_it_names_the_column_that_is_missing(
    name: str, text: str, files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "table").write_text(text)
    options = ["--needs", str(files[0]), "--products", str(files[1]), f"--{name}", str(tmp_path / "table")]
    assert main(options) == 2
    assert "line 1: there is no column" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("parallel", "code\n0810\n", "line 1: there are no columns of 2 languages"),
        ("parallel", "code\ten\n0810\tfruit\n", "line 1: there are no columns of 2 languages"),
        ("parallel", 'code\tzh\ten\n1\t"榴莲\tdurian\n2\t茶\ttea\n', "line 2: unexpected end of data"),
        ("nomenclature", 'hscode,description\n0810,"fruit\n0902,tea\n', "line 2: unexpected end of data"),
        ("nomenclature", "hscode,description\n0810\n", "line 2: the description is missing"),
        (
            "agreements",
            "agreement,economy\nRCEP,CN\nRCEP\n",
            "line 3: the agreement or the economy is missing",
        ),
    ],
)
def test_it_takes_no_table_from_which_something_is_missing(
    name: str,
    text: str,
    problem: str,
    files: tuple[Path, Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "table").write_text(text)
    options = ["--needs", str(files[0]), "--products", str(files[1]), f"--{name}", str(tmp_path / "table")]
    assert main(options) == 2
    assert problem in capsys.readouterr().err


def test_it_names_the_line_that_is_not_in_utf_8(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hs.csv").write_bytes(b"hscode,description\n" + b"0810,fruit\n" * 40 + b"0902,th\xe9\n")
    options = [
        "--needs",
        str(files[0]),
        "--products",
        str(files[1]),
        "--nomenclature",
        str(tmp_path / "hs.csv"),
    ]
    assert main(options) == 2
    assert "line 42: 'utf-8'" in capsys.readouterr().err


def test_it_names_no_other_line_than_the_files(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    files[0].write_text(files[0].read_text() + "{oops")
    assert main(["--needs", str(files[0]), "--products", str(files[1])]) == 2
    assert capsys.readouterr().err.count("line 1") == 0


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(files: tuple[Path, Path]) -> None:
    expected = answer(files)
    for file in files:
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert answer(files) == expected


def test_null_says_as_little_as_leaving_a_field_out(files: tuple[Path, Path]) -> None:
    expected = answer(files)
    nothing = {"sectors": None, "economy": None, "unit": None}
    texts = [
        [{"quantity": None} | nothing | need for need in NEEDS],
        [{"exhibitor": None, "least": None, "most": None} | nothing | product for product in PRODUCTS],
    ]
    for file, rows in zip(files, texts, strict=True):
        file.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    assert answer(files) == expected


def test_the_first_need_of_an_id_counts_and_stands_in_its_place(files: tuple[Path, Path]) -> None:
    rows = [{"id": 1, "text": "durian"}, {"id": 2, "text": "steel"}, {"id": 1, "text": "pipe"}]
    files[0].write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    found = answer(files, "--top", "1")
    assert [(line["need"], line["product"]) for line in found] == [(1, "p1"), (2, "p3")]


def test_it_says_what_is_odd_once_a_kind_and_matches_all_the_same(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    expected = answer(files)
    assert capsys.readouterr().err == ""
    odd = [
        {"id": "n1", "text": "again", "hs_code": "0810"},
        {"id": "n1", "text": "and again", "hs_codes": ["0810"], "hs_code": "0810"},
        {"id": "n3", "text": "", "hs_codes": ["810", " "]},
        {"id": "n4", "text": "", "hs_codes": ["abc"], "note": 1},
    ]
    files[0].write_text(files[0].read_text() + "".join(f"{json.dumps(row)}\n" for row in odd))
    assert answer(files) == expected
    assert capsys.readouterr().err.splitlines() == [
        f"warning: {files[0]}, {told}"
        for told in (
            "line 3: the id 'n1' is in line 1 already; the first counts (2 times in all)",
            "line 5: '810' is no HS code of 2, 4 or 6 digits, and is ignored (2 times in all)",
            "line 3: the field 'hs_code' is not known, and is ignored; is hs_codes meant? (2 times in all)",
            "line 6: the field 'note' is not known, and is ignored",
        )
    ]


@pytest.mark.parametrize("between", [", ", ";", "/", "、", "，", " ", "\u3000"])
@pytest.mark.parametrize("make", [str, lambda text: [text]])
def test_a_text_may_list_several_codes(
    between: str, make: Callable[[str], object], files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    files[0].write_text(json.dumps({"id": 1, "text": "", "hs_codes": make(f"0810.60 00{between}7304")}))
    with files[1].open("a") as file:
        file.write('{"id": "p4", "text": "", "hs_codes": ["7304"], "exhibitor": "e3"}')
    found = {line["product"]: line["reasons"][0]["code"] for line in answer(files)}  # type: ignore[index]
    assert found == {"p1": "081060", "p4": "7304"}
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("typed", ["0810 60", "08 10 60", "0810 6000", "0810.60 00"])
def test_spaces_within_a_code_do_not_end_it(
    typed: str, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    files[0].write_text(json.dumps({"id": 1, "text": "", "hs_codes": typed}))
    (line, *_others) = answer(files)
    assert (line["product"], line["reasons"][0]["level"]) == ("p1", "subheading")  # type: ignore[index]
    assert capsys.readouterr().err == ""


def test_a_code_that_can_not_be_read_is_told_as_it_is_written(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    files[0].write_text(json.dumps({"id": 1, "text": "", "hs_codes": "7304, 77.01 10"}))
    answer(files)
    assert "'77.01 10' is no HS code" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("number", "code", "level"),
    [
        (8517, "8517", "heading"),
        (851713, "851713", "subheading"),
        (8517130000, "851713", "subheading"),
        (85, "85", "chapter"),
    ],
)
@pytest.mark.parametrize("make", [int, lambda number: [number]])
def test_a_code_may_be_a_number(
    number: int,
    code: str,
    level: str,
    make: Callable[[int], object],
    files: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    files[0].write_text(json.dumps({"id": 1, "text": "", "hs_codes": make(number)}))
    files[1].write_text(json.dumps({"id": 1, "text": "", "hs_codes": make(number)}))
    (line,) = answer(files)
    (told,) = line["reasons"]  # type: ignore[misc]
    assert (told["code"], told["level"]) == (code, level)
    assert capsys.readouterr().err == ""


def test_a_number_has_the_zero_again_that_it_lost_and_that_is_told_once(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    files[0].write_text(json.dumps({"id": 1, "text": "", "hs_codes": ["08"]}))
    numbers = {"chapter": 8, "heading": 810, "subheading": [81060, 8517], "national": 810600000}
    files[1].write_text(
        "".join(json.dumps({"id": id, "text": "", "hs_codes": code}) + "\n" for id, code in numbers.items())
    )
    assert {line["product"] for line in answer(files)} == {*numbers}
    assert capsys.readouterr().err.splitlines() == [
        f"warning: {files[1]}, line 1: the number 8 lacks a zero in front, and is read as 08 (4 times in all)"
    ]


@pytest.mark.parametrize("number", [0, 10**12, 10**18])
def test_of_a_number_that_is_no_code_it_says_that_alone(
    number: int, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    files[0].write_text(json.dumps({"id": 1, "text": "", "hs_codes": number}))
    answer(files)
    (told,) = capsys.readouterr().err.splitlines()
    assert "is no HS code" in told


def test_it_says_so_of_products_too(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    expected = answer(files)
    with files[1].open("a") as file:
        file.write('{"id": "p1", "text": "steel pipes", "quantity": 5}\n')
    assert answer(files) == expected
    told = capsys.readouterr().err
    assert "line 4: the id 'p1' is in line 1 already" in told
    assert "line 4: the field 'quantity' is not known" in told


def test_it_does_not_list_fields_without_end(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    files[0].write_text(json.dumps({"id": 1, "text": "tea"} | {f"my {at}": at for at in range(50)}))
    answer(files)
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 21
    assert told[-1].endswith("and 30 more fields that are not known")


@pytest.mark.parametrize("digits", [20, 30, 400, 5000])
def test_an_id_of_more_digits_than_can_be_kept_is_told(
    digits: int, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    files[0].write_text(f'{{"id": {"9" * digits}, "text": "tea"}}')
    assert main(["--needs", str(files[0]), "--products", str(files[1])]) == 2
    assert "line 1: " in capsys.readouterr().err


@pytest.mark.parametrize("top", ["1000000000", "9" * 30, "9" * 5000])
def test_more_may_be_asked_for_than_there_is(top: str, files: tuple[Path, Path]) -> None:
    assert answer(files, "--top", top) == answer(files)


@pytest.mark.parametrize("top", ["0", "-1", "many"])
def test_at_least_one_match_must_be_asked_for(
    top: str, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--needs", str(files[0]), "--products", str(files[1]), "--top", top])
    assert f"--top: '{top}' is no whole number above 0" in capsys.readouterr().err


@pytest.mark.parametrize("reader", ["/dev/full", None])
def test_what_takes_no_more_ends_it_without_a_traceback(reader: str | None, files: tuple[Path, Path]) -> None:
    command = [sys.executable, "-m", "buyers.matching", "--needs", str(files[0]), "--products", str(files[1])]
    with open(reader, "w") if reader else closed() as out:
        run = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True, check=False)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr


@contextmanager
def closed() -> Iterator[int]:
    """The end for writing of a pipe that nobody reads."""
    read, write = os.pipe()
    os.close(read)
    yield write
    os.close(write)


def test_a_file_that_is_not_there_is_told(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--needs", "nowhere.jsonl", "--products", str(files[1])]) == 2
    assert "nowhere.jsonl" in capsys.readouterr().err


def test_it_runs_by_itself_and_explains_itself() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "buyers.matching", "--help"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0
    assert "--nomenclature" in run.stdout


@pytest.mark.parametrize("more", [[], ["--help"]])
def test_it_writes_any_script_whatever_the_terminal_has(files: tuple[Path, Path], more: list[str]) -> None:
    files[0].write_text(json.dumps({"id": "榴莲", "text": "榴莲"}))
    command = ["-m", "buyers.matching", "--needs", str(files[0]), "--products", str(files[1]), *more]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    run = subprocess.run([sys.executable, *command], env=environment, capture_output=True, check=True)
    assert "榴莲" in run.stdout.decode()


def test_many_needs_are_answered_as_each_would_be_and_in_their_order(files: tuple[Path, Path]) -> None:
    texts = ["fresh durian", "steel pipes", "nothing of that"]
    files[0].write_text("".join(json.dumps({"id": at, "text": texts[at % 3]}) + "\n" for at in range(2700)))
    command = ["-m", "buyers.matching", "--needs", str(files[0]), "--products", str(files[1])]
    run = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True)
    found = [json.loads(line) for line in run.stdout.splitlines()]
    files[0].write_text("".join(json.dumps({"id": at, "text": text}) + "\n" for at, text in enumerate(texts)))
    few = answer(files)
    assert found == [
        {**match, "need": 3 * at + int(str(match["need"]))} for at in range(900) for match in few
    ]
