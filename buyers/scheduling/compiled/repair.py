"""A living timetable: one meeting is lost, or one comes, and as few others as possible move for it.

`put_elsewhere` finds a slot for a wish so that none is lost and the fewest meetings move: first without moving any,
then with one, and so on. Each number is searched whole (every slot, everybody who could leave the seat, and so on for
those who have to move), so what is found is proven to be the least. Meetings that are `fixed` never move.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from buyers.compiled import lean, lean_inner, lean_recursive
from buyers.scheduling.compiled.arrays import NOWHERE, Ints, Market, Table
from buyers.scheduling.compiled.bits import NONE, ONE, Mask, bit, lowest
from buyers.scheduling.compiled.moves import beside, free_slots, own_in_the_way, put, take, too_far

MOST_MOVES = 3
MOST_TRIED = 150  # wishes that might fill a hole

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Change:
    """A wish with the slot it had (or NOWHERE) and the one it has now."""

    wish: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a wish is not simply put into a slot: the meetings that hold it."""

    slot: int
    meetings: tuple[int, ...]


class _Case(NamedTuple):
    """The timetable, who stays where they are now, and room for the wishes that wait for a slot and for those taken
    out on the way, each with its slot."""  # noqa: D205, D209

    problem: Market
    table: Table
    stays: Flags
    waiting: Ints
    taken: Ints
    slots: Ints


def put_elsewhere(
    problem: Market,
    table: Table,
    wish: int,
    fixed: Flags,
    most: int = MOST_MOVES,
    allowed: Mask | None = None,
) -> list[Change] | None:
    """Give a wish without a meeting a slot (of `allowed`), moving the fewest others, at most so many, losing none.

    The table is changed, and the changes are returned, the wish's own first; None, and nothing changed, where it cannot
    be done.
    """
    before = table.slot.copy()
    slots = problem.slots[wish] if allowed is None else problem.slots[wish] & allowed
    room = (np.empty(8 * (MOST_MOVES + 1), np.int32) for _ in range(3))
    case = _Case(problem, table, fixed.copy(), *room)
    for moves in range(most + 1):
        case.waiting[0] = wish
        if _settle(case, 1, 0, moves, slots):
            moved = np.flatnonzero(table.slot != before)
            others = [
                Change(int(one), int(before[one]), int(table.slot[one])) for one in moved if one != wish
            ]
            return [Change(wish, NOWHERE, int(table.slot[wish])), *others]
    return None


def refill(
    problem: Market, table: Table, delegate: int, exhibitor: int, fixed: Flags, most: int = 2
) -> list[Change] | None:
    """Fill the hole that a cancelled meeting of these two has left with the best wish that waits for either of them,
    moving the fewest others, at most so many. As `put_elsewhere`, it changes the table and returns the changes."""  # noqa: D205, D209
    for wishes in _candidates(problem, table, delegate, exhibitor, fixed):
        for wish in wishes[np.argsort(-problem.value[wishes], kind="stable")][:MOST_TRIED]:
            if changes := put_elsewhere(problem, table, int(wish), fixed, most):
                return changes
    return None


def _candidates(
    problem: Market, table: Table, delegate: int, exhibitor: int, fixed: Flags
) -> Iterator[NDArray[np.int64]]:
    """The wishes waiting for one of the two; then those that wait for somebody whom a meeting with one of the two, gone
    into the hole, would leave free."""  # noqa: D205, D209
    waits = (table.slot == NOWHERE) & ~fixed
    of_delegate, of_exhibitor = problem.delegate == delegate, problem.exhibitor == exhibitor
    yield np.flatnonzero(waits & (of_delegate | of_exhibitor))
    guests = np.zeros(len(problem.first) - 1, np.bool_)
    guests[problem.delegate[of_exhibitor & (table.slot != NOWHERE)]] = True
    hosts = np.zeros(len(problem.seats), np.bool_)
    hosts[problem.exhibitor[of_delegate & (table.slot != NOWHERE)]] = True
    beyond = guests[problem.delegate] | hosts[problem.exhibitor]
    yield np.flatnonzero(waits & beyond & ~of_delegate & ~of_exhibitor)


def cancel(problem: Market, table: Table, wish: int) -> int:
    """Take a meeting out; the slot that it had."""
    return int(_cancel(problem, table, wish))


def shut(
    problem: Market, table: Table, exhibitors: Flags, slots: Mask, fixed: Flags
) -> tuple[Market, list[Change], list[int]]:
    """Close these exhibitors' halls in some slots: the problem as it is then, what moved, and the wishes lost.

    Their meetings there go elsewhere, the most valuable first, each with the fewest others moved.
    """
    before = table.slot.copy()
    closed = exhibitors[problem.exhibitor]
    after = problem._replace(slots=np.where(closed, problem.slots & ~slots, problem.slots))
    hit = np.flatnonzero(closed & (table.slot != NOWHERE))
    hit = hit[[bool(int(slots) >> int(table.slot[wish]) & 1) for wish in hit]] if len(hit) else hit
    for wish in hit:
        cancel(problem, table, int(wish))
    for wish in hit[np.argsort(-problem.value[hit], kind="stable")]:
        put_elsewhere(after, table, int(wish), fixed)
    moved = np.flatnonzero((table.slot != before) & (table.slot != NOWHERE))
    changes = [Change(int(wish), int(before[wish]), int(table.slot[wish])) for wish in moved]
    return after, changes, [int(wish) for wish in hit if table.slot[wish] == NOWHERE]


