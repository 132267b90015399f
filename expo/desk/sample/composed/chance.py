"""Ways to draw that the random module lacks."""

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


def spread(total: int, wanted: Sequence[int], most: Sequence[int], dice: Random) -> list[int]:
    """Return whole numbers near those wanted, none below 1 or above its most, that add up to `total`.

    Raises ValueError where no such numbers exist.
    """
    if not len(most) <= total <= sum(most):
        raise ValueError(f"{total} can't be spread over {len(most)} with {sum(most)} at most")
    numbers = [min(number, limit) for number, limit in zip(wanted, most, strict=True)]
    missing = total - sum(numbers)
    while missing:
        step = 1 if missing > 0 else -1
        which = dice.randrange(len(numbers))
        if 1 <= numbers[which] + step <= most[which]:
            numbers[which] += step
            missing -= step
    return numbers


def in_proportion(total: int, weights: Sequence[float]) -> list[int]:
    """Return whole numbers in the proportion of the weights that add up to `total` (largest remainders)."""
    exact = [total * weight / sum(weights) for weight in weights]
    numbers = [int(number) for number in exact]
    by_remainder = sorted(range(len(exact)), key=lambda which: numbers[which] - exact[which])
    for which in by_remainder[: total - sum(numbers)]:
        numbers[which] += 1
    return numbers


class Uneven(Generic[T]):
    """Draws a few far more often than most: the n-th of a shuffled list with a weight of 1/n^0.7 (Zipf's law)."""

    def __init__(self, items: Sequence[T], dice: Random) -> None:
        """Shuffle the items."""
        self._dice = dice
        self._items = dice.sample(items, len(items))
        self._heights = list(accumulate(place**-0.7 for place in range(1, len(items) + 1)))

    def draw(self) -> T:
        """Return one of them."""
        return self._items[bisect(self._heights, self._dice.random() * self._heights[-1])]
