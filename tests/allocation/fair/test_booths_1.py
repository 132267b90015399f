import json
from dataclasses import asdict
from io import StringIO

import jsonschema
import pytest
from hypothesis import given, settings

from exhibitors.allocation import Limits, ProblemError
from exhibitors.allocation.__main__ import main
from exhibitors.allocation.fair import Booth, BoothKind, Exhibitor, Problem, booths_1, solve
from tests.allocation.fair.examples import fairs

SMALL = Problem(
    booths=(Booth(1, 1, BoothKind.SHELL, 9), Booth(2, 1, BoothKind.RAW, 36)),
    exhibitors=(
        Exhibitor(1, BoothKind.SHELL, 9, "VN", 1),
        Exhibitor(2, BoothKind.SHELL, 9, "TH", 2),
    ),
)


def text(problem, **changes):
    return json.dumps({"format": "booths-1"} | asdict(problem) | changes)


@pytest.fixture
def file(tmp_path):
    def written(content):
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.json"
        path.write_text(content)
        return str(path)

    return written


@settings(max_examples=60, deadline=None)
@given(fairs())
def test_a_problem_that_its_schema_accepts_is_read_as_it_is(problem):
    jsonschema.validate(json.loads(text(problem)), booths_1.schema())
    assert booths_1.read(text(problem)) == problem


def test_a_plan_comes_back_as_it_was_written_but_for_its_reasons_values():
    answer = solve(SMALL, Limits(work=0.01))
    again = booths_1.read_answer(booths_1.written(answer, 1.0))
    assert (again.placements, again.smaller, again.value) == (answer.placements, answer.smaller, answer.value)
    assert (again.bound, again.bound_method, again.status) == (
        answer.bound,
        answer.bound_method,
        answer.status,
    )
    assert [(each.exhibitor, each.reason) for each in again.unplaced] == [(2, "outbid")]


def test_the_command_writes_a_plan_that_it_finds_right_itself(file):
    out, problem = StringIO(), file(text(SMALL))
    assert main([problem, "--work-limit", "0.1"], out) == 0
    assert json.loads(out.getvalue())["placements"] == [{"exhibitor": 1, "booth": 1}]
    assert main([problem, "--check", file(out.getvalue())], StringIO()) == 0


def test_it_lists_violations_a_line_each_and_exits_with_1(file):
    out = StringIO()
    plan = json.loads(booths_1.written(solve(SMALL, Limits(work=0.1)), 1.0)) | {"value": 1, "smaller": [1]}
    assert main([file(text(SMALL)), "--check", file(json.dumps(plan))], out) == 1
    assert len(out.getvalue().splitlines()) == 3


def test_it_prints_the_schema(capsys):
    with pytest.raises(SystemExit):
        main(["--schema"])
    assert json.loads(capsys.readouterr().out) == booths_1.schema()


BOOTH, EXHIBITOR = asdict(SMALL.booths[0]), asdict(SMALL.exhibitors[0])
UNREADABLE = {
    "not JSON": ("[", "not JSON"),
    "another format": (text(SMALL, format="booths-2"), "booths-2"),
    "no booths": ('{"format": "booths-1", "exhibitors": []}', "no 'booths'"),
    "a member that is not known": (text(SMALL, halls=[]), "'halls', which is not known"),
    "a kind that is not known": (
        text(SMALL, booths=[BOOTH | {"kind": "tent"}]),
        "'kind' of entry 0 of 'booths' of the problem is 'tent', not one of shell, raw, outdoor",
    ),
    "a truth value for a number": (text(SMALL, booths=[BOOTH | {"area": True}]), "not a whole number"),
    "half a number": (text(SMALL, booths=[BOOTH | {"area": 4.5}]), "not a whole number"),
    "a number too great": (text(SMALL, booths=[BOOTH | {"id": 2**60}]), "beyond"),
    "a booth without room": (text(SMALL, booths=[BOOTH | {"area": 0}]), "the area of booth 1 is 0"),
    "a booth twice": (text(SMALL, booths=[BOOTH, BOOTH]), "booth 1 is given twice"),
    "no priority": (text(SMALL, exhibitors=[EXHIBITOR | {"priority": 0}]), "priority of exhibitor 1 is 0"),
    "a pair of three": (text(SMALL, near=[[1, 2, 3]]), "has 3 entries instead of 2"),
    "near itself": (text(SMALL, near=[[1, 1]]), "near: [1, 1]"),
    "competitors that are not known": (text(SMALL, competitors=[[1, 9]]), "competitors: [1, 9]"),
    "locked in no booth": (text(SMALL, locked=[{"exhibitor": 1, "booth": 9}]), "locked in booth 9"),
    "locked twice": (
        text(SMALL, locked=[{"exhibitor": 1, "booth": 1}, {"exhibitor": 2, "booth": 1}]),
        "locked booth 1 is given twice",
    ),
    "a preference for nobody": (text(SMALL, zone_preferences=[{"zone": 1}]), "not for one bloc"),
    "a quota twice": (
        text(SMALL, quotas=[{"economy": "VN", "zone": 1}] * 2),
        "quota of economy and zone ('VN', 1) is given twice",
    ),
    "competitors wished together": (
        text(SMALL, weights={"competitors_near": 1}),
        "weight competitors_near is 1",
    ),
}


@pytest.mark.parametrize(("problem", "told"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_problem_that_cannot_be_read_is_refused_with_its_place(file, capsys, problem, told):
    assert main([file(problem)], StringIO()) == 2
    assert told in capsys.readouterr().err


def test_a_plan_that_cannot_be_read_is_refused():
    for plan in ("{", "{}", '{"format": "booths-1"}'):
        with pytest.raises(ProblemError, match="the plan"):
            booths_1.read_answer(plan)
