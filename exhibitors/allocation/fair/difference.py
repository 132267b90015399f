"""What changes for people between two plans."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from exhibitors.allocation.fair.problem import Placement


@dataclass(frozen=True, slots=True)
class Move:
    """An exhibitor who has a stand in both plans, but another; each stand as its booths, in their order."""

    exhibitor: int
    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Who gets a stand, gets another, and loses it, each in the order of the exhibitors."""

    added: tuple[Placement, ...]
    moved: tuple[Move, ...]
    removed: tuple[Placement, ...]


def difference(before: Iterable[Placement], after: Iterable[Placement]) -> Difference:
    """Compare two plans, exhibitor by exhibitor."""
    old, new = _stands(before), _stands(after)
    both = sorted(old.keys() & new.keys())
    return Difference(
        added=_placements(new, new.keys() - old.keys()),
        moved=tuple(Move(who, old[who], new[who]) for who in both if old[who] != new[who]),
        removed=_placements(old, old.keys() - new.keys()),
    )


def _stands(plan: Iterable[Placement]) -> dict[int, tuple[int, ...]]:
    booths: dict[int, list[int]] = defaultdict(list)
    for each in plan:
        booths[each.exhibitor].append(each.booth)
    return {who: tuple(sorted(those)) for who, those in booths.items()}


def _placements(stands: dict[int, tuple[int, ...]], whose: Iterable[int]) -> tuple[Placement, ...]:
    return tuple(Placement(who, booth) for who in sorted(whose) for booth in stands[who])
