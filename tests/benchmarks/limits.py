"""What the measurements must not exceed, and what becomes of those that do.

Times have limits at the size `fair` and above: `small` runs with every change, on whatever machine there is.
"""

import sys
from dataclasses import dataclass, field

SEEDING = {"fair": 60, "ten-fairs": 720}  # seconds
DIRECTORY = {"fair": 150}  # milliseconds of a page; 10,000 products are the fair's
HALL = {"fair": 300}  # milliseconds of a hall's plan
WEIGHT = 150_000  # bytes of any public page, compressed
ALLOCATION = {3_000: 160, 30_000: 300}  # exhibitors → hundredths of a per cent between value and bound
LISTS = {"fair": 1000}  # milliseconds that half of 50 clients wait at most, who ask at once
B2B_SECONDS, B2B_QUICK = 60, 10  # of a set of meetings; and of the kinds that are proven sooner
B2B_TIMES_FASTER = 10  # than plain CP-SAT, where that takes longer than the quick ones may


@dataclass
class Broken:
    """The limits that were broken in one run, in words."""

    told: list[str] = field(default_factory=list)

    def check(self, what: str, measured: float, limit: float | None, unit: str) -> None:
        """Take down a measurement beyond its limit; None allows anything."""
        if limit is not None and measured > limit:
            self.told.append(f"{what}: {measured:,.0f} {unit}, at most {limit:,} {unit} allowed")

    def exit(self) -> None:
        """End with an error where a limit was broken."""
        if self.told:
            sys.exit("\n".join(["", "Limits broken:", *self.told]))
