"""Priority by priority: the best for the first, fixed before the next is looked at.

**Priority is never overtaken**: for an exhibitor i with booth b (or none, worth 0) and a j of strictly lower
priority (a greater number) with booth c, neither of them locked, it never is so that i may use c (the rules allow
it, and the quotas do once j is out and i has left b) and c is worth more to i than b. Worth is that of the
booth alone, without neighbours (`offers`).

Those of a priority choose among all booths not held by their own or higher ones, so none that they would rather
have is left to a lower one. The best sum of a priority's worth is found (`assignment`); what guarantees the rule is
the last step (`_better_themselves`), even where that sum was not proven. Nobody's worth is lost for the sake of
neighbours: alike booths are changed later at will (`seats`), since that changes none of this.

Who has a booth already keeps it, unless somebody of higher priority must get it by the rule, or a lower one holds
what they would rather have; and a booth that somebody of higher priority would rather have is not given to a
lower one. So to repair a plan is the same as to make one (`repair`).
"""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from exhibitors.allocation.fair.assignment import Places, assign
from exhibitors.allocation.fair.offers import Mask, Offers
from exhibitors.allocation.fair.quotas import Quotas


def settle(offers: Offers, kept: Mapping[int, int]) -> dict[int, int]:
    """Exhibitor → offer, from what they hold (locked ones are added by themselves).

    A pass may free what higher ones would rather have, by a quota; then there is another. Each pass that
    changes something raises the sums of worth, the first priority's first, so there is an end.
    """
    holds = dict(kept)
    while (settled := _Pass(offers, holds).settled()) != holds:
        holds = settled
    return settled


class _Pass:
    """One way down the priorities."""

    def __init__(self, offers: Offers, kept: Mapping[int, int]) -> None:
        self._offers = offers
        self._quotas = Quotas(offers)
        self._room = offers.room.astype(np.int64)  # less what locked, higher and own priorities have
        self._locked = {who: int(offers.offer_of[booth]) for who, booth in offers.locked.items()}
        self._below = {who: offer for who, offer in kept.items() if who not in self._locked}
        self._given: dict[int, int] = {}
        for who, offer in self._locked.items():
            self._take(who, offer)

    def settled(self) -> dict[int, int]:
        """Exhibitor → offer."""
        exhibitors = self._offers.problem.exhibitors
        above: list[int] = []
        for priority in sorted({one.priority for one in exhibitors}):
            level = [
                who
                for who, one in enumerate(exhibitors)
                if one.priority == priority and who not in self._locked
            ]
            self._level(level, self._wanted(above))
            above += level
        return self._given

    def _level(self, level: list[int], wanted: Mask) -> None:
        """Give booths to those of a priority; `wanted` are offers that higher ones would rather have."""
        staying = [who for who in level if self._stays(who)]
        held = self._held()
        self._better_themselves(staying, ~wanted & (held > 0))
        waiting = [who for who in level if who not in self._given]
        open_room = np.where(wanted, 0, np.maximum(self._room, 0))
        free = np.clip(open_room - self._held(), 0, None)
        for who, offer in assign(self._offers, self._quotas, Places(free, open_room - free), waiting).items():
            self._take(who, offer)
        self._better_themselves(waiting, ~wanted)
        self._better_themselves(staying, ~wanted & (held > 0))

    def _stays(self, who: int) -> bool:
        """Leave an exhibitor what it holds, if higher ones have left that, and the quota for it."""
        offer = self._below.pop(who, None)
        if offer is None or self._room[offer] < 1 or not self._quotas.allow(who, offer):
            return False
        self._take(who, offer)
        return True

    def _take(self, who: int, offer: int) -> None:
        self._leave(who)
        self._given[who] = offer
        self._room[offer] -= 1
        self._quotas.take(who, offer)

    def _leave(self, who: int) -> None:
        if (offer := self._given.pop(who, None)) is not None:
            self._room[offer] += 1
            self._quotas.take(who, offer, -1)

    def _held(self) -> NDArray[np.int64]:
        """How many booths of each offer lower priorities hold."""
        return np.bincount(list(self._below.values()), minlength=len(self._room))

    def _better(self, who: int) -> Mask:
        """Offers with room that are worth more to an exhibitor than what it has, quotas aside."""
        own = self._given.get(who)
        return (self._offers.worth[who] > (0 if own is None else self._offers.worth[who, own])) & (
            self._room > 0
        )

    def _better_themselves(self, level: Iterable[int], among: Mask) -> None:
        """Move those who may have a better booth among these to their best, until there is nobody."""
        moved = True
        while moved:
            moved = False
            for who in level:
                own, row = self._given.get(who), self._offers.worth[who]
                better = np.flatnonzero(self._better(who) & among)
                for offer in better[np.argsort(-row[better], kind="stable")].tolist():
                    if self._quotas.allow(who, offer, own):
                        self._take(who, offer)
                        moved = True
                        break

    def _wanted(self, above: Iterable[int]) -> Mask:
        """Offers that somebody settled would rather have, and may use."""
        wanted = np.zeros(len(self._room), bool)
        for who in above:
            for offer in np.flatnonzero(self._better(who) & ~wanted).tolist():
                wanted[offer] = self._quotas.allow(who, offer, self._given.get(who))
        return wanted
