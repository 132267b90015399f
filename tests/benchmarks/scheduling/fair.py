"""A whole fair's timetable: value and bound from process start, beside a first fit and the b-matching bound.

`python -m tests.benchmarks.scheduling.fair [--data DIR] [--seconds S] [--scale N] [--seeds N ...]`

DIR holds `generate.py`, which makes the fairs; without it the measurement is left out by name.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.limits import Broken

LEAST_OF_B_MATCHING = {0: 0.965, 1: 0.985, 2: 0.992}  # by how many halls one may walk
MOST_BELOW_BOUND = {0: 0.015, 1: 0.008, 2: 0.005}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("absent"), help="a folder with generate.py")
    parser.add_argument("--seconds", type=float, default=55)
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    options = parser.parse_args()
    if not (options.data / "generate.py").exists():
        print("fair-size timetables: left out, their generator is not there")
        return
    broken = Broken()
    print(
        f"{'fair':28} {'first fit':>9} {'value':>9} {'bound':>9} {'of b-match.':>11} {'below':>7} {'s':>6} {'MiB':>6}"
    )
    for seed in options.seeds:
        for walk in (0, 1, 2):
            _measure(options, seed, ["--level", "walk", "--walk-free", str(walk)], 60_000, broken, walk)
        for level in ("tight", "calm"):
            _measure(options, seed, ["--level", level], 30_000, broken, None)
    broken.exit()


def _measure(
    options: Any, seed: int, level: list[str], wishes: int, broken: Broken, walk: int | None
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fair.json"
        size = [
            "--seed",
            str(seed),
            "--scale",
            str(options.scale),
            "--wishes",
            str(int(wishes * options.scale)),
        ]
        command = [sys.executable, str(options.data / "generate.py"), *size, *level]
        path.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
        begun = time.monotonic()
        answer = _solve(path, options.seconds)
        took = time.monotonic() - begun
        first, b_matching = _peers(path)
    name = f"seed {seed} {' '.join(level[1::2])}"
    share, below = answer["value"] / b_matching, 1 - answer["value"] / answer["bound"]
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(
        f"{name:28} {first:9} {answer['value']:9} {answer['bound']:9} {share:10.2%} {below:7.2%} {took:6.1f} {memory:6}"
    )
    if walk is not None and options.scale == 1:
        broken.check(
            f"{name}: missing of b-matching",
            1e4 * (1 - share),
            1e4 * (1 - LEAST_OF_B_MATCHING[walk]),
            "/10000",
        )
        broken.check(f"{name}: below its bound", 1e4 * below, 1e4 * MOST_BELOW_BOUND[walk], "/10000")


def _solve(path: Path, seconds: float) -> Any:
    command = [sys.executable, "-m", "buyers.scheduling", str(path), "--time-limit", str(seconds)]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def _peers(path: Path) -> tuple[int, int]:
    """The value of a first fit, and the b-matching bound."""
    from buyers.scheduling.compiled.bounds import b_matching
    from buyers.scheduling.compiled.improve import begin
    from buyers.scheduling.formats import fair_1

    problem = fair_1.arrange(fair_1.read(json.loads(path.read_text())))
    return int(problem.value[begin(problem) >= 0].sum()), b_matching(problem).bound


if __name__ == "__main__":
    main()
