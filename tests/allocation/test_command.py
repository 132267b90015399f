import json
import subprocess
import sys
from io import StringIO

import pytest

from exhibitors.allocation.__main__ import main
from tests.allocation.examples import text
from tests.allocation.test_judge import PLAN, PROBLEM


@pytest.fixture
def files(tmp_path):
    def written(**contents):
        for name, content in contents.items():
            (tmp_path / name).write_text(content)
        return [str(tmp_path / name) for name in contents]

    return written


def test_it_writes_a_plan_that_it_finds_right_itself(files):
    out = StringIO()
    [problem] = files(problem=text(PROBLEM))
    assert main([problem, "--work-limit", "0.1"], out) == 0
    plan = json.loads(out.getvalue())
    assert plan["booth"] == [0, 1, 2, 3]
    assert plan["bound"] >= plan["value"] == 602
    assert main([problem, "--check", *files(plan=out.getvalue())], StringIO()) == 0


def test_it_lists_violations_a_line_each_and_exits_with_1(files):
    out = StringIO()
    problem, plan = files(problem=text(PROBLEM), plan=text(PLAN | {"value": 9, "bound": 8}))
    assert main([problem, "--check", plan], out) == 1
    assert len(out.getvalue().splitlines()) == 2


UNREADABLE = {
    "not JSON": ("nothing", "not JSON"),
    "another format": ('{"format": "x"}', "hall-1"),
    "no booths": (text({k: v for k, v in PROBLEM.items() if k != "booths"}), "'booths' is missing"),
    "a near pair out of range": (text(PROBLEM | {"near": [[0, 99]]}), "near: [0, 99]"),
    "a sector without homes": (text(PROBLEM | {"sector_home": []}), "exhibitor 0's sector 0 has no homes"),
    "a weight that is no number": (
        text(PROBLEM | {"weights": PROBLEM["weights"] | {"kind": "much"}}),
        "weight kind is 'much'",
    ),
    "a weight beyond what sums can hold": (
        text(PROBLEM | {"weights": PROBLEM["weights"] | {"kind": 10**9}}),
        "weight kind is 1000000000, beyond 100,000",
    ),
    "no such priority": (
        text(PROBLEM | {"exhibitors": [PROBLEM["exhibitors"][0] | {"priority": 4}]}),
        "exhibitor 0's priority is 4, not 1, 2 or 3",
    ),
    "a booth without size": (text(PROBLEM | {"booths": [[0, 0, 0, "raw"]]}), "booth 0 has 4 values"),
    "exhibitors that are none": (text(PROBLEM | {"exhibitors": [3]}), "exhibitor 0 is no object"),
    "an exhibitor without a size": (
        text(
            PROBLEM
            | {"exhibitors": [{"priority": 1, "sector": 0, "pavilion": None, "kind": "raw", "hall": 0}]}
        ),
        "exhibitor 0 has no size",
    ),
    "a size that is a text": (text(PROBLEM | {"booths": [[0, 0, 0, "raw", "9"]]}), "booth 0's size is '9'"),
    "a hall that is a list": (
        text(PROBLEM | {"exhibitors": [PROBLEM["exhibitors"][0] | {"hall": [1]}]}),
        "exhibitor 0's hall is [1]",
    ),
}


@pytest.mark.parametrize(("problem", "told"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_problem_that_cannot_be_read_is_refused_with_its_place(files, capsys, problem, told):
    assert main(files(problem=problem), StringIO()) == 2
    assert main([*files(problem=problem), "--check", *files(plan=text(PLAN))], StringIO()) == 2
    assert told in capsys.readouterr().err


def test_a_plan_that_cannot_be_read_is_refused(files, capsys):
    problem, plan = files(problem=text(PROBLEM), plan="{}")
    assert main([problem, "--check", plan], StringIO()) == 2
    assert main([problem, "--check", problem + ".missing"], StringIO()) == 2
    assert "plan" in capsys.readouterr().err


@pytest.mark.parametrize("limit", ["-1", "nan", "inf", "much"])
def test_a_limit_must_be_a_number_from_zero(files, limit):
    with pytest.raises(SystemExit) as exit_:
        main([*files(problem=text(PROBLEM)), "--time-limit", limit])
    assert exit_.value.code == 2


def test_it_runs_as_a_module_of_its_own(files):
    problem, plan = files(problem=text(PROBLEM), plan=text(PLAN))
    command = [sys.executable, "-m", "exhibitors.allocation", problem, "--check", plan]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0


def test_a_plan_nested_too_deeply_is_not_read(files, capsys):
    problem, plan = files(problem=text(PROBLEM), plan="[" * 100_000)
    assert main([problem, "--check", plan], StringIO()) == 2
    assert "nested too deeply" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--seed", "abc", "not a whole number"),
        ("--time-limit", "abc", "not a number"),
        ("--seed", "-1", "negative"),
    ],
)
def test_an_option_that_is_no_number_is_refused_in_words(option, value, told, files, capsys):
    with pytest.raises(SystemExit) as ended:
        main([*files(problem=text(PROBLEM)), option, value], StringIO())
    assert ended.value.code == 2
    assert told in capsys.readouterr().err
