"""`python -m tests.benchmarks.pages --size small fair`: every page at each size, side by side.

Ends with an error where a limit is broken (limits.py).
"""

import argparse
import json
import subprocess
import sys
from dataclasses import asdict

from tests.benchmarks.limits import DIRECTORY, HALL, WEIGHT, Broken
from tests.benchmarks.stage import fair

Rows = list[dict[str, str | float]]


def main() -> None:
    """Measure each size in a process of its own, and print one table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.pages", description=__doc__)
    parser.add_argument(
        "--size", nargs="+", default=["small", "fair"], choices=["small", "fair", "ten-fairs"]
    )
    parser.add_argument("--json", action="store_true", help="one size, as JSON")
    options = parser.parse_args()
    if options.json:
        print(json.dumps(rows_of(options.size[0])))
        return
    table = {size: _in_a_process(size) for size in options.size}
    _print(table)
    _check(table).exit()


def rows_of(size: str) -> Rows:
    """Return what each page took at this size."""
    with fair(size):
        from tests.benchmarks.pages.measure import measure
        from tests.benchmarks.pages.walk import STARTS, client_of, pages

        rows: Rows = []
        for role in STARTS:
            client = client_of(role)
            rows += [asdict(measure(role, kind, address, client)) for kind, address in pages(role, client)]
        return rows


def _in_a_process(size: str) -> Rows:
    command = [sys.executable, "-m", "tests.benchmarks.pages", "--size", size, "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _check(table: dict[str, Rows]) -> Broken:
    """Return which limits were broken: of halls in time, of directory pages too, and of all public ones in weight."""
    broken = Broken()
    times = {"/en/plan/N/": HALL, "/en/exhibitors/": DIRECTORY}
    for size, rows in table.items():
        for row in rows:
            what = f"{size}, {row['role']} {row['kind']}"
            broken.check(what, float(row["ms"]), times.get(str(row["kind"]), {}).get(size), "ms")
            broken.check(
                what, float(row["compressed"]), WEIGHT if row["role"] == "visitor" else None, "bytes"
            )
    return broken


def _print(table: dict[str, Rows]) -> None:
    kinds = list(dict.fromkeys((row["role"], row["kind"]) for rows in table.values() for row in rows))
    found = {size: {(row["role"], row["kind"]): row for row in rows} for size, rows in table.items()}
    head = "".join(f"{size:>34}" for size in table)
    print(f"{'':60}{head}\n{'page':60}" + f"{'ms':>8}{'× bare':>8}{'queries':>9}{'kB gz':>9}" * len(table))
    for role, kind in kinds:
        cells = "".join(_cells(found[size].get((role, kind))) for size in table)
        print(f"{role + ' ' + kind:60.60}{cells}")


def _cells(row: dict[str, str | float] | None) -> str:
    if row is None:
        return f"{'–':>34}"
    ms, bare, size = float(row["ms"]), float(row["bare_ms"]), float(row["compressed"])
    return f"{ms:8.1f}{ms / bare:8.1f}{row['queries']:>9}{size / 1000:9.1f}"


if __name__ == "__main__":
    main()
