"""A delegate's day emptied and filled anew by beam search: several meetings change at once, in the best way seen.

A seat that is taken costs what its holder is worth, or next to nothing where the holder can move. The beam goes
through the slots in order; a state is the wishes used and the hall of the slot before, and of each slot the
BEAM states of the greatest promise are kept: what is gained already and the best of what is left, seats and
walks forgotten. Gumbel noise on the wishes' values makes the choice a random one (Papandreou and Yuille 2011).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from buyers.compiled import lean, lean_inner
from buyers.scheduling.compiled.arrays import NOWHERE, Ints, Market, Table
from buyers.scheduling.compiled.bits import (
    MOST_SLOTS,
    NONE,
    ONE,
    Mask,
    Masks,
    any_of,
    bit,
    lowest,
    seeded,
    size,
    uniform,
)
from buyers.scheduling.compiled.moves import free_slots, put, take

BEAM = 24
MOST_WISHES = 64  # of a delegate in one go: a set of wishes is one mask
MOVABLE = 0.01  # the cost of a seat whose holder can move
NEVER = 1e9

Floats = NDArray[np.float64]


class Choice(NamedTuple):
    """What a delegate could fill the slots with: wishes by falling value, and each one's price by slot."""

    wish: Ints
    value: Floats
    price: Floats  # wish × slot
    holder: Ints  # wish × slot → who would have to leave the seat, or NOWHERE


class States(NamedTuple):
    """The beam: step × state, the most promising first."""

    used: Masks
    gain: Floats
    promise: Floats
    hall: Ints  # of the slot just filled, or NOWHERE
    origin: Ints  # state of the step before
    filled: Ints  # with which wish of the choice, or NOWHERE


class Log(NamedTuple):
    """Meetings taken out, with the slots they had; the first ones are the delegate's own."""

    wish: Ints
    slot: Ints


def _work() -> tuple[Choice, States, Log]:
    states = (MOST_SLOTS + 1, BEAM)
    square = (MOST_WISHES, MOST_SLOTS)
    return (
        Choice(
            np.empty(MOST_WISHES, np.int32),
            np.empty(MOST_WISHES, np.float64),
            np.empty(square, np.float64),
            np.empty(square, np.int32),
        ),
        States(
            np.empty(states, np.uint64),
            np.empty(states, np.float64),
            np.empty(states, np.float64),
            np.empty(states, np.int32),
            np.empty(states, np.int32),
            np.empty(states, np.int32),
        ),
        Log(np.empty(4 * MOST_SLOTS, np.int32), np.empty(4 * MOST_SLOTS, np.int32)),
    )


def refill(problem: Market, table: Table, delegates: Ints, seed: int, heat: float, whole: float) -> int:
    """Fill anew a day of each delegate who has a wish waiting, or, for the share `whole`, all of their days.

    Returns what was gained. A loss of `heat` on average is accepted, as in `insert`.
    """
    return _refill(problem, table, delegates, seeded(seed), heat, whole, *_work())


@lean
def _refill(
    problem: Market,
    table: Table,
    delegates: Ints,
    random: Masks,
    heat: float,
    whole: float,
    choice: Choice,
    states: States,
    log: Log,
) -> int:
    gained = 0
    for delegate in delegates:
        slots = _slots_of(problem, table, delegate)
        if slots == NONE:
            continue
        if uniform(random) > whole:
            slots &= problem.day[any_of(random, slots)]
        gained += _refill_slots(problem, table, delegate, slots, random, heat, choice, states, log)
    return gained


@lean_inner
def _slots_of(problem: Market, table: Table, delegate: int) -> Mask:
    """The slots in which a delegate could meet anybody; none where all they wish for is placed."""
    slots, waiting = NONE, False
    for wish in problem.of_delegate[problem.first[delegate] : problem.first[delegate + 1]]:
        slots |= problem.slots[wish]
        waiting = waiting or table.slot[wish] == NOWHERE
    return slots if waiting else NONE


