"""Stands of several booths side by side: who asks for one is looked at as so many *parts*, each with one booth.

The worth of a stand is the sum of its booths'. So without the rule that they lie side by side the fair is one of parts
that each hold one booth, and every bound for that holds for the fair itself.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from exhibitors.allocation.fair.problem import Exhibitor, Placement, Problem

Part = int


@dataclass(frozen=True, slots=True)
class Stands:
    """The fair of parts: `problem`'s exhibitors are parts, numbered from 0, which are their ids too."""

    problem: Problem
    whole: Problem
    parts: tuple[tuple[Part, ...], ...]  # exhibitor, by number → its parts
    exhibitor_of: tuple[int, ...]  # part → exhibitor, by number
    rows: tuple[tuple[int, ...], ...]  # booths by number, side by side


def stands(problem: Problem) -> Stands:
    """Take exhibitors apart. Who is locked has as many parts as booths."""
    locked: dict[int, list[int]] = defaultdict(list)
    for each in problem.locked:
        locked[each.exhibitor].append(each.booth)
    number_of = {booth.id: number for number, booth in enumerate(problem.booths)}
    parts: list[tuple[Part, ...]] = []
    people: list[Exhibitor] = []
    held: list[Placement] = []
    for one in problem.exhibitors:
        booths = locked.get(one.id)
        mine = tuple(range(len(people), len(people) + (len(booths) if booths else one.booths)))
        parts.append(mine)
        single = one.accepts_smaller and one.booths == 1
        area = one.area // one.booths
        people += [replace(one, id=part, area=area, booths=1, accepts_smaller=single) for part in mine]
        held += [Placement(part, booth) for part, booth in zip(mine, booths or (), strict=False)]
    by_id = {one.id: mine for one, mine in zip(problem.exhibitors, parts, strict=True)}
    return Stands(
        problem=replace(
            problem,
            exhibitors=tuple(people),
            competitors=tuple(
                (one, other)
                for pair in problem.competitors
                for one in by_id[pair[0]]
                for other in by_id[pair[1]]
            ),
            locked=tuple(held),
        ),
        whole=problem,
        parts=tuple(parts),
        exhibitor_of=tuple(number for number, mine in enumerate(parts) for _ in mine),
        rows=tuple(tuple(number_of[booth] for booth in row) for row in problem.rows),
    )
