"""The two steps that every search is made of, and where a wish could go."""

import numpy as np

from buyers.compiled import lean_inner
from buyers.scheduling.compiled.arrays import NOWHERE, Ints, Market, Table
from buyers.scheduling.compiled.bits import NONE, ONE, Mask, bit


@lean_inner
def put(problem: Market, table: Table, wish: int, slot: int) -> None:
    """Give a wish a slot in which it is free to be."""
    delegate, exhibitor, here = problem.delegate[wish], problem.exhibitor[wish], bit(slot)
    table.slot[wish] = slot
    table.at[delegate, slot] = wish
    table.busy[delegate] |= here
    table.in_hall[delegate, problem.hall[exhibitor]] |= here
    held = table.held[exhibitor, slot]
    table.holder[exhibitor, slot, held] = wish
    table.held[exhibitor, slot] = held + 1
    if held + 1 >= table.room[exhibitor, slot]:
        table.full[exhibitor] |= here


@lean_inner
def take(problem: Market, table: Table, wish: int) -> int:
    """Take a wish that is placed out of its slot, which is returned."""
    delegate, exhibitor, slot = problem.delegate[wish], problem.exhibitor[wish], table.slot[wish]
    here = bit(slot)
    table.slot[wish] = NOWHERE
    table.at[delegate, slot] = NOWHERE
    table.busy[delegate] &= ~here
    table.in_hall[delegate, problem.hall[exhibitor]] &= ~here
    last = table.held[exhibitor, slot] - 1
    for seat in range(last):
        if table.holder[exhibitor, slot, seat] == wish:
            table.holder[exhibitor, slot, seat] = table.holder[exhibitor, slot, last]
    table.held[exhibitor, slot] = last
    if last < table.room[exhibitor, slot]:
        table.full[exhibitor] &= ~here
    return slot


@lean_inner
def too_far(problem: Market, table: Table, delegate: int, hall: int) -> Mask:
    """The slots in which the delegate has a meeting in a hall too far from this one."""
    mask, halls = NONE, problem.far[hall]
    place = 0
    while halls != NONE:
        if halls & ONE:
            mask |= table.in_hall[delegate, place]
        halls >>= ONE
        place += 1
    return mask


@lean_inner
def beside(problem: Market, slots: Mask) -> Mask:
    """The slots right before and after these, on the same day."""
    return ((slots & problem.leads) << ONE) | ((slots & problem.follows) >> ONE)


@lean_inner
def free_slots(problem: Market, table: Table, wish: int) -> Mask:
    """Where a wish could be put without moving anybody."""
    delegate, exhibitor = problem.delegate[wish], problem.exhibitor[wish]
    mask = problem.slots[wish] & ~table.busy[delegate] & ~table.full[exhibitor]
    if mask == NONE:
        return mask
    return mask & ~beside(problem, too_far(problem, table, delegate, problem.hall[exhibitor]))


@lean_inner
def own_in_the_way(
    problem: Market, table: Table, wish: int, slot: int, walks: Mask, found: Ints, start: int
) -> int:
    """The delegate's meetings that cannot stay if the wish takes the slot: the one there, and those beside it too far
    away; `walks` are the slots beside such ones. They are written into `found` from `start` on; how many they are."""  # noqa: D205, D209
    delegate, hall = problem.delegate[wish], problem.hall[problem.exhibitor[wish]]
    number, here = start, bit(slot)
    if table.at[delegate, slot] >= 0:
        found[number] = table.at[delegate, slot]
        number += 1
    if walks & here == NONE:
        return number - start
    for side, has in ((slot - 1, problem.follows & here), (slot + 1, problem.leads & here)):
        if has == NONE:
            continue
        other = table.at[delegate, side]
        if other >= 0 and (problem.far[hall] >> np.uint64(problem.hall[problem.exhibitor[other]])) & ONE:
            found[number] = other
            number += 1
    return number - start
