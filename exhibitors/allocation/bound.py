"""An upper bound that owes nothing to the search: prices for what exhibitors and groups compete for.

Take any plan, and any prices: for a booth of each offer (≥ 0), for a side in each group and area (≥ 0), and
for counting with a group in an area (of any sign). Leave out near rivals (where they are worth something,
grant all of them) and groupings of negative worth; the sum becomes no smaller. A near pair that shares just
the groupings of one layer has two sides, each worth half the pair. So the plan is worth no more than the sum of

- what exhibitors gain: the worth of the booth, less its price, and what they are paid for counting with their
  groups, and for each side of the booth half the pair, less the side's prices in all groups that both ends
  share: at most the best offer's gain at the best use of all its sides (`choose`);
- what groups gain: the prices of their sides, less what they pay to members that count in an area. Members who
  hold k booths there have at most f(k) near pairs among them (`shapes`), so at most 2 f(k) sides, and are paid
  at least what the k cheapest are: at most the best k's gain (`gather`);
- the prices of all booths.

All payments cancel out but for booths not taken and sides not used, whose prices are ≥ 0. Each of the three
is found exactly, whatever the prices: this is Lagrangian relaxation (Geoffrion 1974), and the bound is convex
in the prices. They become better step by step along the slopes, each scaled by its own size so far (Adam,
Kingma and Ba 2015). At last they are rounded to whole 1/1024, so that all sums are exact in float64, and the
bound is rounded down: a plan's worth is a whole number.
"""

import math
from dataclasses import dataclass

import numpy as np

from exhibitors.allocation.floor import Floor
from exhibitors.allocation.limits import Watch
from exhibitors.allocation.prices import Prices, Reals, total
from exhibitors.allocation.problem import Problem
from exhibitors.allocation.relaxation import Relaxation, relax

METHOD = (
    "Lagrangian relaxation: prices for booths, for sides, and for counting with a sector or pavilion in a hall, "
    "whose members lie there as compactly as the hall allows"
)
GRAIN = 1024
ROUNDS = 3_000  # more gain next to nothing
LEAST_ROUNDS, ROUNDS_OF_WORK = 300, 20  # under a work limit: so many, and for each million moves so many more
SHARE_OF_TIME = 0.6
FIRST_STEP, LAST_STEP = (
    0.25,
    0.0001,
)  # of what one side is worth, or a hundredth of a booth where that is more
SIDE = 0.5  # a side's price takes shorter steps, by this
FADE, FADE_SQUARES = 0.9, 0.999


class Bound:
    """The lowest bound so far; improved in a thread of its own, read in others."""

    def __init__(self, problem: Problem, floor: Floor) -> None:
        self._relaxed = relax(problem, floor)
        rivals = max(0, problem.rival_worth) * len(problem.rivals)
        self._granted = float(rivals)
        self.value = _trivial(problem, floor)

    def improve(self, watch: Watch) -> None:
        """Better the prices until their share of the limit is spent, or the watch has been cancelled."""
        descent = _Descent(self._relaxed)
        rounds = _rounds(watch)
        while (done := _done(descent.rounds, rounds, watch)) < 1 and not watch.cancelled:
            descent.step(done)
        self.value = min(self.value, math.floor(self._granted + descent.exact()))


def _trivial(problem: Problem, floor: Floor) -> int:
    """Everybody the best booth, and all its sides shared."""
    most = int(np.diff(floor.near_starts).max(initial=0))
    shared = sum(max(0, grouping.worth) for grouping in problem.groupings)
    best = int(problem.worth.max(axis=1, initial=0).sum(dtype=np.int64))
    rivals = max(0, problem.rival_worth) * len(problem.rivals)
    return best + most * shared * min(problem.exhibitors, problem.booths) // 2 + rivals


def _rounds(watch: Watch) -> int:
    work = watch.limits.work
    return ROUNDS if work is None else min(ROUNDS, LEAST_ROUNDS + math.ceil(work * ROUNDS_OF_WORK))


def _done(round_number: int, rounds: int, watch: Watch) -> float:
    done = round_number / rounds if rounds else 1.0
    if watch.limits.work is None:
        done = max(done, watch.done(0) / SHARE_OF_TIME)
    return done


@dataclass
class _Moments:
    """The running means of a slope and of its square."""

    mean: Reals
    square: Reals


class _Descent:
    """Prices on their way down."""

    def __init__(self, relaxed: Relaxation) -> None:
        self.rounds = 0
        self._relaxed = relaxed
        self._prices, self._slopes = _first_prices(relaxed), _zeros(relaxed)
        self._moments = [_Moments(np.zeros_like(price), np.zeros_like(price)) for price in self._prices]
        areas, memberships = len(relaxed.most_pairs), int(relaxed.group_starts[-1])
        self._orders = np.tile(np.arange(memberships, dtype=np.int32), (areas, 1))
        self._best, self._lowest = self._copy(), math.inf
        self._unit = _unit(relaxed)

    def step(self, done: float) -> None:
        """Note the bound of the prices, and take one step; `done` is the fraction of the way."""
        bound = total(self._relaxed, self._prices, self._slopes, self._orders)
        if bound < self._lowest:
            self._best, self._lowest = self._copy(), bound
        self.rounds += 1
        length = self._unit * (LAST_STEP + (FIRST_STEP - LAST_STEP) * (1 - done) ** 2)
        for kind, scale in enumerate((1.0, 1.0, SIDE)):
            self._prices[kind][:] -= length * scale * self._direction(self._slopes[kind], self._moments[kind])
        np.maximum(self._prices.booth, 0, out=self._prices.booth)
        np.maximum(self._prices.side, 0, out=self._prices.side)

    def exact(self) -> float:
        """The bound of the best prices, rounded so that its sums are exact."""
        prices = Prices(*(np.round(price * GRAIN) / GRAIN for price in self._best))
        return float(total(self._relaxed, prices, self._slopes, self._orders))

    def _direction(self, slope: Reals, moments: _Moments) -> Reals:
        moments.mean += (1 - FADE) * (slope - moments.mean)
        moments.square += (1 - FADE_SQUARES) * (slope * slope - moments.square)
        mean = moments.mean / (1 - FADE**self.rounds)
        return mean / (np.sqrt(moments.square / (1 - FADE_SQUARES**self.rounds)) + 1e-8)

    def _copy(self) -> Prices:
        return Prices(*(price.copy() for price in self._prices))


def _unit(relaxed: Relaxation) -> float:
    booth = float(relaxed.worth.max(axis=1, initial=0).mean()) if len(relaxed.worth) else 0.0
    alone = relaxed.below.sum(axis=1) == 1
    return max(float(relaxed.half_worth[alone].mean()) if alone.any() else 0.0, booth / 100)


def _zeros(relaxed: Relaxation) -> Prices:
    groups, areas = len(relaxed.group_starts) - 1, len(relaxed.most_pairs)
    memberships = int(relaxed.group_starts[-1])
    return Prices(np.zeros(len(relaxed.room)), np.zeros((memberships, areas)), np.zeros((groups, areas)))


def _first_prices(relaxed: Relaxation) -> Prices:
    """A side's price is its half worth where one grouping is shared; a member gets what two sides earn."""
    prices = _zeros(relaxed)
    for layer, worth in enumerate(relaxed.half_worth):
        if relaxed.below[layer].sum() == 1:
            members = relaxed.group_of[:, layer] >= 0
            prices.side[np.unique(relaxed.group_of[members, layer])] = worth
            prices.counted[relaxed.membership[members, layer]] = 2 * worth
    return prices
