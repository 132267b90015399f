"""Why somebody has no booth, in values that a sentence is made of."""

from collections.abc import Iterator, Mapping

import numpy as np

from exhibitors.allocation.fair.answer import Reason, Unplaced, Values
from exhibitors.allocation.fair.offers import Offers
from exhibitors.allocation.fair.problem import Booth, Exhibitor
from exhibitors.allocation.fair.quotas import Quotas
from exhibitors.allocation.fair.rows import Rows

NEAREST = 3  # alternatives that are named


def unplaced(offers: Offers, booth_of: Mapping[int, int]) -> tuple[Unplaced, ...]:
    """Everybody without a booth, in the problem's order, and why."""
    fair = _Fair(offers, booth_of)
    stands = offers.stands
    return tuple(
        Unplaced(one.id, *next(fair.reasons(parts[0], one)))
        for one, parts in zip(stands.whole.exhibitors, stands.parts, strict=True)
        if parts[0] not in booth_of
    )


class _Fair:
    """What is free and who holds the rest, by offer."""

    def __init__(self, offers: Offers, booth_of: Mapping[int, int]) -> None:
        self._offers = offers
        self._quotas = Quotas(offers)
        for who, booth in booth_of.items():
            self._quotas.take(who, int(offers.offer_of[booth]))
        self._holder = {booth: who for who, booth in booth_of.items()}
        self._rows = Rows(offers)
        self._is_free = np.ones(len(offers.offer_of), bool)
        self._is_free[list(self._holder)] = False
        self._free = {
            offer: [booth for booth in booths if booth not in self._holder]
            for offer, booths in enumerate(offers.members)
        }

    def reasons(self, who: int, one: Exhibitor) -> Iterator[tuple[Reason, Values]]:
        """The reasons that hold, the most telling first; the last always does."""
        asked = [offer for offer, booth in enumerate(self._offers.booths) if _asked(one, booth)]
        wish: Values = {"kind": str(one.kind), "area": one.area}
        if not asked:
            yield Reason.NO_SUCH_BOOTH, {**wish, "nearest": self._nearest(one)}
        yield from self._exhibit(one, asked)
        asked = [offer for offer in asked if _bears(one, self._offers.booths[offer])]
        open_now = [offer for offer in asked if self._free[offer]]
        if open_now and one.booths > 1 and self._rows.room(who, self._is_free) < _least(one):
            free = sum(len(self._free[offer]) for offer in open_now)
            yield Reason.NOT_SIDE_BY_SIDE, {"booths": one.booths, "free": free}
        elif open_now:
            yield self._free_but(who, one, open_now)
        booths = [booth for offer in asked for booth in self._offers.members[offer]]
        priorities = self._priorities(booths)
        if priorities and all(priority < one.priority for priority in priorities):
            yield Reason.OUTBID, {"booths": len(booths), "priority": max(priorities)}
        yield (
            Reason.NONE_LEFT,
            {**wish, "booths": len(booths), "halls": one.halls, "nearest": self._nearest(one)},
        )

    def _exhibit(self, one: Exhibitor, asked: list[int]) -> Iterator[tuple[Reason, Values]]:
        """Too heavy for all asked for, or too high for those that bear it."""
        booths = [self._offers.booths[offer] for offer in asked]
        bearing = [each for each in booths if each.floor_load is None or each.floor_load >= one.weight]
        if booths and not bearing:
            most = max(each.floor_load or 0 for each in booths)
            yield Reason.TOO_HEAVY, {"weight": one.weight, "most": most}
        if bearing and not any(each.height is None or each.height >= one.height for each in bearing):
            most = max(each.height or 0 for each in bearing)
            yield Reason.TOO_HIGH, {"height": one.height, "most": most}

    def _free_but(self, who: int, one: Exhibitor, open_now: list[int]) -> tuple[Reason, Values]:
        allowed = [offer for offer in open_now if self._quotas.allow_all(who, [offer] * _least(one))]
        if allowed:
            booths = sorted(self._id(booth) for offer in allowed for booth in self._free[offer])
            return Reason.WANTED_ABOVE, {"booths": tuple(booths)}
        zones = {self._offers.booths[offer].zone for offer in open_now}
        return Reason.QUOTA_REACHED, {
            "economy": one.economy,
            "zones": tuple(sorted(zone for zone in zones if zone is not None)),
        }

    def _priorities(self, booths: list[int]) -> list[int]:
        """The priorities of those who hold them; who is locked had theirs whatever the priority."""
        exhibitors = self._offers.problem.exhibitors
        holders = [self._holder[booth] for booth in booths]
        return [exhibitors[who].priority for who in holders if who not in self._offers.locked]

    def _nearest(self, one: Exhibitor) -> tuple[int, ...]:
        """The free booths that come closest, of different offers."""
        open_now = [
            (booth, self._id(self._free[offer][0]))
            for offer, booth in enumerate(self._offers.booths)
            if self._free[offer] and booth.pavilion == one.pavilion and _bears(one, booth)
        ]
        open_now.sort(key=lambda each: (*_distance(one, each[0]), each[1]))
        return tuple(number for _, number in open_now[:NEAREST])

    def _id(self, booth: int) -> int:
        return self._offers.problem.booths[booth].id


def _least(one: Exhibitor) -> int:
    """How many booths somebody must have."""
    return 1 if one.accepts_smaller else one.booths


def _asked(one: Exhibitor, booth: Booth) -> bool:
    part = one.area // one.booths
    size = booth.area <= part if one.accepts_smaller and one.booths == 1 else booth.area == part
    return size and booth.kind == one.kind and booth.pavilion == one.pavilion


def _bears(one: Exhibitor, booth: Booth) -> bool:
    heavy = booth.floor_load is not None and booth.floor_load < one.weight
    high = booth.height is not None and booth.height < one.height
    return not heavy and not high


def _distance(one: Exhibitor, booth: Booth) -> tuple[bool, int, bool]:
    """Another kind is further than another size, another size than another hall."""
    elsewhere = bool(one.halls) and booth.hall not in one.halls
    return booth.kind != one.kind, abs(booth.area - one.area // one.booths), elsewhere
