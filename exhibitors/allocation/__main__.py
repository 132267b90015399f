"""The allocation as a command: a hall plan in, a plan out, or a plan judged."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from exhibitors.allocation.limits import LOADED_AT

EPILOG = """
The format is hall-1: booths (hall, x, y, kind, m²), pairs of booths that are near, exhibitors with what they ask for,
and weights. The plan states its value and a bound that no plan exceeds.

The time limit counts from the start of the command. With --work-limit the time does not count, and the plan is the same
for the same problem, limit and seed.

With --check nothing is solved: a plan is judged, one violation a line.

Exit status: 0, or with --check 1 for a plan that is not valid; 2 for what can't be read.
"""
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
    from exhibitors.allocation.judge import violations

    found = violations(problem, plan)
    out.writelines(f"{violation}\n" for violation in found)
    return 1 if found else 0


def _solve(text: str, options: argparse.Namespace, out: TextIO) -> int:
    from exhibitors.allocation import Limits, hall1, solve

    problem = hall1.read(text)
    left = max(0.0, options.time_limit - (time.monotonic() - LOADED_AT))
    answer = solve(problem, Limits(left, options.work_limit), options.seed)
    out.write(hall1.write(answer, time.monotonic() - LOADED_AT))
    out.write("\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m exhibitors.allocation",
        description="Booths for a whole fair's exhibitors, and how far from the best that may be.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("problem", type=Path, metavar="problem.json")
    parser.add_argument("--check", type=Path, metavar="plan.json", help="judge this plan")
    parser.add_argument(
        "--time-limit", type=_limit, default=DEFAULT_SECONDS, metavar="S", help="seconds (%(default)s)"
    )
    parser.add_argument("--work-limit", type=_limit, metavar="N", help="millions of moves, instead of time")
    parser.add_argument("--seed", type=_seed, default=0, metavar="N", help="of what is random (%(default)s)")
    return parser


def _limit(text: str) -> float:
    limit = float(text)
    if not 0 <= limit < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not a limit")
    return limit


def _seed(text: str) -> int:
    seed = int(text)
    if seed < 0:
        raise argparse.ArgumentTypeError("a seed cannot be negative")
    return seed


if __name__ == "__main__":
    sys.exit(main())
