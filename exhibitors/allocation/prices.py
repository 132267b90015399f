"""What the relaxation is worth at given prices, compiled, and which way each price would better be."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from exhibitors.allocation.compiled import compiled, inner
from exhibitors.allocation.problem import Ints
from exhibitors.allocation.relaxation import Relaxation

Reals = NDArray[np.float64]


class Prices(NamedTuple):
    """What is paid: for a booth, to an exhibitor for counting with a group in an area, for a side there.

    The same shape holds the slopes: how much the total rises as a price does.
    """

    booth: Reals  # offer
    counted: Reals  # memberships × areas; of any sign
    side: Reals  # groups × areas


@inner
def best_side(relaxed: Relaxation, prices: Prices, who: int, area: int) -> tuple[float, int]:
    """What one side of a booth earns at the most, and by which layer (-1: by none)."""
    best, by = 0.0, -1
    for layer in range(len(relaxed.half_worth)):
        if relaxed.group_of[who, layer] >= 0:
            earned = relaxed.half_worth[layer]
            for part in range(len(relaxed.half_worth)):
                if relaxed.below[layer, part]:
                    earned -= prices.side[relaxed.group_of[who, part], area]
            if earned > best:
                best, by = earned, layer
    return best, by


@inner
def choose(relaxed: Relaxation, prices: Prices, slopes: Prices, who: int) -> float:
    """What an exhibitor gains by the best offer, or by none; its choice enters the slopes."""
    best, its_offer, its_area, its_layer = 0.0, -1, -1, -1
    for area in range(len(relaxed.offer_starts) - 1):
        counted = 0.0
        for layer in range(len(relaxed.half_worth)):
            if relaxed.group_of[who, layer] >= 0:
                counted += prices.counted[relaxed.membership[who, layer], area]
        side, by = best_side(relaxed, prices, who, area)
        for offer in range(relaxed.offer_starts[area], relaxed.offer_starts[area + 1]):
            gain = relaxed.worth[who, offer] - prices.booth[offer] + counted + relaxed.sides[offer] * side
            if gain > best:
                best, its_offer, its_area, its_layer = gain, offer, area, by
    if its_offer >= 0:
        slopes.booth[its_offer] -= 1
        for layer in range(len(relaxed.half_worth)):
            if relaxed.group_of[who, layer] >= 0:
                slopes.counted[relaxed.membership[who, layer], its_area] += 1
            if its_layer >= 0 and relaxed.below[its_layer, layer]:
                slopes.side[relaxed.group_of[who, layer], its_area] -= relaxed.sides[its_offer]
    return best


@inner
def sort(order: Ints, keys: Reals, area: int) -> None:
    """Sort memberships by what they are paid in an area; fast where they nearly are."""
    for at in range(1, len(order)):
        one, to = order[at], at
        while to > 0 and keys[order[to - 1], area] > keys[one, area]:
            order[to] = order[to - 1]
            to -= 1
        order[to] = one


@inner
def gather(relaxed: Relaxation, prices: Prices, slopes: Prices, group: int, area: int, order: Ints) -> float:
    """What a group gains by the best number of members in an area, the cheapest ones; enters the slopes."""
    sort(order, prices.counted, area)
    price, paid, best, number = prices.side[group, area], 0.0, 0.0, 0
    for k in range(1, len(order) + 1):
        pairs = relaxed.most_pairs[area, k]
        if pairs < 0:
            break
        paid += prices.counted[order[k - 1], area]
        if 2 * pairs * price - paid > best:
            best, number = 2 * pairs * price - paid, k
    slopes.side[group, area] += 2 * relaxed.most_pairs[area, number]
    for k in range(number):
        slopes.counted[order[k], area] -= 1
    return best


@compiled
def total(relaxed: Relaxation, prices: Prices, slopes: Prices, orders: Ints) -> float:
    """The bound that the prices give; fills the slopes. `orders`, areas × memberships, is kept from call to call."""
    bound = 0.0
    slopes.counted[:] = 0.0
    slopes.side[:] = 0.0
    for offer in range(len(relaxed.room)):
        slopes.booth[offer] = relaxed.room[offer]
        bound += relaxed.room[offer] * prices.booth[offer]
    for who in range(relaxed.worth.shape[0]):
        bound += choose(relaxed, prices, slopes, who)
    for area in range(relaxed.most_pairs.shape[0]):
        for group in range(len(relaxed.group_starts) - 1):
            order = orders[area, relaxed.group_starts[group] : relaxed.group_starts[group + 1]]
            bound += gather(relaxed, prices, slopes, group, area, order)
    return bound
