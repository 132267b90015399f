"""A finished fair-size timetable and what happens to it: meetings that lose their slot, cancellations, a hall closed.

`python -m tests.benchmarks.scheduling.repair [--data DIR] [--seconds S] [--events N]`

DIR holds `generate.py`, which makes the fair; without it the measurement is left out by name.
"""

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.limits import Broken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("absent"))
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--events", type=int, default=300)
    options = parser.parse_args()
    if not (options.data / "generate.py").exists():
        print("repair at fair size: left out, the generator is not there")
        return
    problem, table = _timetable(options.data, options.seconds)
    broken = Broken()
    random = np.random.default_rng(1)
    _warm(problem, table)
    _moved(problem, table, random, options.events, broken)
    _refilled(problem, table, random, options.events, broken)
    _closed(problem, table, broken)
    broken.exit()


def _timetable(data: Path, seconds: float) -> tuple[Any, Any]:
    from buyers.scheduling import Limits
    from buyers.scheduling.compiled.arrays import vacant
    from buyers.scheduling.compiled.fill import fill
    from buyers.scheduling.compiled.solve import solve
    from buyers.scheduling.formats import fair_1
    from buyers.scheduling.limits import Watch

    command = [
        sys.executable,
        str(data / "generate.py"),
        "--level",
        "walk",
        "--walk-free",
        "1",
        "--wishes",
        "60000",
    ]
    made = subprocess.run(command, check=True, capture_output=True).stdout
    problem = fair_1.arrange(fair_1.read(json.loads(made)))
    found = solve(problem, Watch(Limits(seconds=seconds), None), 1)
    table = vacant(problem)._replace(slot=found.slot.copy())
    fill(problem, table, np.arange(len(found.slot), dtype=np.int32))
    print(
        f"60,000 wishes, {(found.slot >= 0).sum():,} meetings, value {found.value:,}, bound {found.bound:,}"
    )
    return problem, table


def _warm(problem: Any, table: Any) -> None:
    """Compile, changing nothing."""
    from buyers.scheduling.compiled.repair import cancel, obstacles, put_elsewhere

    wish = int(np.flatnonzero(table.slot >= 0)[0])
    obstacles(problem, table, wish)
    slot = cancel(problem, table, wish)
    put_elsewhere(problem, table, wish, np.zeros(len(table.slot), np.bool_), 0, np.uint64(1 << slot))


def _timed(act: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    outcome = act()
    return time.perf_counter() - begun, outcome


def _tell(what: str, seconds: list[float], moved: Counter[Any], most: float, broken: Broken) -> None:
    late = 1000 * float(np.percentile(seconds, 95))
    told = ", ".join(f"{key}: {moved[key]}" for key in sorted(moved, key=str))
    print(f"{what}: p50 {1000 * float(np.median(seconds)):.1f} ms, p95 {late:.1f} ms; others moved {told}")
    broken.check(f"{what}, p95", late, most, "ms")


def _moved(problem: Any, table: Any, random: Any, events: int, broken: Broken) -> None:
    from buyers.scheduling.compiled.arrays import mask_of
    from buyers.scheduling.compiled.repair import cancel, obstacles, put_elsewhere

    fixed, seconds, moved = np.zeros(len(table.slot), np.bool_), [], Counter[Any]()
    for wish in map(int, random.permutation(np.flatnonzero(table.slot >= 0))[:events]):
        allowed = ~mask_of([cancel(problem, table, wish)])
        took, changes = _timed(
            lambda wish=wish, allowed=allowed: put_elsewhere(problem, table, wish, fixed, 3, allowed)
        )
        if changes is None:
            took += _timed(lambda wish=wish: obstacles(problem, table, wish))[0]
        seconds.append(took)
        moved["none found" if changes is None else len(changes) - 1] += 1
    _tell("a meeting that loses its slot", seconds, moved, 100, broken)


def _refilled(problem: Any, table: Any, random: Any, events: int, broken: Broken) -> None:
    from buyers.scheduling.compiled.repair import cancel, refill

    fixed, seconds, moved = np.zeros(len(table.slot), np.bool_), [], Counter[Any]()
    for wish in map(int, random.permutation(np.flatnonzero(table.slot >= 0))[:events]):
        cancel(problem, table, wish)
        fixed[wish] = True
        delegate, exhibitor = int(problem.delegate[wish]), int(problem.exhibitor[wish])
        took, changes = _timed(lambda d=delegate, e=exhibitor: refill(problem, table, d, e, fixed))
        seconds.append(took)
        moved["not filled" if changes is None else len(changes) - 1] += 1
    _tell("the hole of a cancelled one", seconds, moved, 50, broken)
    broken.check("holes not filled, in 100", 100 * moved["not filled"] / events, 50, "%")


def _closed(problem: Any, table: Any, broken: Broken) -> None:
    from buyers.scheduling.compiled.arrays import mask_of
    from buyers.scheduling.compiled.repair import shut

    fixed = np.zeros(len(table.slot), np.bool_)
    took, (_, changes, lost) = _timed(
        lambda: shut(problem, table, problem.hall == 3, mask_of(range(5)), fixed)
    )
    print(f"hall 3 closed for a morning: {took:.2f} s, {len(changes)} meetings moved, {len(lost)} lost")
    broken.check("a hall closed", took, 10, "s")


if __name__ == "__main__":
    main()
