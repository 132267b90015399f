"""The stands of a hall: booths side by side that one exhibitor has are drawn as one, all others one by one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exhibitors.models import BoothClaim, Exhibitor
from exhibitors.plan.lettering import Lettering, lettered
from exhibitors.plan.outlines import (
    Box,
    Corner,
    Ring,
    box_of,
    fills_its_box,
    joined,
    neighbours,
    path_of,
    ring_of,
)
from exhibitors.states import Claim
from expo.common.listed import listed
from expo.common.names import english_beside, own_or_english
from expo.fair.booth_numbers import in_short, order
from expo.fair.models import Booth, Edition, Hall

STATES = {"let": _("Let"), "held": _("Held"), "free": _("Free")}


class Shown(NamedTuple):
    """An exhibitor as the plan names it."""

    pk: int
    href: str
    name: str
    name_en: str

    @property
    def full_name(self) -> str:
        """The name, with its English form behind it for readers who need that."""
        return " · ".join(filter(None, [self.name, english_beside(self.name, self.name_en)]))

    @property
    def short_name(self) -> str:
        """The name in one script: in Chinese where that is the reader's, else in English where it is known."""
        return own_or_english(self.name, self.name_en)


class Place(NamedTuple):
    """A booth's row, as far as a plan needs it."""

    pk: int
    number: str
    kind: str
    area: int
    zone: int
    pavilion: int | None
    ring: Ring


@dataclass
class Stand:
    """What is drawn as one: its booths, and who is there. Who is offered a booth or holds one is nobody's business."""

    places: list[Place]
    state: str = "free"
    exhibitors: list[Shown] = field(default_factory=list)
    is_lit: bool = False
    zone: str = ""
    pavilion: str = ""

    @cached_property
    def rings(self) -> list[Ring]:
        """The border around its booths."""
        return joined([place.ring for place in self.places])

    @property
    def path(self) -> str:
        """The border as an SVG path's data."""
        return path_of(self.rings)

    @cached_property
    def box(self) -> Box:
        """Where there is room for its name: all of it, or its first booth where it has corners inside."""
        return box_of(self.rings if fills_its_box(self.rings) else [self.places[0].ring])

    @property
    def centre(self) -> Corner:
        """Where its number is written."""
        return self.box.centre

    @property
    def number(self) -> str:
        """Its first booth's number without the hall's code, and how many booths more."""
        first = self.places[0].number.rsplit("-", 1)[-1]
        return f"{first} +{len(self.places) - 1}" if len(self.places) > 1 else first

    @property
    def numbers(self) -> str:
        """All its booths' numbers, in short."""
        return in_short(place.number for place in self.places)

    @property
    def names(self) -> str:
        """All its exhibitors' names."""
        return listed(each.full_name for each in self.exhibitors)

    @property
    def area(self) -> int:
        """Square metres."""
        return sum(place.area for place in self.places)

    @property
    def look(self) -> str:
        """How it is drawn: as its state says, or lit."""
        return "lit" if self.is_lit else self.state

    @property
    def state_label(self) -> str:
        """The word for its state."""
        return str(STATES[self.state])

    @property
    def kind(self) -> str:
        """The words for its kinds of booth."""
        return listed(dict.fromkeys(str(Booth.Kind(place.kind).label) for place in self.places))

    @property
    def lettering(self) -> Lettering:
        """Its first exhibitor's name, in lines that fit."""
        return lettered(self.exhibitors[0].short_name, self.box.width, self.box.depth)


def stands_of(edition: Edition, hall: Hall | int) -> list[Stand]:
    """Return the stands of an edition in a hall by number: three queries, however many there are."""
    columns = ("pk", "number", "kind", "area", "zone_id", "pavilion_id", "outline")
    rows = Booth.objects.filter(edition=edition, hall=hall).values_list(*columns)
    places = [Place._make([*row[:-1], ring_of(row[-1])]) for row in rows]
    places.sort(key=lambda place: order(place.number))
    return list(_stands(places, _claims(edition, hall)))


@dataclass
class _Claimed:
    """Whether somebody has a booth for good, and which public exhibitors show there, its holder first."""

    is_let: bool = False
    exhibitors: list[Shown] = field(default_factory=list)


def _claims(edition: Edition, hall: Hall | int) -> dict[int, _Claimed]:
    """What is claimed of each booth now; an offer that was not answered in time holds nothing."""
    live = BoothClaim.objects.live().filter(booth__edition=edition, booth__hall=hall)
    holders_first = live.order_by("-part", "pk")
    shown = _shown(edition, hall)
    found: dict[int, _Claimed] = defaultdict(_Claimed)
    for booth, state, exhibitor in holders_first.values_list("booth_id", "state", "exhibitor_id"):
        of_booth = found[booth]
        if state == Claim.LET:
            of_booth.is_let = True
            of_booth.exhibitors += [shown[exhibitor]] if exhibitor in shown else []
    return found


def _shown(edition: Edition, hall: Hall | int) -> dict[int, Shown]:
    """The hall's exhibitors that everybody may see, by key."""
    let = BoothClaim.objects.filter(booth__edition=edition, booth__hall=hall, state=Claim.LET)
    public = Exhibitor.objects.public().filter(edition=edition, pk__in=let.values("exhibitor")).order_by()
    rows = public.values_list("pk", "company__name", "company__name_en")
    return {pk: Shown(pk, reverse("exhibitor", args=[pk]), *names) for pk, *names in rows}


def _stands(places: list[Place], claims: dict[int, _Claimed]) -> Iterator[Stand]:
    """Draw together what one exhibitor has side by side; a stand stands where its first booth does in the order."""
    merged = {stand.places[0].pk: stand for stand in _shown_stands(places, claims)}
    inside = {place.pk for stand in merged.values() for place in stand.places}
    for place in places:
        if place.pk in merged:
            yield merged[place.pk]
        elif place.pk not in inside:
            claimed = claims.get(place.pk)
            yield Stand([place], "free" if claimed is None else "let" if claimed.is_let else "held")


def _shown_stands(places: list[Place], claims: dict[int, _Claimed]) -> Iterator[Stand]:
    by_holder: dict[Shown, list[Place]] = defaultdict(list)
    for place in places:
        if place.pk in claims and claims[place.pk].exhibitors:
            by_holder[claims[place.pk].exhibitors[0]].append(place)
    for of_one in by_holder.values():
        for group in neighbours([place.ring for place in of_one]):
            together = [of_one[number] for number in group]
            yield Stand(
                together, "let", _once(each for place in together for each in claims[place.pk].exhibitors)
            )


def _once(exhibitors: Iterable[Shown]) -> list[Shown]:
    return list(dict.fromkeys(exhibitors))
