"""Some needs, put to a catalogue at once: searched for in threads, and answered in columns."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from buyers.matching.data import FIT, SIGNALS, Cancelled, Need, Product
from buyers.matching.explain import Explainer
from buyers.matching.kernels import Best, Goods, Ints, Lists, Questions, Tree
from buyers.matching.matches import Matches
from buyers.matching.search import find
from buyers.matching.threads import in_parts

Progress = Callable[[float], bool]
_AT_ONCE = 256  # needs between two reports of progress, at most


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Needs, what they are asked of, and how many matches each gets at most."""

    needs: Sequence[Need]
    products: Sequence[Product]
    questions: Questions
    goods: Goods
    tree: Tree
    features: Ints
    in_sectors: Lists
    held: Ints
    top: int
    explain: Explainer

    def matches(self, progress: Progress | None) -> Matches:
        """The matches of all needs. Raises Cancelled where `progress`, which hears the part done, returns False."""
        return self._together(list(self._search(progress)))

    def _search(self, progress: Progress | None) -> Iterator[Best]:
        """Search for some needs at once in each thread."""
        number, done = len(self.needs), 0
        _tell(progress, 0.0)
        for part in in_parts(number, max(1, min(_AT_ONCE, number // 4)), self._find):
            yield part
            done += len(part.found)
            _tell(progress, done / number if number else 1.0)

    def _find(self, first: int, end: int) -> Best:
        needs = np.arange(first, end, dtype=np.int32)
        both = self.goods, self.tree, self.features, self.in_sectors, self.held
        return find(needs, self.top, *both, self.questions)

    def _together(self, parts: Sequence[Best]) -> Matches:
        """Put together what was found for some needs after others, as columns."""
        width = max(1, self.top)
        count = np.concatenate([np.zeros(0, np.int32), *(part.found for part in parts)])
        kept = (np.arange(width) < count[:, None]).ravel()
        rows = np.concatenate([np.zeros(0, np.int32), *(part.rows for part in parts)])[kept]
        scores = np.concatenate([np.zeros(0), *(part.scores for part in parts)])[kept]
        none = np.zeros(0, np.float32)
        strengths = np.concatenate([none, *(part.strengths for part in parts)]).reshape(-1, len(SIGNALS))[
            kept
        ]
        need = np.repeat(np.arange(len(count), dtype=np.int32), count)
        rank = np.tile(np.arange(1, width + 1, dtype=np.int32), len(count))[kept]
        shares = self._shares(need, strengths, scores)
        return Matches(self.needs, self.products, self.explain, need, rows, rank, scores, strengths, shares)

    def _shares(
        self, need: Ints, strengths: NDArray[np.float32], scores: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """What each signal adds to the score: those about the goods by their weights, the others to these."""
        shares = self.questions.weights[need] * strengths
        fitting = self.questions.fitting[need]
        fit = shares[:, : len(FIT)].sum(axis=1)
        shares[:, len(FIT) :] *= (fit / np.where(fitting > 0, fitting, 1))[:, None]
        total = np.cumsum(shares, axis=1)[:, -1:]  # one after another, however many matches there are
        return shares * (scores[:, None] / total)


def _tell(progress: Progress | None, part: float) -> None:
    if progress is not None and progress(part) is False:
        raise Cancelled
