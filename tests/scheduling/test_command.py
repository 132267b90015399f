"""The command: what goes in and out of `python -m buyers.scheduling`, and what its exit status says."""

import json
from pathlib import Path
from typing import Any

import pytest

from buyers.scheduling.__main__ import main
from tests.scheduling.fair.examples import fair


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def write(name: str, content: Any) -> str:
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(path)

    return write


def test_it_solves_and_its_answer_passes_the_check(write: Any, capsys: pytest.CaptureFixture[str]) -> None:
    problem = write("problem.json", fair())
    assert main([problem, "--work-limit", "0.01"]) == 0
    answer = write("answer.json", capsys.readouterr().out)
    assert main([problem, "--check", answer]) == 0
    assert capsys.readouterr().out == ""


def test_a_broken_answer_is_told_one_violation_a_line(write: Any, capsys: pytest.CaptureFixture[str]) -> None:
    answer = write("answer.json", {"format": "fair-1", "meetings": [[0, 3, 0]], "value": 9, "bound": 1})
    assert main([write("problem.json", fair()), "--check", answer]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 3


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        '{"format": "other"}',
        {"format": ["fair-1"]},
        {"format": {}},
        {"format": "fair-1"},
        "\x00",
    ],
)
def test_what_cannot_be_read_is_said_with_exit_2(
    content: Any, write: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([write("problem.json", content)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["/nowhere/problem.json"]) == 2
    assert "/nowhere/problem.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    "answer", [[], {"format": "fair-1"}, {"format": "fair-1", "meetings": [[1]], "value": 0}]
)
def test_an_answer_of_another_shape_is_unreadable(answer: Any, write: Any) -> None:
    assert main([write("problem.json", fair()), "--check", write("answer.json", answer)]) == 2


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--time-limit", "-1"),
        ("--time-limit", "nan"),
        ("--work-limit", "nan"),
        ("--work-limit", "inf"),
        ("--seed", "-1"),
        ("--seed", "x"),
    ],
)
def test_a_limit_or_seed_that_is_none_is_named(
    option: str, value: str, write: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([write("problem.json", fair()), option, value])
    assert ended.value.code == 2
    assert f"argument {option}: {value} is not a" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"bound": float("nan")}, "The bound is nan, which is no number."),
        ({"bound": 7, "status": "optimal"}, "Called optimal, but the bound of 7 is above the value of 0."),
    ],
)
def test_a_bound_that_says_nothing_is_found_out(
    changes: Any, told: str, write: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = {"format": "fair-1", "meetings": [], "value": 0, "bound": 9, **changes}
    assert main([write("problem.json", fair()), "--check", write("answer.json", answer)]) == 1
    assert capsys.readouterr().out == f"{told}\n"


def test_the_same_seed_and_work_print_the_same(write: Any, capsys: pytest.CaptureFixture[str]) -> None:
    problem = write("problem.json", fair())
    printed = []
    for _ in range(2):
        main([problem, "--work-limit", "0.01", "--seed", "5"])
        printed.append({**json.loads(capsys.readouterr().out), "seconds": 0})
    assert printed[0] == printed[1]
