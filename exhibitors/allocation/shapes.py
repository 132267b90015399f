"""How many near pairs k booths of an area can have among them at the most: the compactest shape.

An *area* is what near pairs hold together: types of booths are of one area if booths of theirs are in one
connected part of the near graph. A part is a *grid* if its booths have different positions, and near ones
differ by 1 in column or row. k booths of a grid in r rows and c columns have at most 2k - r - c near pairs: the
n booths of a row at most n - 1 side by side, those of a column likewise; and r · c ≥ k. (For r and c free this
is the edge-isoperimetric bound of Harary and Harborth 1976.) In any graph k booths have at most half the sum of
the k greatest degrees, at most k(k - 1)/2, and at most all pairs.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exhibitors.allocation.floor import Floor
from exhibitors.allocation.problem import Ints, Problem

Counts = NDArray[np.int64]

IMPOSSIBLE = -1


@dataclass(frozen=True, slots=True)
class Areas:
    """Each type's area, and for each area the most near pairs of k booths (IMPOSSIBLE: it has fewer booths)."""

    of_type: Counts
    most_pairs: Counts  # areas × (k from 0 to the most asked for)


def areas(problem: Problem, floor: Floor, most: int) -> Areas:
    """The areas of a problem, their shapes of up to `most` booths."""
    of_type = _joined(problem, floor.part_of[: problem.booths])
    shapes = np.full((int(of_type.max(initial=-1)) + 1, most + 1), IMPOSSIBLE)
    shapes[:, 0] = 0
    known: dict[tuple[bytes, ...], Counts] = {}
    for part in _parts(floor.part_of[: problem.booths]):
        kind = _kind(problem, floor, part)
        alike = tuple(one.tobytes() for one in kind)
        if alike not in known:
            known[alike] = _part_shape(*kind, most)
        area = of_type[problem.type_of[part[0]]]
        shapes[area] = _together(shapes[area], known[alike])
    return Areas(of_type, shapes)


def _joined(problem: Problem, part_of: Ints) -> Counts:
    """Number the areas: types with booths in one part are one area's."""
    leader = list(range(problem.types))

    def lead(number: int) -> int:
        while leader[number] != number:
            number = leader[number]
        return number

    first: dict[int, int] = {}
    for part, its_type in {*zip(part_of.tolist(), problem.type_of.tolist(), strict=True)}:
        leader[lead(its_type)] = lead(first.setdefault(part, its_type))
    return np.unique([lead(number) for number in range(problem.types)], return_inverse=True)[1].astype(
        np.int64
    )


def _parts(part_of: Ints) -> list[Counts]:
    """The booths of each part."""
    order = np.argsort(part_of, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(part_of[order])) + 1) if len(order) else []


def _kind(problem: Problem, floor: Floor, part: Counts) -> tuple[Counts, Counts]:
    """What a part's shape depends on: the degrees, and the sides of its grid (none if it is not one)."""
    degrees = np.sort(np.diff(floor.near_starts)[part])[::-1].astype(np.int64)
    if problem.position is None:
        return degrees, np.empty(0, np.int64)
    position = problem.position.astype(np.int64)
    near = [floor.near[floor.near_starts[booth] : floor.near_starts[booth + 1]] for booth in part]
    ends = np.repeat(part, [len(others) for others in near])
    steps = np.abs(position[ends] - position[np.concatenate(near)]).sum(axis=1)
    if (steps != 1).any() or len(np.unique(position[part], axis=0)) < len(part):
        return degrees, np.empty(0, np.int64)
    return degrees, np.array([len(np.unique(position[part, side])) for side in (0, 1)])


def _part_shape(degrees: Counts, sides: Counts, most: int) -> Counts:
    """The most near pairs of 0, 1, 2 … booths of a part."""
    k = np.arange(min(most, len(degrees)) + 1)
    by_degree = np.concatenate([[0], np.cumsum(degrees)])[k] // 2
    pairs = np.minimum(np.minimum(by_degree, k * (k - 1) // 2), degrees.sum() // 2)
    return np.minimum(pairs, 2 * k - _least_sides(k, *sides)) if len(sides) else pairs


def _least_sides(k: Counts, columns: int, rows: int) -> Counts:
    """The fewest rows and columns together in which k booths lie; the fewer of them are at most √k, rounded up."""
    least = np.full(len(k), columns + rows)
    for fewer, more in ((columns, rows), (rows, columns)):
        for wide in range(1, min(fewer, math.isqrt(len(k)) + 1) + 1):
            high = -(-k // wide)
            least = np.where(high <= more, np.minimum(least, wide + high), least)
    return np.where(k > 0, least, 0)


def _together(one: Counts, other: Counts) -> Counts:
    """The most of two parts: k booths divided between them as is best."""
    found = np.full(len(one), IMPOSSIBLE)
    for k, pairs in enumerate(other.tolist()):
        rest = one[: len(one) - k]
        np.maximum(found[k:], np.where(rest >= 0, rest + pairs, IMPOSSIBLE), out=found[k:])
    return found
