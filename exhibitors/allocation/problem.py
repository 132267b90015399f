"""What is asked: exhibitors, booths of some types, and which booths are near each other."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]


def no_pairs() -> Ints:
    """Pairs, of which there are none."""
    return np.empty((0, 2), np.int32)


class ProblemError(ValueError):
    """The problem cannot be read or contradicts itself; the message says where."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Exhibitors who like to be near others of their group, as those of a sector do, or of a pavilion.

    `of` gives each exhibitor's group, a number from 0, or -1 for none; two of a group in near booths are
    worth `worth` more.
    """

    of: Ints
    worth: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Exhibitors, booths and booth types are numbers from 0; worth has no unit.

    An exhibitor gets one booth or none, a booth one exhibitor or none. What the booth itself is worth to the
    exhibitor depends on the booth's type alone, so that no table of exhibitors × booths is ever needed.
    """

    worth: Ints  # exhibitors × types
    type_of: Ints  # booth → type
    near: Ints  # pairs × 2, each pair of different booths once
    groupings: tuple[Grouping, ...] = ()
    rivals: Ints = field(
        default_factory=lambda: np.empty((0, 2), np.int32)
    )  # pairs × 2, each pair of different exhibitors once
    rival_worth: int = 0  # of two rivals in near booths
    position: Ints | None = None  # booths × 2, its column and row, for those who think in grids

    @property
    def exhibitors(self) -> int:
        """How many exhibitors."""
        return self.worth.shape[0]

    @property
    def types(self) -> int:
        """How many types of booth."""
        return self.worth.shape[1]

    @property
    def booths(self) -> int:
        """How many booths."""
        return len(self.type_of)
