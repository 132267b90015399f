"""What each delegate can earn at most, alone, walking from hall to hall: dynamic programming over their slots.

In a hall the best wishes are used first: all of its wishes are alike but for what they earn (that an exhibitor is
away in some slot is forgotten, which can only raise the result). So how many are used of each hall, and the hall of
the slot before, are all that a state needs. The recursion goes from the last slot back, in whole numbers.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from buyers.compiled import compiled, inner
from buyers.scheduling.compiled.arrays import Market
from buyers.scheduling.compiled.bits import NONE, ONE, Mask, Masks, bit, lowest, size

Whole = NDArray[np.int64]
EVERYWHERE = -1  # halls that are taken together: near to all


class Halls(NamedTuple):
    """A delegate's halls, as few as need be: what each is, how many wishes it has, what they earn, best first."""

    hall: Whole
    number: Whole
    earns: Whole  # hall × wish
    stride: Whole  # of a state's number


@compiled
def earn(problem: Market, delegates: Whole, value: Whole, slots: Masks, states: int) -> tuple[int, int]:
    """The sum over delegates of what each earns at most, a wish being worth `value` to them; and the work."""
    total = work = 0
    future = np.zeros((2, 1), np.int64)
    for delegate in delegates:
        open_slots = slots[delegate]
        most = size(open_slots)
        halls = _halls(problem, delegate, value, most, states)
        count = len(halls.hall)
        if count == 0 or most == 0:
            continue
        room = (halls.stride[count - 1] * (halls.number[count - 1] + 1)) * (count + 1)
        if future.shape[1] < room:
            future = np.zeros((2, room), np.int64)
        total += _best(problem, halls, open_slots, future)
        work += most * room * count
    return total, work


@inner
def _halls(problem: Market, delegate: int, value: Whole, most: int, states: int) -> Halls:
    """The delegate's wishes that earn anything, by hall; thin halls put together until the states are few."""
    number = np.zeros(len(problem.far), np.int64)
    wishes = problem.of_delegate[problem.first[delegate] : problem.first[delegate + 1]]
    for wish in wishes:
        if value[wish] > 0:
            number[problem.hall[problem.exhibitor[wish]]] += 1
    place, count = _places(number, _together(number, most, states))
    halls = Halls(
        np.full(count, EVERYWHERE, np.int64),
        np.zeros(count, np.int64),
        np.zeros((count, max(1, number.sum())), np.int64),
        np.ones(count, np.int64),
    )
    for wish in wishes:
        if value[wish] > 0:
            _sort_in(halls, place[problem.hall[problem.exhibitor[wish]]], value[wish])
    for hall in range(len(number)):
        if place[hall] >= 0 and halls.number[place[hall]] == number[hall]:  # all of them are its own
            halls.hall[place[hall]] = hall
    for here in range(count):
        halls.number[here] = min(halls.number[here], most)
        if here > 0:
            halls.stride[here] = halls.stride[here - 1] * (halls.number[here - 1] + 1)
    return halls


@inner
def _together(number: Whole, most: int, states: int) -> NDArray[np.bool_]:
    """Which halls are put together, the thinnest first."""
    together = np.zeros(len(number), np.bool_)
    while _states(number, together, most) > states:
        thinnest = _thinnest(number, together)
        if thinnest < 0:
            break
        together[thinnest] = True
    return together


@inner
def _places(number: Whole, together: NDArray[np.bool_]) -> tuple[Whole, int]:
    """Each hall's number among those that count, -1 where nothing is wished for; and how many they are."""
    place, count = np.full(len(number), -1, np.int64), 0
    for hall in range(len(number)):
        if number[hall] > 0 and not together[hall]:
            place[hall] = count
            count += 1
    joint = False
    for hall in range(len(number)):
        if number[hall] > 0 and together[hall]:
            place[hall], joint = count, True
    return place, count + joint


@inner
def _states(number: Whole, together: NDArray[np.bool_], most: int) -> int:
    states, joint = 1, 0
    for hall in range(len(number)):
        if together[hall]:
            joint += number[hall]
        else:
            states *= min(number[hall], most) + 1
    return states * (min(joint, most) + 1)


@inner
def _thinnest(number: Whole, together: NDArray[np.bool_]) -> int:
    thinnest = -1
    for hall in range(len(number)):
        if number[hall] > 0 and not together[hall] and (thinnest < 0 or number[hall] < number[thinnest]):
            thinnest = hall
    return thinnest


@inner
def _sort_in(halls: Halls, here: int, value: int) -> None:
    place = halls.number[here]
    while place > 0 and halls.earns[here, place - 1] < value:
        halls.earns[here, place] = halls.earns[here, place - 1]
        place -= 1
    halls.earns[here, place] = value
    halls.number[here] += 1


@inner
def _best(problem: Market, halls: Halls, slots: Mask, future: Whole) -> int:
    """The most that can be earned in these slots. `future` is room for two slots' states."""
    count = len(halls.hall)
    nowhere = count  # as the hall of the slot before
    near = _near(problem, halls)
    order = np.empty(64, np.int64)
    number = 0
    while slots != NONE:
        order[number] = lowest(slots)
        slots &= slots - ONE
        number += 1
    states = halls.stride[count - 1] * (halls.number[count - 1] + 1)
    future[number % 2, : states * (count + 1)] = 0
    after_adjoins = False
    for step in range(number - 1, -1, -1):
        adjoins = (
            step > 0 and order[step] == order[step - 1] + 1 and problem.follows & bit(order[step]) != NONE
        )
        _slot(halls, near, step, states, adjoins, after_adjoins, future[(step + 1) % 2], future[step % 2])
        after_adjoins = adjoins
    return future[0, nowhere]


@inner
def _near(problem: Market, halls: Halls) -> NDArray[np.bool_]:
    """Whether a meeting in the second may follow one in the first at once; the last row is for no meeting."""
    count = len(halls.hall)
    near = np.ones((count + 1, count), np.bool_)
    for before in range(count):
        for after in range(count):
            if halls.hall[before] != EVERYWHERE and halls.hall[after] != EVERYWHERE:
                far = problem.far[halls.hall[before]] >> np.uint64(halls.hall[after])
                near[before, after] = far & ONE == NONE
    return near


@inner
def _slot(
    halls: Halls,
    near: NDArray[np.bool_],
    step: int,
    states: int,
    adjoins: bool,
    after_adjoins: bool,
    after: Whole,
    now: Whole,
) -> None:
    """From what can be earned after a slot to what can be earned from it on, for each state."""
    count = len(halls.hall)
    width = count + 1
    used = np.zeros(count, np.int64)
    together = 0
    for state in range(states):
        if together <= step:  # no more wishes are used than there were slots
            idle = after[state * width + count]
            for before in range(count + 1):
                if not adjoins and before < count:
                    continue
                best = idle
                for hall in range(count):
                    if used[hall] < halls.number[hall] and near[before, hall]:
                        place = hall if after_adjoins else count
                        ahead = after[(state + halls.stride[hall]) * width + place]
                        best = max(best, halls.earns[hall, used[hall]] + ahead)
                now[state * width + before] = best
        for hall in range(count):
            if used[hall] < halls.number[hall]:
                used[hall] += 1
                together += 1
                break
            together -= used[hall]
            used[hall] = 0
