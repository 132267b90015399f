"""The allocation as a command: a hall plan in, a plan out, or a plan judged."""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from exhibitors.allocation.limits import LOADED_AT, Limits

EPILOG = """
The problem's "format" says what it is:
  booths-1  booths, exhibitors with their wishes and priorities, quotas, pavilions; --schema prints its JSON Schema
  hall-1    booths (hall, x, y, kind, m²), pairs of booths that are near, exhibitors with what they ask for, and weights
The plan states its value and a bound that no plan exceeds.

The time limit counts from the start of the command. With --work-limit the time does not count, and the plan is the same
for the same problem, limit and seed.

With --check nothing is solved: a plan is judged, one violation a line.

Exit status: 0, or with --check 1 for a plan that is not valid; 2 for what can't be read.
"""
FORMATS = ("booths-1", "hall-1")
DEFAULT_SECONDS = 54.0  # so that the whole command ends within a minute


def main(arguments: Sequence[str] | None = None, out: TextIO = sys.stdout) -> int:
    """Read, solve or judge, write; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        text = options.problem.read_text(encoding="utf-8")
        if options.check:
            return _check(text, options.check.read_text(encoding="utf-8"), out)
        return _solve(text, options, out)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)  # noqa: T201 - it is a command
        return 2


def _check(problem: str, plan: str, out: TextIO) -> int:
    if _format(problem) == "booths-1":
        from exhibitors.allocation.fair import booths_1

        found = booths_1.check(problem, plan)
    else:
        from exhibitors.allocation import hall1
        from exhibitors.allocation.judge import violations

        hall1.read(problem)  # what can't be solved can't be judged
        found = violations(problem, plan)
    out.writelines(f"{violation}\n" for violation in found)
    return 1 if found else 0


def _solve(text: str, options: argparse.Namespace, out: TextIO) -> int:
    solved = _solve_fair if _format(text) == "booths-1" else _solve_hall
    out.write(solved(text, options))
    out.write("\n")
    return 0


def _solve_fair(text: str, options: argparse.Namespace) -> str:
    from exhibitors.allocation.fair import booths_1, solve

    problem = booths_1.read(text)
    return booths_1.written(solve(problem, _limits(options), options.seed), _since_start())


def _solve_hall(text: str, options: argparse.Namespace) -> str:
    from exhibitors.allocation import hall1, solve

    problem = hall1.read(text)
    return hall1.write(solve(problem, _limits(options), options.seed), _since_start())


def _limits(options: argparse.Namespace) -> Limits:
    return Limits(max(0.0, options.time_limit - _since_start()), options.work_limit)


def _since_start() -> float:
    return time.monotonic() - LOADED_AT


def _format(text: str) -> str:
    """What a problem's format is. Raises ValueError for what is none that is known."""
    try:
        data = json.loads(text)
    except RecursionError:
        raise ValueError("the problem is nested too deeply") from None
    except ValueError as error:
        raise ValueError(f"the problem is not JSON: {error}") from error
    name = data.get("format") if isinstance(data, dict) else None
    if name not in FORMATS:
        raise ValueError(f"the format is {name!r}, not one of {', '.join(FORMATS)}")
    return str(name)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m exhibitors.allocation",
        description="Booths for a whole fair's exhibitors, and how far from the best that may be.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("problem", type=Path, metavar="problem.json")
    parser.add_argument("--schema", action=_Schema, nargs=0, help="print the JSON Schema of booths-1 and end")
    parser.add_argument("--check", type=Path, metavar="plan.json", help="judge this plan")
    parser.add_argument(
        "--time-limit", type=_limit, default=DEFAULT_SECONDS, metavar="S", help="seconds (%(default)s)"
    )
    parser.add_argument("--work-limit", type=_limit, metavar="N", help="millions of moves, instead of time")
    parser.add_argument("--seed", type=_seed, default=0, metavar="N", help="of what is random (%(default)s)")
    return parser


class _Schema(argparse.Action):
    """Prints the schema, whatever else is asked for, as --help does."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from exhibitors.allocation.fair import booths_1

        json.dump(booths_1.schema(), sys.stdout, indent=2, ensure_ascii=False)
        parser.exit()


def _limit(text: str) -> float:
    try:
        limit = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a number") from None
    if not 0 <= limit < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not a limit")
    return limit


def _seed(text: str) -> int:
    try:
        seed = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number") from None
    if seed < 0:
        raise argparse.ArgumentTypeError("a seed cannot be negative")
    return seed


if __name__ == "__main__":
    sys.exit(main())