@lean_inner
def _refill_slots(
    problem: Market,
    table: Table,
    delegate: int,
    slots: Mask,
    random: Masks,
    heat: float,
    choice: Choice,
    states: States,
    log: Log,
) -> int:
    number = _choose(problem, table, delegate, slots, random, heat, choice)
    own = before = 0
    for wish in choice.wish[:number]:
        if table.slot[wish] != NOWHERE:
            before += problem.value[wish]
            log.wish[own], log.slot[own] = wish, take(problem, table, wish)
            own += 1
    _price(problem, table, slots, choice, number)
    last, best = _search(problem, slots, choice, number, states)
    after, logged = _apply(problem, table, slots, choice, states, last, best, log, own)
    after -= _move_on(problem, table, random, log, own, logged)
    if before - after <= -np.log(uniform(random)) * heat:
        return after - before
    _undo(problem, table, choice, number, log, own, logged)
    return 0


@lean_inner
def _choose(
    problem: Market, table: Table, delegate: int, slots: Mask, random: Masks, heat: float, choice: Choice
) -> int:
    """The wishes that wait or are placed in these slots, by falling value, noise included."""
    number = 0
    for placed in (True, False):  # those that are placed must come along: their slots are given away
        for wish in problem.of_delegate[problem.first[delegate] : problem.first[delegate + 1]]:
            held = table.slot[wish]
            if (held != NOWHERE) != placed or number == MOST_WISHES or problem.slots[wish] & slots == NONE:
                continue
            if placed and bit(max(held, 0)) & slots == NONE:
                continue
            noise = -heat * np.log(-np.log(uniform(random) * (1 - 1e-12)))
            _sort_in(choice, number, wish, problem.value[wish] + noise)
            number += 1
    return number


@lean_inner
def _sort_in(choice: Choice, number: int, wish: int, value: float) -> None:
    place = number
    while place > 0 and choice.value[place - 1] < value:
        choice.value[place] = choice.value[place - 1]
        choice.wish[place] = choice.wish[place - 1]
        place -= 1
    choice.value[place], choice.wish[place] = value, wish


@lean_inner
def _price(problem: Market, table: Table, slots: Mask, choice: Choice, number: int) -> None:
    """What each wish's seat costs in each slot, and who would have to leave it."""
    for each in range(number):
        wish = choice.wish[each]
        exhibitor = problem.exhibitor[wish]
        open_slots = slots & problem.slots[wish]
        while open_slots != NONE:
            slot = lowest(open_slots)
            open_slots &= open_slots - ONE
            price, leaves = 0.0, NOWHERE
            if table.full[exhibitor] & bit(slot):
                price = NEVER
                for holder in table.holder[exhibitor, slot, : table.held[exhibitor, slot]]:
                    if free_slots(problem, table, holder) != NONE:
                        price, leaves = MOVABLE, holder
                        break
                    if problem.value[holder] < price:
                        price, leaves = float(problem.value[holder]), holder
            choice.price[each, slot], choice.holder[each, slot] = price, leaves


@lean_inner
def _search(problem: Market, slots: Mask, choice: Choice, number: int, states: States) -> tuple[int, int]:
    """Fill the slots in order; the last step and the best state there."""
    states.used[0, 0], states.gain[0, 0], states.hall[0, 0] = NONE, 0.0, NOWHERE
    width, step, left = 1, 0, size(slots)
    before = NOWHERE
    while slots != NONE:
        slot = lowest(slots)
        slots &= slots - ONE
        left -= 1
        next_to = before == slot - 1 and problem.follows & bit(slot) != NONE
        before = slot
        width = _step(problem, slot, next_to, left, choice, number, states, step, width)
        step += 1
    return step, int(np.argmax(states.gain[step, :width]))


@lean_inner
def _step(
    problem: Market,
    slot: int,
    next_to: bool,
    left: int,
    choice: Choice,
    number: int,
    states: States,
    step: int,
    width: int,
) -> int:
    """From the states of a step those of the next one: the slot stays empty, or takes one of the wishes."""
    kept, here = 0, bit(slot)
    for state in range(width):
        used, gain = states.used[step, state], states.gain[step, state]
        hall = states.hall[step, state] if next_to else NOWHERE
        rest, among, worst, following = _best_left(choice, number, used, left)
        kept = _keep(states, step + 1, kept, used, gain, gain + rest, NOWHERE, state, NOWHERE)
        for each in range(number):
            wish = choice.wish[each]
            if used & bit(each) or problem.slots[wish] & here == NONE:
                continue
            there = problem.hall[problem.exhibitor[wish]]
            if hall >= 0 and (problem.far[hall] >> np.uint64(there)) & ONE:
                continue
            value = choice.value[each]
            after = gain + value - choice.price[each, slot]
            promise = after + rest
            if among > 0 and value >= worst:  # it was counted as left, and the one after it moves up
                promise += following - value
            kept = _keep(states, step + 1, kept, used | bit(each), after, promise, there, state, each)
    return kept


