"""A refused offer: how long until its booths are offered to those who wait.

`python -m tests.benchmarks.allocation.repair [--offers N]` draws a fair with so many offers, allocates it, and lets one
exhibitor after another refuse.
"""

import argparse
import random
import time
from itertools import pairwise
from statistics import quantiles

from exhibitors.allocation import Limits
from exhibitors.allocation.fair import Booth, BoothKind, Exhibitor, Problem, repair, solve
from tests.benchmarks.limits import Broken

REFUSALS, IN_A_ROW, MOST_MS = 50, 25, 1000
SECTORS = ("tea", "silk", "vehicles", "medicine", "fruit", "software")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offers", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    problem = drawn(options.offers, dice)
    plan = solve(problem, Limits(seconds=5), seed=options.seed).placements
    took, again, moved = [], 0, 0
    for who in dice.sample(sorted({each.exhibitor for each in plan}), REFUSALS):
        begun = time.perf_counter()
        found = repair(problem, plan, withdrawn=[who])
        took.append((time.perf_counter() - begun) * 1000)
        again += bool(found.difference.added)
        moved += len(found.difference.moved)
    steps = quantiles(took, n=20)
    print(
        f"{options.offers} offers, {REFUSALS} refused one by one: p50 {steps[9]:.0f} ms, p95 {steps[18]:.0f} ms; "
        f"offered again {again}, others moved {moved}"
    )
    broken = Broken()
    broken.check("a refusal, p95", steps[18], MOST_MS, "ms")
    broken.exit()


def drawn(offers: int, dice: random.Random) -> Problem:
    """A fair of rows of shell booths, for a fifth more exhibitors than there are offers to make."""
    exhibitors = tuple(_exhibitor(number, dice) for number in range(offers * 6 // 5))
    wished = sum(one.booths for one in exhibitors)
    rows = [tuple(range(start, start + IN_A_ROW)) for start in range(0, wished * 5 // 6, IN_A_ROW)]
    booths = tuple(
        Booth(
            booth,
            hall=number // 10,
            kind=BoothKind.SHELL,
            area=9,
            zone=number // 10 % 4,
            open_sides=2 if booth in (row[0], row[-1]) else 1,
        )
        for number, row in enumerate(rows)
        for booth in row
    )
    near = tuple(pair for row in rows for pair in pairwise(row))
    return Problem(booths, exhibitors, near, tuple(rows))


def _exhibitor(number: int, dice: random.Random) -> Exhibitor:
    booths = dice.choice((1, 1, 1, 2, 2, 3, 4))
    return Exhibitor(
        id=number,
        kind=BoothKind.SHELL,
        area=9 * booths,
        booths=booths,
        economy=dice.choice(("VN", "TH", "MY", "CN")),
        priority=dice.choice((1, 2, 3, 3, 3)),
        zones=(dice.randrange(4),),
        sectors=(dice.choice(SECTORS),),
    )


if __name__ == "__main__":
    main()
