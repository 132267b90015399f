"""What changes for people between two plans."""

from collections.abc import Iterable
from dataclasses import dataclass

from exhibitors.allocation.fair.problem import Placement


@dataclass(frozen=True, slots=True)
class Move:
    """An exhibitor who has a booth in both plans, but another."""

    exhibitor: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Who gets a booth, gets another, and loses it, each in the order of the exhibitors."""

    added: tuple[Placement, ...]
    moved: tuple[Move, ...]
    removed: tuple[Placement, ...]


def difference(before: Iterable[Placement], after: Iterable[Placement]) -> Difference:
    """Compare two plans, exhibitor by exhibitor."""
    old = {each.exhibitor: each.booth for each in before}
    new = {each.exhibitor: each.booth for each in after}
    both = sorted(old.keys() & new.keys())
    return Difference(
        added=tuple(Placement(who, new[who]) for who in sorted(new.keys() - old.keys())),
        moved=tuple(Move(who, old[who], new[who]) for who in both if old[who] != new[who]),
        removed=tuple(Placement(who, old[who]) for who in sorted(old.keys() - new.keys())),
    )
