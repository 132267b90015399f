"""Annealing by insertion: a waiting wish goes somewhere, whoever is in its way goes elsewhere, or waits.

A step draws a waiting wish and a slot. Up to four meetings are in the way: the delegate's own in the slot, those
right before and after it in halls too far away, and one at the exhibitor's last seat. Each of them that finds
a free slot moves there. What is lost is compared with a random threshold (Metropolis and others 1953).
"""

from typing import NamedTuple

import numpy as np

from buyers.compiled import lean, lean_inner
from buyers.scheduling.compiled.arrays import NOWHERE, Ints, Market, Small, Table
from buyers.scheduling.compiled.bits import NONE, ONE, Masks, any_of, below, bit, seeded, uniform
from buyers.scheduling.compiled.moves import beside, free_slots, own_in_the_way, put, take, too_far


class Waiting(NamedTuple):
    """Room for the wishes that wait, for where each stands among them, and for those in the way of a step."""

    wishes: Ints
    place: Ints
    moved: Ints
    back: Small


def insert(problem: Market, table: Table, mine: Ints, seed: int, steps: int, heat: float) -> None:
    """Try `steps` steps with the wishes `mine`; a step may lose `heat`, in the wishes' value, on average."""
    waiting = Waiting(
        np.empty(len(mine), np.int32),
        np.full(len(problem.value), NOWHERE, np.int32),
        np.empty(4, np.int32),
        np.empty(4, np.int8),
    )
    _insert(problem, table, mine, seeded(seed), steps, heat, waiting)


@lean
def _insert(
    problem: Market, table: Table, mine: Ints, random: Masks, steps: int, heat: float, room: Waiting
) -> None:
    waiting, place, moved = room.wishes, room.place, room.moved
    number = 0
    for wish in mine:
        if table.slot[wish] == NOWHERE and problem.slots[wish] != NONE:
            waiting[number], place[wish] = wish, number
            number += 1
    for _ in range(steps):
        if number == 0:
            break
        wish = waiting[below(random, number)]
        gone = _step(problem, table, wish, random, heat, moved, room.back)
        if gone < 0:
            continue
        number -= 1
        last, hole = waiting[number], place[wish]
        waiting[hole], place[last] = last, hole
        for each in moved[:gone]:
            if table.slot[each] == NOWHERE:
                waiting[number], place[each] = each, number
                number += 1


@lean_inner
def _step(
    problem: Market, table: Table, wish: int, random: Masks, heat: float, moved: Ints, back: Small
) -> int:
    """Try to place a wish; how many had to move for it (they stand in `moved`), or -1 where it still waits."""
    delegate, exhibitor = problem.delegate[wish], problem.exhibitor[wish]
    hall = problem.hall[exhibitor]
    walks = beside(problem, too_far(problem, table, delegate, hall))
    free = problem.slots[wish] & ~table.busy[delegate] & ~table.full[exhibitor] & ~walks
    if free != NONE:
        put(problem, table, wish, any_of(random, free))
        return 0
    slot = any_of(random, problem.slots[wish])
    most = problem.value[wish] - np.log(uniform(random)) * heat  # what may be lost for it
    number = own_in_the_way(problem, table, wish, slot, walks, moved, 0)
    if _sure_loss(problem, table, hall, slot, moved[:number]) > most:
        return -1
    if table.full[exhibitor] & bit(slot):
        held = table.held[exhibitor, slot]
        if held == 0:
            return -1
        moved[number] = table.holder[exhibitor, slot, below(random, held)]
        number += 1
    return _exchange(problem, table, wish, slot, random, most, moved, back, number)


@lean_inner
def _sure_loss(problem: Market, table: Table, hall: int, slot: int, moved: Ints) -> int:
    """The value of those of one delegate's meetings that would find no slot once one is held here: seen
    without moving anything, which is what makes a step that fails cheap."""  # noqa: D205, D209
    loss = 0
    here = bit(slot)
    gone = here
    for wish in moved:
        gone |= bit(table.slot[wish])
    for wish in moved:
        delegate, exhibitor = problem.delegate[wish], problem.exhibitor[wish]
        free = problem.slots[wish] & ~(table.busy[delegate] & ~gone) & ~here & ~table.full[exhibitor]
        if free != NONE:
            own = problem.hall[exhibitor]
            far = too_far(problem, table, delegate, own) & ~gone
            if (problem.far[own] >> np.uint64(hall)) & ONE:
                far |= here
            free &= ~beside(problem, far)
        if free == NONE:
            loss += problem.value[wish]
    return loss


@lean_inner
def _exchange(
    problem: Market,
    table: Table,
    wish: int,
    slot: int,
    random: Masks,
    most: float,
    moved: Ints,
    back: Small,
    number: int,
) -> int:
    """Put a wish into a slot and those in its way elsewhere; all back again if that costs more than `most`."""
    for each in range(number):
        back[each] = take(problem, table, moved[each])
    put(problem, table, wish, slot)
    loss = 0
    for other in moved[:number]:
        free = free_slots(problem, table, other)
        if free != NONE:
            put(problem, table, other, any_of(random, free))
        else:
            loss += problem.value[other]
    if loss <= most:
        return number
    for other in moved[:number]:
        if table.slot[other] != NOWHERE:
            take(problem, table, other)
    take(problem, table, wish)
    for each in range(number):
        put(problem, table, moved[each], back[each])
    return -1
