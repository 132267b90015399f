"""Booths that are alike, and what each is worth to each exhibitor: all the rules but the quotas are in this table."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from exhibitors.allocation.fair.problem import Booth, Exhibitor, Problem, Weights
from exhibitors.allocation.fair.stands import Stands, stands
from exhibitors.allocation.problem import Ints

FORBIDDEN = -1_000_000  # worth of a booth that the exhibitor may not use
NO_LIMIT = 1 << 30

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Offers:
    """Exhibitors, booths and offers by number, from 0 in the problem's order; who has several booths, as their parts.

    An *offer* is a set of booths that are alike in all but their place; a locked booth is one of its own, for
    its holder alone, who has no other.
    """

    stands: Stands
    booths: tuple[Booth, ...]  # offer → one of its booths, for all
    members: tuple[tuple[int, ...], ...]  # offer → its booths
    offer_of: Ints  # booth → offer
    worth: Ints  # exhibitors × offers; FORBIDDEN where it may not be used
    locked: dict[int, int]  # exhibitor → booth

    @property
    def problem(self) -> Problem:
        """The fair of parts."""
        return self.stands.problem

    def may_use(self, who: int, offer: int) -> bool:
        """Whether a booth of the offer may be the exhibitor's, quotas aside."""
        return bool(self.worth[who, offer] > FORBIDDEN)

    @property
    def room(self) -> Ints:
        """How many booths each offer has."""
        return np.array([len(booths) for booths in self.members], np.int32)


def offers(whole: Problem) -> Offers:
    """Gather the booths that are alike, and weigh them for each exhibitor."""
    taken_apart = stands(whole)
    problem = taken_apart.problem
    locked = _locked(problem)
    holder = {booth: who for who, booth in locked.items()}
    members: dict[tuple[Booth, int | None], list[int]] = {}
    for number, booth in enumerate(problem.booths):
        members.setdefault((replace(booth, id=0), holder.get(number)), []).append(number)
    offer_of = np.zeros(len(problem.booths), np.int32)
    for offer, numbers in enumerate(members.values()):
        offer_of[numbers] = offer
    booths = tuple(booth for booth, _ in members)
    return Offers(
        stands=taken_apart,
        booths=booths,
        members=tuple(tuple(numbers) for numbers in members.values()),
        offer_of=offer_of,
        worth=_worth(problem, booths, {who: int(offer_of[booth]) for who, booth in locked.items()}),
        locked=locked,
    )


def _locked(problem: Problem) -> dict[int, int]:
    exhibitors = {one.id: number for number, one in enumerate(problem.exhibitors)}
    booths = {booth.id: number for number, booth in enumerate(problem.booths)}
    return {exhibitors[each.exhibitor]: booths[each.booth] for each in problem.locked}


def _worth(problem: Problem, booths: tuple[Booth, ...], locked: dict[int, int]) -> Ints:
    columns = _Columns(booths)
    worth = np.empty((len(problem.exhibitors), len(booths)), np.int32)
    held = list(locked.values())
    known: dict[Exhibitor, Ints] = {}  # parts of a stand are worth the same everywhere
    for who, one in enumerate(problem.exhibitors):
        alike = replace(one, id=0)
        if alike not in known:
            known[alike] = np.where(columns.may_use(one), _row(problem, columns, one), FORBIDDEN).astype(
                np.int32
            )
        row = known[alike].copy()
        own = locked.get(who)
        kept = 0 if own is None else max(0, int(row[own]))
        row[held if own is None else slice(None)] = FORBIDDEN
        if own is not None:
            row[own] = kept
        worth[who] = row
    return worth


class _Columns:
    """The offers' booths, a column for each thing that is looked at."""

    def __init__(self, booths: tuple[Booth, ...]) -> None:
        def column(of: Callable[[Booth], int]) -> Ints:
            return np.array([of(booth) for booth in booths], np.int32)

        self.kind = np.array([str(booth.kind) for booth in booths], str)
        self.area = column(lambda booth: booth.area)
        self.sides = column(lambda booth: booth.open_sides)
        self.load = column(lambda booth: NO_LIMIT if booth.floor_load is None else booth.floor_load)
        self.height = column(lambda booth: NO_LIMIT if booth.height is None else booth.height)
        self.hall = np.array([booth.hall for booth in booths], object)
        self.zone = np.array([booth.zone for booth in booths], object)
        self.pavilion = np.array([booth.pavilion for booth in booths], object)

    def may_use(self, one: Exhibitor) -> Mask:
        """Where what was asked for, or less if that is accepted, bears and holds the exhibit, in its pavilion."""
        size = (self.area <= one.area) if one.accepts_smaller else (self.area == one.area)
        fits = size & (self.load >= one.weight) & (self.height >= one.height)
        same = np.array([pavilion == one.pavilion for pavilion in self.pavilion], bool)
        return fits & (self.kind == str(one.kind)) & same

    def within(self, column: NDArray[np.object_], wished: tuple[int, ...] | set[int]) -> Mask:
        """Where a column's value is among these."""
        return np.array([value in wished for value in column], bool)


def _row(problem: Problem, columns: _Columns, one: Exhibitor) -> Ints:
    weights = problem.weights
    row = weights.booth + weights.size * np.minimum(columns.area, one.area).astype(np.int64) // one.area
    row += weights.hall * (columns.within(columns.hall, one.halls) if one.halls else 1)
    row += weights.zone * (columns.within(columns.zone, one.zones) if one.zones else 1)
    row += weights.open_sides * (columns.sides >= one.open_sides)
    for weight, zones in _homes(problem, one, weights):
        if zones and weight:
            row += weight * columns.within(columns.zone, zones)
    return row.astype(np.int32)


def _homes(problem: Problem, one: Exhibitor, weights: Weights) -> list[tuple[int, set[int]]]:
    preferences = problem.zone_preferences
    return [
        (weights.zone_by_bloc, {each.zone for each in preferences if each.bloc in one.blocs}),
        (weights.zone_by_economy, {each.zone for each in preferences if each.economy == one.economy}),
        (weights.zone_by_sector, {each.zone for each in preferences if each.sector in one.sectors}),
    ]
