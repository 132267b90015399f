"""What is answered: who gets which booth, who none and why, and how good that is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from exhibitors.allocation.answer import Status
from exhibitors.allocation.fair.problem import Placement

Values = Mapping[str, int | str | tuple[int, ...]]


class Reason(StrEnum):
    """Why an exhibitor has no booth.

    Booths *asked for* are of its kind and size (or smaller, where it accepts that), in its pavilion or in none;
    `nearest` are free booths that come closest to it, which it may or may not want.
    """

    NO_SUCH_BOOTH = "no-such-booth"  # none asked for; values: kind, area, nearest
    TOO_HEAVY = "too-heavy"  # for the floor of all asked for; values: weight, most
    TOO_HIGH = "too-high"  # for all asked for whose floor bears it; values: height, most
    QUOTA_REACHED = "quota-reached"  # in the zones of all that are free; values: economy, zones
    WANTED_ABOVE = "wanted-above"  # somebody of higher priority, placed, would rather have the free `booths`
    NOT_SIDE_BY_SIDE = (
        "not-side-by-side"  # some are free, but too few in a row; values: booths, free (number)
    )
    OUTBID = (
        "outbid"  # all that are not locked have gone to higher priorities; values: booths (number), priority
    )
    NONE_LEFT = "none-left"  # all have gone; values: kind, area, booths (number), halls (wished for), nearest


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An exhibitor without a booth, and why; `values` is what the reason's sentence needs."""

    exhibitor: int
    reason: Reason
    values: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """A plan and what is known about it.

    No valid plan of the problem is worth more than `bound`, found as `bound_method` says. `smaller` are those placed
    in a smaller booth than they asked for. `seconds` (wall time) is left out of comparison, so that equal answers
    are equal.
    """

    placements: tuple[Placement, ...]
    unplaced: tuple[Unplaced, ...]
    smaller: tuple[int, ...]
    value: int
    bound: int
    bound_method: str
    status: Status
    seconds: float = field(compare=False)

    @property
    def gap(self) -> float:
        """What may be missing, as a part of the bound."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0
