"""A venue's site plan: where its halls stand, how many booths each has, and how many of them are let."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count

from exhibitors.models import BoothClaim
from exhibitors.plan.outlines import Box, box_of
from exhibitors.states import Claim
from expo.fair.changes import kept_until_changed
from expo.fair.models import Booth, Edition, Hall, Venue

GAP = 900  # centimetres between halls that nobody gave a place
BREADTH = 2  # how much broader than deep rows of such halls become
MARGIN = 800
BAR = 500  # the height of the bar that says how full a hall is


@dataclass(frozen=True)
class HallCounts:
    """What stands in a hall: booths, those that are let, and exhibitors found there (None without a search)."""

    booths: int
    let: int
    found: int | None

    @property
    def percent(self) -> int:
        """How full the hall is, to the nearest; 100 only where nothing is left, 0 only where nothing is let."""
        nearest = round(100 * self.let / self.booths)
        return nearest if self.let in {0, self.booths} else min(max(nearest, 1), 99)


@dataclass(frozen=True)
class HallShape:
    """A hall on the site plan."""

    hall: Hall
    box: Box
    counts: HallCounts
    letters: int  # the height of codes, in centimetres: the same for all halls of a site

    @property
    def is_lit(self) -> bool:
        """Whether what somebody looks for is here."""
        return bool(self.counts.found)

    @property
    def bar(self) -> Box:
        """The ground of the bar that says how full the hall is."""
        inset, bottom = self.box.width // 10, self.box.bottom - self.box.depth // 8
        return Box(self.box.left + inset, bottom - self._bar_height, self.box.right - inset, bottom)

    @property
    def let_width(self) -> int:
        """How much of the bar is filled."""
        return self.bar.width * self.counts.percent // 100

    @property
    def mark(self) -> int:
        """The height of the number of those found."""
        return self.letters // 2

    @property
    def _bar_height(self) -> int:
        return min(BAR, self.box.depth // 8)


@dataclass(frozen=True)
class Site:
    """A venue with its halls, and the part of the plane that they take."""

    venue: Venue
    halls: list[HallShape]
    unused: list[tuple[Hall, Box]]  # buildings without booths, so that one knows where one is

    @property
    def frame(self) -> Box:
        """Around all halls, with a margin."""
        boxes = [shape.box for shape in self.halls] + [box for _hall, box in self.unused]
        box = box_of(map(_ring, boxes))
        return Box(box.left - MARGIN, box.top - MARGIN, box.right + MARGIN, box.bottom + MARGIN)


def counts_of(edition: Edition, found: dict[int, int] | None) -> dict[int, HallCounts]:
    """Count by hall, in three queries at most; `found` are the exhibitors found in each, or None without a search."""
    counted = kept_until_changed(edition, "booths-by-hall", lambda: _booths_by_hall(edition))
    return {
        hall: HallCounts(number, let, None if found is None else found.get(hall, 0))
        for hall, (number, let) in counted.items()
    }


def _booths_by_hall(edition: Edition) -> dict[int, tuple[int, int]]:
    """How many booths each hall has, and how many of them are let."""
    booths = Booth.objects.filter(edition=edition).order_by().values_list("hall").annotate(Count("pk"))
    claims = BoothClaim.objects.filter(booth__edition=edition, state=Claim.LET).order_by()
    let = dict(claims.values_list("booth__hall").annotate(Count("booth", distinct=True)))
    return {hall: (number, let.get(hall, 0)) for hall, number in booths}


def sites_of(halls: Iterable[Hall], counts: dict[int, HallCounts]) -> list[Site]:
    """Return the sites of halls that come in the order of their venues: one query for the buildings beside them."""
    by_venue = {venue: list(of_one) for venue, of_one in groupby(halls, lambda hall: hall.venue)}
    beside: dict[int, list[Hall]] = defaultdict(list)
    placed = Hall.objects.filter(venue__in=by_venue, left__isnull=False, top__isnull=False)
    for hall in placed.exclude(pk__in=counts):
        beside[hall.venue_id].append(hall)
    return [site_of(venue, of_one, counts, beside[venue.pk]) for venue, of_one in by_venue.items()]


def site_of(venue: Venue, halls: list[Hall], counts: dict[int, HallCounts], beside: list[Hall]) -> Site:
    """Place a venue's halls: where their rows say, and those without a place in rows below all others."""
    boxes = _placed([*halls, *beside])
    used, unused = boxes[: len(halls)], boxes[len(halls) :]
    letters = min(min(box.width, box.depth) for _hall, box in boxes) // 3
    return Site(venue, [HallShape(hall, box, counts[hall.pk], letters) for hall, box in used], unused)


def _placed(halls: list[Hall]) -> list[tuple[Hall, Box]]:
    known = {
        hall.pk: Box(hall.left, hall.top, hall.left + hall.width, hall.top + hall.depth)
        for hall in halls
        if hall.left is not None and hall.top is not None
    }
    below = max((box.bottom + GAP for box in known.values()), default=0)
    known |= _in_rows([hall for hall in halls if hall.pk not in known], below)
    return [(hall, known[hall.pk]) for hall in halls]


def _in_rows(halls: list[Hall], top: int) -> dict[int, Box]:
    """Set halls side by side in their order, in rows that together are somewhat broader than deep."""
    breadth = math.sqrt(BREADTH * sum((hall.width + GAP) * (hall.depth + GAP) for hall in halls))
    boxes: dict[int, Box] = {}
    left = next_top = 0
    for hall in halls:
        if left and left + hall.width > breadth:
            left, top = 0, next_top
        boxes[hall.pk] = Box(left, top, left + hall.width, top + hall.depth)
        left, next_top = left + hall.width + GAP, max(next_top, top + hall.depth + GAP)
    return boxes


def _ring(box: Box) -> list[tuple[int, int]]:
    return [(box.left, box.top), (box.right, box.bottom)]
