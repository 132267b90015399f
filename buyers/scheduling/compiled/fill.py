"""From a list of wishes to a timetable: with the slots they have, or with the first ones that are free."""

from buyers.compiled import lean
from buyers.scheduling.compiled.arrays import NOWHERE, Ints, Market, Table
from buyers.scheduling.compiled.bits import NONE, lowest
from buyers.scheduling.compiled.moves import free_slots, put


@lean
def fill(problem: Market, table: Table, wishes: Ints) -> None:
    """Put the wishes that have a slot already into it, in a table that does not know of them yet."""
    for wish in wishes:
        if table.slot[wish] != NOWHERE:
            put(problem, table, wish, table.slot[wish])


@lean
def first_fit(problem: Market, table: Table, order: Ints) -> None:
    """Give each wish in turn the first slot that is free, if one is."""
    for wish in order:
        free = free_slots(problem, table, wish)
        if free != NONE:
            put(problem, table, wish, lowest(free))