def obstacles(problem: Market, table: Table, wish: int) -> list[Obstacle]:
    """Slot by slot, who stands in the way of a wish."""
    found = []
    room = np.empty(8, np.int32)
    for slot in range(len(problem.day)):
        if int(problem.slots[wish]) >> slot & 1:
            own = _in_the_way(problem, table, wish, slot, room)
            seat = problem.exhibitor[wish], slot
            held = table.holder[seat][: table.held[seat]] if table.held[seat] >= table.room[seat] else ()
            found.append(Obstacle(slot, tuple(int(one) for one in (*room[:own], *held))))
    return found


@lean
def _cancel(problem: Market, table: Table, wish: int) -> int:
    return take(problem, table, wish)


@lean_inner
def _own(problem: Market, table: Table, wish: int, slot: int, found: Ints, start: int) -> int:
    delegate, hall = problem.delegate[wish], problem.hall[problem.exhibitor[wish]]
    walks = beside(problem, too_far(problem, table, delegate, hall))
    return own_in_the_way(problem, table, wish, slot, walks, found, start)


@lean
def _in_the_way(problem: Market, table: Table, wish: int, slot: int, found: Ints) -> int:
    return _own(problem, table, wish, slot, found, 0)


@lean_recursive
def _settle(case: _Case, waiting: int, logged: int, moves: int, slots: Mask) -> bool:
    """Find slots for the `waiting` first wishes of the case, taking out at most `moves` more meetings; all as it was
    where that cannot be. `slots` are those open to the last of them."""  # noqa: D205, D209
    if waiting == 0:
        return True
    wish = case.waiting[waiting - 1]
    if moves == 0:  # nobody may leave
        slots &= free_slots(case.problem, case.table, wish)
    case.stays[wish] = True
    while slots != NONE:
        slot = lowest(slots)
        slots &= slots - ONE
        own = _leave(case, wish, slot, logged, moves)
        if own < 0:
            continue
        if case.table.full[case.problem.exhibitor[wish]] & bit(slot) == NONE:
            if _go_on(case, waiting, logged, own, moves, slot):
                return True
        elif own < moves and _take_a_seat(case, waiting, logged, own, moves, slot):
            return True
        for one in range(logged, logged + own):
            put(case.problem, case.table, case.taken[one], case.slots[one])
    case.stays[wish] = False
    return False


@lean_inner
def _leave(case: _Case, wish: int, slot: int, logged: int, moves: int) -> int:
    """Take the delegate's meetings out that are in the way; how many, or -1 where they may not go."""
    own = _own(case.problem, case.table, wish, slot, case.taken, logged)
    if own > moves:
        return -1
    for other in case.taken[logged : logged + own]:
        if case.stays[other]:
            return -1
    for one in range(logged, logged + own):
        case.slots[one] = take(case.problem, case.table, case.taken[one])
    return own


@lean_recursive
def _take_a_seat(case: _Case, waiting: int, logged: int, own: int, moves: int, slot: int) -> bool:
    """Go on with the seat of each of the exhibitor's meetings in turn."""
    exhibitor = case.problem.exhibitor[case.waiting[waiting - 1]]
    for seat in range(case.table.held[exhibitor, slot]):
        holder = case.table.holder[exhibitor, slot, seat]
        if case.stays[holder]:
            continue
        case.taken[logged + own] = holder
        case.slots[logged + own] = take(case.problem, case.table, holder)
        if _go_on(case, waiting, logged, own + 1, moves, slot):
            return True
        _seat_again(case.problem, case.table, holder, slot, seat)
    return False


@lean_recursive
def _go_on(case: _Case, waiting: int, logged: int, gone: int, moves: int, slot: int) -> bool:
    """With the last wish put into the slot, find slots for those who left it and for all who wait."""
    wish = case.waiting[waiting - 1]
    put(case.problem, case.table, wish, slot)
    for one in range(gone):
        case.waiting[waiting - 1 + one] = case.taken[logged + one]
    number = waiting - 1 + gone
    open_slots = case.problem.slots[case.waiting[number - 1]] if number > 0 else NONE
    if _settle(case, number, logged + gone, moves - gone, open_slots):
        return True
    take(case.problem, case.table, wish)
    case.waiting[waiting - 1] = wish
    return False


@lean_inner
def _seat_again(problem: Market, table: Table, holder: int, slot: int, seat: int) -> None:
    """Put a holder back into the seat it had, so that the order in which seats are tried stays."""
    put(problem, table, holder, slot)
    exhibitor = problem.exhibitor[holder]
    last = table.held[exhibitor, slot] - 1
    other = table.holder[exhibitor, slot, seat]
    table.holder[exhibitor, slot, seat] = holder
    table.holder[exhibitor, slot, last] = other
