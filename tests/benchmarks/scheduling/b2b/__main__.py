"""Business-to-business meetings beside a plain CP-SAT model, one after the other in the same run.

`python -m tests.benchmarks.scheduling.b2b [--data DIR] [--seconds S] [--only TEXT]`

DIR is a folder of `b2b-1` files; those named in its README that are not there are named as left out, others that are
there are taken along. The ratio is the peer's seconds to ours; a peer that has proven nothing counts with its limit.
"""

import argparse
import json
from pathlib import Path

from buyers.scheduling.b2b import Limits, Status, as_json, read, solve, violations
from tests.benchmarks.limits import B2B_QUICK, B2B_SECONDS, B2B_TIMES_FASTER, Broken
from tests.benchmarks.scheduling.b2b.plain import plain

QUICK = (
    "like-tic-12",
    "like-tic-12crafc",
    "like-tic-13",
    "like-tic-13crafb",
    "like-tic-13crafc",
    "like-tic-14crafa",
    "like-forumt-14crafe",
    "rules-mix",
)
BEST_KNOWN = {"like-forum-13": 2, "like-forum-13crafb": 17, "like-ticf-13crafc": 7, "like-forum-14": 33}


def main() -> None:
    """Measure and print; end with an error where a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder of b2b-1 files")
    parser.add_argument("--seconds", type=float, default=B2B_SECONDS, help="for either, per file")
    parser.add_argument("--only", default="", help="files whose name contains this")
    options = parser.parse_args()
    broken = Broken()
    heads = f"{'breaks':>6} {'bound':>6} {'':10} {'s':>6}"
    print(f"{'':24} {heads}   plain: {heads} ratio")
    for name in _names(options.data, options.only):
        path = options.data / f"{name}.json" if options.data else None
        if path is None or not path.exists():
            print(f"{name:24} left out: it is not there")
        else:
            _measure(name, json.loads(path.read_text()), options.seconds, broken)
    broken.exit()


def _names(data: Path | None, only: str) -> list[str]:
    there = {path.stem for path in data.glob("*.json")} if data else set()
    return [
        name for name in (*QUICK, *BEST_KNOWN, *sorted(there.difference(QUICK, BEST_KNOWN))) if only in name
    ]


def _measure(name: str, given: object, seconds: float, broken: Broken) -> None:
    problem = read(given)
    ours = solve(problem, Limits(seconds=seconds))
    broken.told += [f"{name}: {told}" for told in violations(problem, as_json(ours))]
    peer = plain(problem, seconds)
    counted = peer.seconds if peer.status in ("optimal", "infeasible") else seconds
    ratio = counted / max(ours.seconds, 0.01)
    print(
        f"{name:24} {ours.value!s:>6} {ours.bound!s:>6} {ours.status:10} {ours.seconds:6.1f}          "
        f"{peer.value!s:>6} {peer.bound:6} {peer.status:10} {peer.seconds:6.1f} {ratio:5.1f}",
        flush=True,
    )
    if name in QUICK:
        proven = ours.seconds if ours.status == Status.OPTIMAL else float("inf")
        broken.check(f"{name}: until proven", proven, B2B_QUICK, "s")
        if counted > B2B_QUICK:
            broken.check(f"{name}: until proven, beside the peer", proven, counted / B2B_TIMES_FASTER, "s")
    if name in BEST_KNOWN:
        found = float("inf") if ours.value is None else ours.value
        broken.check(f"{name}: best known", found, BEST_KNOWN[name], "breaks")


if __name__ == "__main__":
    main()
