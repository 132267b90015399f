"""Sets of slots as the bits of 64, and random numbers, for compiled loops.

Bit t of a mask is slot t. A random state is an array of one number that is not 0 (xorshift64, Marsaglia 2003).
"""

import numpy as np
from numpy.typing import NDArray

from buyers.compiled import lean_inner

Mask = np.uint64
Masks = NDArray[np.uint64]
MOST_SLOTS = 64

ONE = np.uint64(1)
NONE = np.uint64(0)
_DE_BRUIJN = np.uint64(0x03F79D71B4CB0A89)
_PLACE_OF = np.zeros(64, np.int64)
for _bit in range(64):
    _PLACE_OF[((0x03F79D71B4CB0A89 << _bit) & (2**64 - 1)) >> 58] = _bit


@lean_inner
def bit(slot: int) -> Mask:
    """The set of one slot."""
    return np.uint64(ONE << np.uint64(slot))


@lean_inner
def lowest(mask: Mask) -> int:
    """The first slot of a set that is not empty (by a de Bruijn sequence: Leiserson and others 1998)."""
    return int(_PLACE_OF[((mask & (~mask + ONE)) * _DE_BRUIJN) >> np.uint64(58)])


@lean_inner
def size(mask: Mask) -> int:
    """How many slots a set has."""
    mask = mask - ((mask >> ONE) & np.uint64(0x5555555555555555))
    mask = (mask & np.uint64(0x3333333333333333)) + ((mask >> np.uint64(2)) & np.uint64(0x3333333333333333))
    mask = (mask + (mask >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((mask * np.uint64(0x0101010101010101)) >> np.uint64(56))


def seeded(seed: int) -> Masks:
    """A random state; seeds side by side give streams that have nothing to do with each other (NumPy's mixing)."""
    return np.random.SeedSequence(seed).generate_state(1, np.uint64) | ONE


@lean_inner
def draw(random: Masks) -> Mask:
    """64 random bits."""
    x = random[0]
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    random[0] = x
    return x


@lean_inner
def below(random: Masks, number: int) -> int:
    """One of 0 to number - 1."""
    return int(((draw(random) >> np.uint64(32)) * np.uint64(number)) >> np.uint64(32))


@lean_inner
def uniform(random: Masks) -> float:
    """Above 0, at most 1."""
    return (np.float64(draw(random) >> np.uint64(11)) + 1.0) / 9007199254740992.0


@lean_inner
def any_of(random: Masks, mask: Mask) -> int:
    """One of the slots of a set that is not empty, each as likely."""
    for _ in range(below(random, size(mask))):
        mask &= mask - ONE
    return lowest(mask)
