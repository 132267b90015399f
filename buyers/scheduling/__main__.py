"""The command: `python -m buyers.scheduling problem.json > answer.json`."""

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import Any


def _seconds_since_start() -> float:
    """How long this process has lived, imports included; where the system does not tell, how long it computed."""
    try:
        begun = int(Path("/proc/self/stat").read_text().rsplit(")", 1)[1].split()[19]) / os.sysconf(
            "SC_CLK_TCK"
        )
        return float(Path("/proc/uptime").read_text().split()[0]) - begun
    except (OSError, ValueError, IndexError):
        return time.process_time()


BEGUN = time.monotonic() - _seconds_since_start()  # the time limit counts from here

PROGRAM = "python -m buyers.scheduling"
EPILOG = """\
The problem's "format" says what it is:
  meetings-1  requests of delegates and exhibitors with points and hosts; its JSON Schema is printed by --schema
  fair-1      wishes of a whole fair: several days, halls to walk between; the greatest value is sought
  b2b-1       all meetings are held, with the fewest breaks between a participant's
exit status: 0, and the answer on standard output; with --check 0 for a valid answer, 1 for one that is not (one
violation a line); 2 for what cannot be read.
"""


def main(arguments: list[str] | None = None) -> int:
    """Solve, or judge an answer; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        problem = _load(options.problem)
        shape = _format(problem)
        if options.check is not None:
            return _tell(shape.check(problem, _load(options.check)))
        answer = shape.solve(problem, _limits(options), options.seed)
    except ValueError as error:
        print(f"{PROGRAM}: {error}", file=sys.stderr)  # noqa: T201
        return 2
    json.dump(answer, sys.stdout, separators=(",", ":"))
    sys.stdout.write("\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description="Give meetings a place in time, and say how near that is to the best possible.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("problem", type=Path, help="the problem, as JSON")
    parser.add_argument(
        "--schema", action=_Schema, nargs=0, help="print the JSON Schema of meetings-1 and end"
    )
    parser.add_argument(
        "--check", type=Path, metavar="ANSWER", help="judge this answer instead of finding one"
    )
    parser.add_argument(
        "--time-limit", type=_amount, default=55.0, metavar="S", help="seconds in all (default 55)"
    )
    parser.add_argument(
        "--work-limit",
        type=_amount,
        metavar="N",
        help="instead of the time: about a second of one core each; the same answer each time",
    )
    parser.add_argument("--seed", type=_whole, default=0, help="of the random choices (default 0)")
    return parser


def _amount(text: str) -> float:
    """A number from 0 on, neither endless nor none at all."""
    try:
        number = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a number") from None
    if not 0 <= number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not a number from 0 on")
    return number


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from 0 on")
    return int(text)


class _Schema(argparse.Action):
    """Prints the schema, whatever else is asked for, as --help does."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from buyers.scheduling.formats import meetings_1

        json.dump(meetings_1.schema(), sys.stdout, indent=2)
        parser.exit()


def _load(path: Path) -> Any:
    """The JSON of a file. Raises ValueError with the file's name where there is none."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"{path} cannot be read: {error}") from None


def _limits(options: argparse.Namespace) -> Any:
    from buyers.scheduling.limits import Limits

    left = max(0.0, options.time_limit - (time.monotonic() - BEGUN))
    return Limits(seconds=left, work=options.work_limit)


def _format(problem: Any) -> Any:
    """What knows the problem's format. Raises ValueError for an unknown one."""
    from buyers.scheduling import formats

    name = problem.get("format") if isinstance(problem, dict) else None
    if not isinstance(name, str) or name not in formats.KNOWN:
        raise ValueError(f"the format is {name!r}, not one of {', '.join(formats.KNOWN)}")
    return formats.KNOWN[name]


def _tell(violations: list[str]) -> int:
    for each in violations:
        print(each)  # noqa: T201
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
