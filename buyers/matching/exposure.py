"""Spreading recommendations: nobody who fits is shown to no one, nobody is shown to more than they can meet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from buyers.matching.catalogue import USUAL_WEIGHTS, Catalogue
from buyers.matching.data import Id, Need, Weights
from buyers.matching.inquiry import Progress
from buyers.matching.matches import Matches

DEPTH = 3  # how many times `top` is looked at, to have others to show
FIRST_PART = 0.8  # of the work: the first search


@dataclass(frozen=True, slots=True)
class Exposure:
    """What is shown in the end, and what spreading it changed.

    `fitting`: exhibitors that fit any need; `unseen_before` and `unseen`: those of them that nobody is shown.
    `score_before` and `score`: the sums of the scores shown that come near their need's best.
    """

    matches: Matches
    fitting: int
    unseen_before: int
    unseen: int
    score_before: float
    score: float

    @property
    def cost(self) -> float:
        """What spreading took from the sum of scores, as a part of it; what is shown besides adds nothing to it."""
        return max(0.0, 1 - self.score / self.score_before) if self.score_before else 0.0


def spread(
    catalogue: Catalogue,
    needs: Sequence[Need],
    capacity: Mapping[Id, int],
    *,
    weights: Weights = USUAL_WEIGHTS,
    top: int = 20,
    near: float = 0.0,
    progress: Progress | None = None,
) -> Exposure:
    """Each need's best exhibitors, at most `top`, spread so that every exhibitor that fits is shown to somebody.

    What has less than the part `near` of its need's best score is shown only where its exhibitor can be shown nowhere
    else.

    No exhibitor is shown to more needs than its capacity (0 or more; not named: no limit). First the pairs are taken by
    score while need and exhibitor have room; then each exhibitor left over takes a place that is free, or that of one
    that is shown elsewhere too: near a need's best before far from it, and then where that costs least. Raises
    Cancelled like `Catalogue.find`.
    """
    found = catalogue.find(needs, weights=weights, top=DEPTH * top, progress=_part(progress, 0, FIRST_PART))
    seen = {catalogue.products[row].exhibitor for row in found.product.tolist()}
    others = {product.exhibitor for product in catalogue.products} - seen
    before = (found.rank <= top) & found.near_best(near)
    if others:
        more = catalogue.find(
            needs, weights=weights, top=top, only=others, progress=_part(progress, FIRST_PART, 1)
        )
        before = np.concatenate([before, np.zeros(len(more), np.bool_)])
        found = found.joined(more)
    pairs = _Candidates(found, capacity, top, near)
    pairs.take()
    pairs.reach()
    kept = np.array(pairs.is_shown, np.bool_)
    return Exposure(
        matches=found.kept(kept),
        fitting=len(pairs.of_exhibitor),
        unseen_before=len(pairs.of_exhibitor) - len(set(pairs.exhibitor[before].tolist())),
        unseen=len(pairs.of_exhibitor) - len(set(pairs.exhibitor[kept].tolist())),
        score_before=float(found.score[before].sum()),
        score=float(found.score[kept & pairs.is_near].sum()),
    )


class _Candidates:
    """Candidate pairs of need and exhibitor, and which of them are shown."""

    def __init__(self, found: Matches, capacity: Mapping[Id, int], top: int, near: float) -> None:
        ids = [found.products[row].exhibitor for row in found.product.tolist()]
        number = {each: at for at, each in enumerate(dict.fromkeys(ids))}
        self.need = found.need
        self.score = found.score
        self.exhibitor = np.array([number[each] for each in ids], np.int64)
        self.of_exhibitor: list[list[int]] = [[] for _ in number]
        self.order = np.lexsort((found.rank, found.need, -found.score)).tolist()
        for pair in self.order:
            self.of_exhibitor[self.exhibitor[pair]].append(pair)
        self.is_shown = [False] * len(ids)
        self._room = [capacity.get(each, len(ids)) for each in number]
        self._shown = [0] * len(number)
        self._of_need: list[list[int]] = [[] for _ in found.needs]
        self.is_near = found.near_best(near)
        self._top = top

    def take(self) -> None:
        """Show pairs by score that are near the need's best, as long as it has places and the exhibitor time."""
        for pair in self.order:
            exhibitor = self.exhibitor[pair]
            if (
                self.is_near[pair]
                and len(self._of_need[self.need[pair]]) < self._top
                and self._shown[exhibitor] < self._room[exhibitor]
            ):
                self._show(pair)

    def reach(self) -> None:
        """Show each exhibitor that is not shown yet where it costs least, near a need's best if it can be."""
        for exhibitor, pairs in enumerate(self.of_exhibitor):
            if not self._shown[exhibitor] and self._room[exhibitor] > 0:
                ways = [(not self.is_near[pair], self._loss(pair), at) for at, pair in enumerate(pairs)]
                if possible := [way for way in ways if way[1] < np.inf]:
                    pair = pairs[min(possible)[2]]
                    self._hide_for(pair)
                    self._show(pair)

    def _loss(self, pair: int) -> float:
        given_up = self._least_of(pair)
        if len(self._of_need[self.need[pair]]) < self._top:
            return 0.0
        return float(self.score[given_up] - self.score[pair]) if given_up is not None else np.inf

    def _least_of(self, pair: int) -> int | None:
        """The weakest pair of the same need whose exhibitor is shown elsewhere too."""
        spare = [each for each in self._of_need[self.need[pair]] if self._shown[self.exhibitor[each]] > 1]
        return min(spare, key=lambda each: float(self.score[each]), default=None)

    def _hide_for(self, pair: int) -> None:
        if (
            len(self._of_need[self.need[pair]]) >= self._top
            and (given_up := self._least_of(pair)) is not None
        ):
            self._of_need[self.need[pair]].remove(given_up)
            self._shown[self.exhibitor[given_up]] -= 1
            self.is_shown[given_up] = False

    def _show(self, pair: int) -> None:
        self._of_need[self.need[pair]].append(pair)
        self._shown[self.exhibitor[pair]] += 1
        self.is_shown[pair] = True


def _part(progress: Progress | None, start: float, end: float) -> Progress | None:
    """Progress of a part of the work."""
    if progress is None:
        return None
    tell = progress
    return lambda part: tell(start + part * (end - start))
