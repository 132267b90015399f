"""What changes for people between two timetables."""

from collections.abc import Iterable
from dataclasses import dataclass

from buyers.scheduling.problem import Placement


@dataclass(frozen=True, slots=True)
class Move:
    """A meeting that takes place in both, but in another slot, at another point or with another host."""

    before: Placement
    after: Placement


@dataclass(frozen=True, slots=True)
class Difference:
    """The meetings that come, change and go, each in the order of their requests."""

    added: tuple[Placement, ...]
    moved: tuple[Move, ...]
    removed: tuple[Placement, ...]


def difference(before: Iterable[Placement], after: Iterable[Placement]) -> Difference:
    """Compare two timetables, request by request."""
    old = {placement.request: placement for placement in before}
    new = {placement.request: placement for placement in after}
    both = sorted(old.keys() & new.keys())
    return Difference(
        added=tuple(new[request] for request in sorted(new.keys() - old.keys())),
        moved=tuple(Move(old[request], new[request]) for request in both if old[request] != new[request]),
        removed=tuple(old[request] for request in sorted(old.keys() - new.keys())),
    )
