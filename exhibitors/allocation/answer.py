"""What is answered: who gets which booth, what that is worth, and what no plan can exceed."""

from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """How the search ended."""

    OPTIMAL = "optimal"  # no plan is worth more
    FEASIBLE = "feasible"  # a valid plan; what is missing to the bound is not decided
    CANCELLED = "cancelled"  # the caller stopped the search; the best found until then


@dataclass(frozen=True, slots=True)
class Answer:
    """A plan and what is known about it.

    `booth_of` gives each exhibitor's booth, None for none. No plan of the problem is worth more than `bound`,
    found as `bound_method` says. `seconds` (wall time) is left out of comparison, so that equal answers are
    equal.
    """

    booth_of: tuple[int | None, ...]
    value: int
    bound: int
    bound_method: str
    status: Status
    seconds: float = field(compare=False)

    @property
    def gap(self) -> float:
        """What may be missing, as a part of the bound."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0
