"""A small piece of a hall's plan, with one booth lit and its neighbours around: for pages about what stands there."""

from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from exhibitors.plan.markup import drawn
from exhibitors.plan.outlines import Box, box_of
from exhibitors.plan.stands import Stand, stands_of
from exhibitors.plan.view import MARGIN
from expo.fair.models import Booth, Hall

BREADTH, DEPTH = 3000, 1800  # centimetres of floor that are shown, more around a booth that is larger
AROUND = 600


@dataclass(frozen=True)
class Excerpt:
    """What components/plan_excerpt.html draws."""

    hall: Hall
    stands: list[Stand]
    box: Box

    @property
    def svg(self) -> str:
        """The piece of floor as an SVG's viewBox."""
        return f"{self.box.left} {self.box.top} {self.box.width} {self.box.depth}"

    @property
    def drawing(self) -> SafeString:
        """The stands as shapes."""
        return drawn(self.stands, linked=False)

    @property
    def lit(self) -> Stand:
        """The stand that the excerpt is about."""
        return next(stand for stand in self.stands if stand.is_lit)


def mini_plan(booth: Booth) -> Excerpt:
    """Return the plan around a booth; with edition and hall selected it takes three queries."""
    stands = [_lit(stand, booth) for stand in stands_of(booth.edition, booth.hall)]
    lit = next(stand for stand in stands if stand.is_lit)
    box = _window(box_of(lit.rings), booth.hall)
    return Excerpt(booth.hall, [stand for stand in stands if box_of(stand.rings).meets(box)], box)


def _lit(stand: Stand, booth: Booth) -> Stand:
    return replace(stand, is_lit=any(place.pk == booth.pk for place in stand.places))


def _window(box: Box, hall: Hall) -> Box:
    """A piece of floor around a stand: as broad as others where it fits, and inside the hall."""
    left, right = _stretch(box.left, box.right, BREADTH, hall.width)
    top, bottom = _stretch(box.top, box.bottom, DEPTH, hall.depth)
    return Box(left, top, right, bottom)


def _stretch(low: int, high: int, least: int, end: int) -> tuple[int, int]:
    """Widen a stretch on both sides to at least this length, moved inwards where it would pass an end."""
    length = min(max(least, high - low + 2 * AROUND), end + 2 * MARGIN)
    start = max(-MARGIN, min((low + high - length) // 2, end + MARGIN - length))
    return start, start + length
