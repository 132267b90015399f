"""How good the allocation is, value and bound, beside scipy's linear assignment followed by plain swaps.

`python -m tests.benchmarks.allocation --data DIR [--seconds 60] [--seeds 1 2 3] [--large]`

DIR holds the hall plans' generator, generate.py; where it is not there, nothing can be measured. Each problem is solved
by the command, in a process of its own that ends within the seconds, and judged. --large adds 30,000 exhibitors and
60,000 booths, ten minutes; there a dense assignment would need 14 GB, so the peer is left out.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.benchmarks.limits import ALLOCATION, Broken

SIZES = ((3_000, 3_200), (3_000, 6_000))
LARGE, LARGE_SECONDS = (30_000, 60_000), 600.0
TO_END = 6.0  # seconds of a minute in which the command starts and ends


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder of the hall plans' generator")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each, from the process's start")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--large", action="store_true")
    options = parser.parse_args()
    generator = options.data / "generate.py" if options.data else None
    if generator is None or not generator.exists():
        print("hall-1 left out: its generator is not there (--data DIR)")
        return
    broken = Broken()
    print(
        f"{'exhibitors : booths':20} {'seed':>4} {'value':>10} {'bound':>10} {'gap, %':>7} {'s':>6}", end=" "
    )
    print(f"{'CPU s':>6} {'MiB':>6} {'assigned':>10} {'and swapped':>12}")
    for exhibitors, booths in SIZES:
        for seed in options.seeds:
            _measure(generator, seed, exhibitors, booths, options.seconds, broken)
    if options.large:
        _measure(generator, 1, *LARGE, LARGE_SECONDS, broken)
    broken.exit()


def _measure(
    generator: Path, seed: int, exhibitors: int, booths: int, seconds: float, broken: Broken
) -> None:
    size = ("--seed", str(seed), "--exhibitors", str(exhibitors), "--booths", str(booths))
    made = subprocess.run([sys.executable, generator, *size], capture_output=True, text=True, check=True)
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        file.write(made.stdout)
        file.flush()
        plan, took, used = _solved(file.name, seconds)
    gap = 100 * (plan["bound"] - plan["value"]) / plan["bound"]
    name = f"{exhibitors:,} : {booths:,}"
    row = f"{name:20} {seed:4} {plan['value']:10,} {plan['bound']:10,} {gap:7.2f} {took:6.1f}"
    row += f" {used.ru_utime + used.ru_stime:6.1f} {used.ru_maxrss // 1024:6}"
    print(row, *_peer(made.stdout, exhibitors, seconds), flush=True)
    broken.check(
        f"{name}, seed {seed}: the gap", 100 * gap, ALLOCATION[exhibitors], "hundredths of a per cent"
    )


def _solved(problem: str, seconds: float) -> tuple[dict[str, float], float, resource.struct_rusage]:
    """The command's plan, judged valid, the seconds that it took, and what it used."""
    command = [sys.executable, "-m", "exhibitors.allocation", problem]
    begun = time.monotonic()
    with tempfile.NamedTemporaryFile() as file:
        limit = ("--time-limit", str(max(0.0, seconds - TO_END)))
        running = subprocess.Popen([*command, *limit], stdout=file)
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        took = time.monotonic() - begun
        subprocess.run([*command, "--check", file.name], check=True)
        return json.loads(Path(file.name).read_text()), took, used


def _peer(text: str, exhibitors: int, seconds: float) -> tuple[str, ...]:
    if exhibitors == LARGE[0]:
        return ("left out: dense",)
    from tests.benchmarks.allocation.peer import assigned_and_swapped

    with ProcessPoolExecutor(1, get_context("spawn")) as apart:  # whose memory is not ours
        assigned, swapped = apart.submit(assigned_and_swapped, text, seconds - TO_END).result()
    return (f"{assigned:10,}", f"{swapped:12,}")


if __name__ == "__main__":
    main()
