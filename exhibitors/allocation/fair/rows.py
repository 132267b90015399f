"""Looking for booths side by side: windows of the rows, the best for a stand first."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from exhibitors.allocation.fair.offers import FORBIDDEN, Mask, Offers


class Rows:
    """All rows of a fair, one behind the other, with a gap between any two."""

    def __init__(self, offers: Offers) -> None:
        rows = offers.stands.rows
        self._worth = offers.worth
        self._booth = np.array([booth for row in rows for booth in (*row, -1)], np.int64)
        self._offer = np.where(self._booth < 0, 0, offers.offer_of[self._booth])

    def stands(self, who: int, size: int, free: Mask, above: int) -> Iterator[NDArray[np.int64]]:
        """So many booths side by side, all of them free, that are together worth more than `above` to somebody.

        The best come first; of equal ones those that leave the row in the fewest and the longest pieces.
        """
        usable = self._usable(who, free)
        if len(usable) < size:
            return
        worth = np.where(usable, self._worth[who][self._offer], 0).astype(np.int64)
        starts = np.flatnonzero(_windows(usable.astype(np.int64), size) == size)
        total = _windows(worth, size)[starts]
        starts, total = starts[total > above], total[total > above]
        before, after = _reach(usable)
        left, right = before[starts], after[starts + size - 1]
        pieces = (left > 0).astype(np.int64) + (right > 0)
        for at in np.lexsort((starts, left + right, pieces, -total)):
            yield self._booth[starts[at] : starts[at] + size]

    def room(self, who: int, free: Mask) -> int:
        """The longest stand that there is for somebody among these booths."""
        usable = self._usable(who, free)
        return int((_reach(usable)[0] + 1)[usable].max(initial=0))

    def _usable(self, who: int, free: Mask) -> Mask:
        return (self._booth >= 0) & free[self._booth] & (self._worth[who][self._offer] > FORBIDDEN)


def _windows(numbers: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """The sum of each so many in a row, by where they start."""
    sums = np.concatenate([[0], np.cumsum(numbers)])
    return sums[size:] - sums[:-size]


def _reach(usable: Mask) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many usable ones there are in a row before each, and after each."""
    return _run_before(usable), _run_before(usable[::-1])[::-1]


def _run_before(usable: Mask) -> NDArray[np.int64]:
    at = np.arange(len(usable))
    last_gap = np.maximum.accumulate(np.where(usable, -1, at))
    return np.where(usable, at - last_gap - 1, 0)