@lean_inner
def _best_left(choice: Choice, number: int, used: Mask, left: int) -> tuple[float, int, float, float]:
    """Of the wishes not used, the `left` best: their sum, how many, the least of them and the next one."""
    rest, among, worst = 0.0, 0, 0.0
    for each in range(number):
        if used & bit(each):
            continue
        if among == left:
            return rest, among, worst, choice.value[each]
        rest += choice.value[each]
        among += 1
        worst = choice.value[each]
    return rest, among, worst, 0.0


@lean_inner
def _keep(
    states: States,
    step: int,
    kept: int,
    used: Mask,
    gain: float,
    promise: float,
    hall: int,
    origin: int,
    filled: int,
) -> int:
    """Sort a state in, unless it promises too little or is there already with as much; how many there are."""
    if kept == BEAM and promise <= states.promise[step, BEAM - 1]:
        return kept
    place = NOWHERE
    for other in range(kept):
        if states.used[step, other] == used and states.hall[step, other] == hall:
            if states.gain[step, other] >= gain:
                return kept
            place = other
            break
    if place == NOWHERE:
        place = min(kept, BEAM - 1)
        kept = min(kept + 1, BEAM)
    while place > 0 and states.promise[step, place - 1] < promise:
        states.used[step, place] = states.used[step, place - 1]
        states.gain[step, place] = states.gain[step, place - 1]
        states.promise[step, place] = states.promise[step, place - 1]
        states.hall[step, place] = states.hall[step, place - 1]
        states.origin[step, place] = states.origin[step, place - 1]
        states.filled[step, place] = states.filled[step, place - 1]
        place -= 1
    states.used[step, place], states.gain[step, place], states.promise[step, place] = used, gain, promise
    states.hall[step, place], states.origin[step, place], states.filled[step, place] = hall, origin, filled
    return kept


@lean_inner
def _apply(
    problem: Market,
    table: Table,
    slots: Mask,
    choice: Choice,
    states: States,
    last: int,
    state: int,
    log: Log,
    logged: int,
) -> tuple[int, int]:
    """Fill the slots as a state says, from the last one back; the value placed and the log's length."""
    value = 0
    for step in range(last, 0, -1):
        slot = _highest(slots)
        slots &= ~bit(slot)
        each, state = states.filled[step, state], states.origin[step, state]
        if each == NOWHERE or choice.price[each, slot] >= NEVER:
            continue
        wish = choice.wish[each]
        if table.full[problem.exhibitor[wish]] & bit(slot):
            leaves = choice.holder[each, slot]
            log.wish[logged], log.slot[logged] = leaves, take(problem, table, leaves)
            logged += 1
        put(problem, table, wish, slot)
        value += problem.value[wish]
    return value, logged


@lean_inner
def _highest(slots: Mask) -> int:
    """The last slot of a set that is not empty."""
    while slots & (slots - ONE) != NONE:
        slots &= slots - ONE
    return lowest(slots)


@lean_inner
def _move_on(problem: Market, table: Table, random: Masks, log: Log, first: int, logged: int) -> int:
    """Find slots for those that had to leave their seats; the value of those left without one."""
    lost = 0
    for wish in log.wish[first:logged]:
        free = free_slots(problem, table, wish)
        if free != NONE:
            put(problem, table, wish, any_of(random, free))
        else:
            lost += problem.value[wish]
    return lost


@lean_inner
def _undo(
    problem: Market, table: Table, choice: Choice, number: int, log: Log, first: int, logged: int
) -> None:
    """Everything as it was before."""
    for wish in choice.wish[:number]:
        if table.slot[wish] != NOWHERE:
            take(problem, table, wish)
    for wish in log.wish[first:logged]:
        if table.slot[wish] != NOWHERE:
            take(problem, table, wish)
    for each in range(logged):
        put(problem, table, log.wish[each], log.slot[each])
