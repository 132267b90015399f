"""The matching as a command: files in, lines out."""

import io
import json
import subprocess
import sys
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
    out = io.StringIO()
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


def test_it_fills_short_lists_with_words_that_are_a_little_alike_unless_only_what_fits_is_wanted(
    files: tuple[Path, Path],
) -> None:
    files[0].write_text(json.dumps({"id": 1, "text": "pipelines"}))
    files[1].write_text(
        "\n".join(
            json.dumps({"id": at, "text": text}) for at, text in enumerate(("pipette", "durian", "pipeline"))
        )
    )
    fitting, like = answer(files)
    assert (fitting["product"], like["product"]) == (2, 0)
    assert like["score"] < 0.05 < fitting["score"]  # type: ignore[operator]
    assert like["reasons"] == [
        {"signal": "text", "share": like["score"], "found": 0, "asked": 1, "words": []}
    ]
    assert [line["product"] for line in answer(files, "--only-fitting")] == [2]


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
        ('{"id": 1, "text": "x", "hs_codes": 7}', "hs_codes must be a list"),
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


@pytest.mark.parametrize(("name", "text"), [("nomenclature", "code,words\n"), ("parallel", "zh\ten\n")])
def test_it_names_the_column_that_is_missing(
    name: str, text: str, files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "table").write_text(text)
    options = ["--needs", str(files[0]), "--products", str(files[1]), f"--{name}", str(tmp_path / "table")]
    assert main(options) == 2
    assert "line 1: there is no column" in capsys.readouterr().err


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


def test_many_needs_are_answered_as_each_would_be_and_in_their_order(files: tuple[Path, Path]) -> None:
    texts = ["fresh durian", "steel pipes", "nothing of that"]
    files[0].write_text("".join(json.dumps({"id": at, "text": texts[at % 3]}) + "\n" for at in range(2100)))
    command = ["-m", "buyers.matching", "--needs", str(files[0]), "--products", str(files[1])]
    run = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True)
    found = [json.loads(line) for line in run.stdout.splitlines()]
    files[0].write_text("".join(json.dumps({"id": at, "text": text}) + "\n" for at, text in enumerate(texts)))
    few = answer(files)
    assert found == [
        {**match, "need": 3 * at + int(str(match["need"]))} for at in range(700) for match in few
    ]
