"""How large a sample fair is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """How many of each there are; `composed` says whether chance continues what is written by hand."""

    exhibitors: int
    booths: int
    pavilions: int
    groups: int
    delegates: int
    products: int
    needs: int
    requests: int
    composed: bool = True

    @property
    def fairs(self) -> float:
        """How many full fairs it makes up."""
        return self.exhibitors / 3_300


SIZES = {
    "small": Size(60, 120, 13, 6, 60, 182, 66, 17, composed=False),
    "fair": Size(3_300, 6_600, 30, 100, 4_000, 10_000, 4_800, 9_000),
    "ten-fairs": Size(33_000, 66_000, 300, 1_000, 40_000, 100_000, 48_000, 90_000),
}
