"""The problem and its timetable as arrays, for compiled loops.

Wishes W, delegates D, exhibitors E, slots T (at most 64), halls H (at most 64) are numbers from 0.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from buyers.scheduling.compiled.bits import Masks

NOWHERE = -1
Ints = NDArray[np.int32]
Small = NDArray[np.int8]


class Market(NamedTuple):
    """Who wishes to meet whom, and when they can."""

    delegate: Ints  # wish → delegate
    exhibitor: Ints  # wish → exhibitor
    value: Ints  # wish → what it is worth, above 0
    slots: Masks  # wish → slots in which both sides could, looked at alone
    first: NDArray[np.int64]  # delegate d's wishes are of_delegate[first[d]:first[d + 1]]
    of_delegate: Ints
    seats: Small  # exhibitor × slot → meetings it can hold
    hall: Small  # exhibitor → hall
    far: Masks  # hall → set of halls that cannot follow it at once
    day: Masks  # slot → all slots of its day
    follows: np.uint64  # slots with a slot before them on the same day
    leads: np.uint64  # slots with a slot after them on the same day


class Table(NamedTuple):
    """A timetable in the making; delegates' rows may be shared by threads, exhibitors' may not."""

    slot: Small  # wish → slot, or NOWHERE
    at: Ints  # delegate × slot → wish, or NOWHERE
    busy: Masks  # delegate → slots with a meeting
    in_hall: Masks  # delegate × hall → slots with a meeting there
    room: Small  # exhibitor × slot → meetings that may be held here
    held: Small  # exhibitor × slot → meetings held
    holder: Ints  # exhibitor × slot × seat → wish, for the first `held` seats
    full: Masks  # exhibitor → slots without a free seat


def market(
    pairs: NDArray[np.int64],
    value: NDArray[np.int64],
    slots: Masks,
    seats: NDArray[np.int64],
    hall: NDArray[np.int64],
    near: NDArray[np.bool_],
    days: Sequence[int],
    delegates: int,
) -> Market:
    """Arrange a problem: `pairs` has a row (delegate, exhibitor) a wish, `near` says which halls can follow
    which at once, `days` has the day of each slot, in order."""  # noqa: D205, D209
    order = np.argsort(pairs[:, 0], kind="stable")
    number = len(days)
    same = [slot > 0 and days[slot] == days[slot - 1] for slot in range(number)]
    return Market(
        delegate=pairs[:, 0].astype(np.int32),
        exhibitor=pairs[:, 1].astype(np.int32),
        value=value.astype(np.int32),
        slots=slots.astype(np.uint64),
        first=np.searchsorted(pairs[order, 0], np.arange(delegates + 1)).astype(np.int64),
        of_delegate=order.astype(np.int32),
        seats=seats.astype(np.int8),
        hall=hall.astype(np.int8),
        far=np.array([mask_of(np.flatnonzero(~row)) for row in near], np.uint64),
        day=np.array([mask_of(t for t in range(number) if days[t] == day) for day in days], np.uint64),
        follows=mask_of(slot for slot in range(number) if same[slot]),
        leads=mask_of(slot - 1 for slot in range(number) if same[slot]),
    )


def mask_of(slots: Iterable[int]) -> np.uint64:
    """The set of some slots."""
    return np.uint64(sum(1 << int(slot) for slot in slots))


def vacant(problem: Market) -> Table:
    """A timetable without meetings."""
    delegates, slots = len(problem.first) - 1, problem.seats.shape[1]
    return Table(
        slot=np.full(len(problem.value), NOWHERE, np.int8),
        at=np.full((delegates, slots), NOWHERE, np.int32),
        busy=np.zeros(delegates, np.uint64),
        in_hall=np.zeros((delegates, len(problem.far)), np.uint64),
        **seated(problem, problem.seats)._asdict(),  # the same names
    )


class Seats(NamedTuple):
    """A table's exhibitors' side."""

    room: Small
    held: Small
    holder: Ints
    full: Masks


def seated(problem: Market, room: Small) -> Seats:
    """The exhibitors' side of a timetable, without meetings; `room` is what may be used of the seats."""
    most = max(1, int(problem.seats.max(initial=1)))
    weights = np.left_shift(np.uint64(1), np.arange(room.shape[1], dtype=np.uint64))
    return Seats(
        room=room,
        held=np.zeros_like(room),
        holder=np.full((*room.shape, most), NOWHERE, np.int32),
        full=((room <= 0) * weights).sum(axis=1, dtype=np.uint64),
    )


def worth(problem: Market, slot: Small) -> int:
    """The sum of the values of the wishes placed, by their slots."""
    return int(problem.value[slot != NOWHERE].sum(dtype=np.int64))
