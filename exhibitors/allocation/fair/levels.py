"""Priority by priority: the best for the first, fixed before the next is looked at.

**Priority is never overtaken**: for an exhibitor i with a stand S (or none, worth 0) it never is so that there is a
stand T that i asked for and may use, worth more to i than S, of booths that are free, i's own, or held by exhibitors
of strictly lower priority (a greater number) who are not locked, by one of those at the least, and that the quotas
allow once those are out and i has left S. Worth is that of the booths alone, without neighbours (`offers`).

Those of a priority choose among all booths not held by their own or higher ones, so none that they would rather
have is left to a lower one. Stands of several booths come first, the longest before the others, each in the best part
of a row that is left (`rows`); their booths are fixed. Then the best sum of worth of all single booths is found
(`assignment`). What guarantees the rule is the last step (`_better_themselves`), even where that sum was not proven.
Nobody's worth is lost for the sake of neighbours: alike booths are changed later at will (`seats`), since that changes
none of this.

Who has a booth already keeps it, unless somebody of higher priority must get it by the rule, or a lower one holds
what they would rather have; and a booth that somebody of higher priority would rather have is not given to a
lower one. So to repair a plan is the same as to make one (`repair`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exhibitors.allocation.fair.assignment import Places, assign
from exhibitors.allocation.fair.offers import Mask, Offers
from exhibitors.allocation.fair.quotas import Quotas
from exhibitors.allocation.fair.rows import Rows

Parts = tuple[int, ...]  # of an exhibitor


@dataclass(frozen=True, slots=True)
class Settled:
    """Part → offer for all who have a booth, and part → booth for those whose booths may not be changed any more."""

    given: dict[int, int]
    fixed: dict[int, int]


def settle(offers: Offers, kept: Mapping[int, int]) -> Settled:
    """What each has, from the booths that they hold (part → booth; locked ones are added by themselves).

    A pass may free what higher ones would rather have, by a quota; then there is another. Each pass that
    changes something raises the sums of worth, the first priority's first, so there is an end.
    """
    given = {who: int(offers.offer_of[booth]) for who, booth in kept.items()}
    settled = _Pass(offers, given, kept).settled()
    while settled.given != given:
        given = settled.given
        seats = {who: booth for who, booth in kept.items() if given.get(who) == offers.offer_of[booth]}
        settled = _Pass(offers, given, {**seats, **settled.fixed}).settled()
    return settled


class _Pass:
    """One way down the priorities."""

    def __init__(self, offers: Offers, kept: Mapping[int, int], seats: Mapping[int, int]) -> None:
        self._offers = offers
        self._quotas = Quotas(offers)
        self._rows = Rows(offers)
        self._room = offers.room.astype(np.int64)  # less what locked, higher and own priorities have
        self._locked = offers.locked
        self._seats = seats
        self._below = {who: offer for who, offer in kept.items() if who not in self._locked}
        self._given: dict[int, int] = {}
        self._fixed: dict[int, int] = {}
        self._taken = np.zeros(len(offers.offer_of), bool)  # fixed booths
        for who, booth in self._locked.items():
            self._take(who, int(offers.offer_of[booth]), booth)

    def settled(self) -> Settled:
        """What everybody has after it."""
        stands = self._offers.stands
        above: list[Parts] = []
        for priority in sorted({one.priority for one in stands.whole.exhibitors}):
            level = [
                parts
                for one, parts in zip(stands.whole.exhibitors, stands.parts, strict=True)
                if one.priority == priority and parts[0] not in self._locked
            ]
            self._level(level, self._wanted(above))
            above += level
        return Settled(self._given, self._fixed)

    def _level(self, level: list[Parts], wanted: Mask) -> None:
        """Give booths to those of a priority; `wanted` are offers that higher ones would rather have."""
        staying = [parts for parts in level if self._stays(parts)]
        held = self._held() > 0
        self._better_themselves(staying, ~wanted, held)
        waiting = [parts for parts in level if parts[0] not in self._given]
        open_room = np.where(wanted, 0, np.maximum(self._room, 0))
        free = np.clip(open_room - self._held(), 0, None)
        single = [parts[0] for parts in waiting if len(parts) == 1]
        places = Places(free, open_room - free, self._cost_of_taking())
        for who, offer in assign(self._offers, self._quotas, places, single).items():
            self._take(who, offer)
        self._set_up([parts for parts in waiting if len(parts) > 1], ~wanted)
        self._better_themselves(waiting, ~wanted)
        self._better_themselves(staying, ~wanted, held)

    def _set_up(self, level: list[Parts], among: Mask) -> None:
        """Find stands for as many as there is room for: see who has one, the shortest first, and then pack those well.

        The longest find their place first, in rows that are still whole; the others come into what is left.
        """
        shortest_first = sorted(level, key=len)
        fit = [parts for parts in shortest_first if self._better_stand(parts, among)]
        for parts in fit:
            self._leave(parts)
        for parts in [*reversed(fit), *shortest_first]:
            if parts[0] not in self._given:
                self._better_stand(parts, among)

    def _stays(self, parts: Parts) -> bool:
        """Leave an exhibitor what it holds, if higher ones have left that, and the quota for it."""
        held = [(who, self._below.pop(who)) for who in parts if who in self._below]
        for who, offer in held:
            booth = self._seats.get(who)
            gone = len(parts) > 1 and (booth is None or self._taken[booth])
            if gone or self._room[offer] < 1 or not self._quotas.allow(who, offer):
                self._leave(parts)
                return False
            self._take(who, offer, None if booth is None or self._taken[booth] else booth)
        return bool(held)

    def _take(self, who: int, offer: int, booth: int | None = None) -> None:
        self._leave((who,))
        self._given[who] = offer
        self._room[offer] -= 1
        self._quotas.take(who, offer)
        if booth is not None:
            self._fixed[who] = booth
            self._taken[booth] = True

    def _leave(self, parts: Parts) -> None:
        for who in parts:
            if (offer := self._given.pop(who, None)) is not None:
                self._room[offer] += 1
                self._quotas.take(who, offer, -1)
            if (booth := self._fixed.pop(who, None)) is not None:
                self._taken[booth] = False

    def _held(self) -> NDArray[np.int64]:
        """How many booths of each offer lower priorities hold."""
        return np.bincount(list(self._below.values()), minlength=len(self._room))

    def _cost_of_taking(self) -> NDArray[np.int64]:
        """By offer, from 1 for booths held by the lowest priority there is: whose would be taken."""
        priorities = [one.priority for one in self._offers.problem.exhibitors]
        lowest = np.zeros(len(self._room), np.int64)
        for who, offer in self._below.items():
            lowest[offer] = max(lowest[offer], priorities[who])
        most = max(priorities, default=0)
        return 1 + most - np.where(lowest, lowest, most)

    def _worth(self, parts: Parts) -> int:
        """What somebody's booths are worth to it."""
        return sum(int(self._offers.worth[who, self._given[who]]) for who in parts if who in self._given)

    def _better(self, who: int) -> Mask:
        """Offers with room that are worth more to who asks for one booth than what it has, quotas aside."""
        return (self._offers.worth[who] > self._worth((who,))) & (self._room > 0)

    def _better_themselves(self, level: list[Parts], among: Mask, one_of: Mask | None = None) -> None:
        """Move those who may have a better stand among these offers to their best, until there is nobody.

        With `one_of` only to stands with a booth of these offers.
        """
        moved = True
        while moved:
            moved = sum(self._betters(parts, among, one_of) for parts in level) > 0

    def _betters(self, parts: Parts, among: Mask, one_of: Mask | None) -> bool:
        if len(parts) > 1:
            return self._better_stand(parts, among, one_of)
        return self._better_booth(parts[0], among if one_of is None else among & one_of)

    def _better_booth(self, who: int, among: Mask) -> bool:
        own, row = self._given.get(who), self._offers.worth[who]
        better = np.flatnonzero(self._better(who) & among)
        for offer in better[np.argsort(-row[better], kind="stable")].tolist():
            if self._quotas.allow(who, offer, own):
                self._take(who, offer)
                return True
        return False

    def _better_stand(self, parts: Parts, among: Mask, one_of: Mask | None = None) -> bool:
        best = self._best_stand(parts, among, one_of)
        if best is None:
            return False
        self._leave(parts)
        for who, booth in zip(parts, best, strict=False):
            self._take(who, int(self._offers.offer_of[booth]), booth)
        return True

    def _best_stand(self, parts: Parts, among: Mask, one_of: Mask | None = None) -> list[int] | None:
        """The booths that somebody may have and would rather have than its own; fewer only if it accepts that."""
        held = {who: (self._given[who], self._fixed.get(who)) for who in parts if who in self._given}
        best, most = None, self._worth(parts)
        self._leave(parts)
        free = ~self._taken & (among & (self._room > 0))[self._offers.offer_of]
        for size in range(len(parts), self._least(parts) - 1, -1):
            for booths in self._rows.stands(parts[0], size, free, most):
                if self._allow(parts[0], booths, one_of):
                    best, most = (
                        booths.tolist(),
                        int(self._offers.worth[parts[0], self._offers.offer_of[booths]].sum()),
                    )
                    break
        for who, (offer, booth) in held.items():
            self._take(who, offer, booth)
        return best

    def _least(self, parts: Parts) -> int:
        """How many booths an exhibitor must have."""
        stands = self._offers.stands
        return 1 if stands.whole.exhibitors[stands.exhibitor_of[parts[0]]].accepts_smaller else len(parts)

    def _allow(self, who: int, booths: NDArray[np.int64], one_of: Mask | None) -> bool:
        """Whether there is room in the offers of these booths, and in the quotas."""
        offers, counts = np.unique(self._offers.offer_of[booths], return_counts=True)
        if one_of is not None and not one_of[offers].any():
            return False
        return bool((self._room[offers] >= counts).all()) and self._quotas.allow_all(
            who, self._offers.offer_of[booths].tolist()
        )

    def _wanted(self, above: Iterable[Parts]) -> Mask:
        """Offers that somebody settled would rather have, and may use."""
        wanted = np.zeros(len(self._room), bool)
        for parts in above:
            if len(parts) == 1:
                who, own = parts[0], self._given.get(parts[0])
                for offer in np.flatnonzero(self._better(who) & ~wanted).tolist():
                    wanted[offer] = self._quotas.allow(who, offer, own)
            else:
                while (booths := self._best_stand(parts, ~wanted)) is not None:
                    wanted[self._offers.offer_of[booths]] = True
        return wanted
