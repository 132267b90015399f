"""Where an exhibitor stands, in few words: booths together that are together."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Exists, OuterRef, QuerySet

from exhibitors.models import BoothClaim
from expo.fair.booth_numbers import as_range, in_short, order, runs
from expo.fair.models import Booth, Edition, Hall


def halls_of(edition: Edition) -> QuerySet[Hall]:
    """The halls in which an edition has booths."""
    return Hall.objects.filter(Exists(Booth.objects.filter(edition=edition, hall=OuterRef("pk"))))


@dataclass(frozen=True)
class Together:
    """An exhibitor's booths in one zone of a hall."""

    booths: list[Booth]

    @property
    def ranges(self) -> list[tuple[str, str]]:
        """The booths' numbers in short, each range with the number that it begins with."""
        return [(run[0], as_range(run)) for run in runs(booth.number for booth in self.booths)]

    @property
    def numbers(self) -> str:
        """The booths' numbers in short."""
        return in_short(booth.number for booth in self.booths)

    @property
    def area(self) -> int:
        """Square metres."""
        return sum(booth.area for booth in self.booths)

    @property
    def first(self) -> Booth:
        """The booth with the lowest number, whose hall and zone are those of all."""
        return self.booths[0]


def together(claims: Iterable[BoothClaim]) -> list[Together]:
    """Return the booths that are claimed by halls and their zones, in the order of their numbers."""
    booths = sorted((claim.booth for claim in claims), key=lambda booth: order(booth.number))
    booths.sort(key=lambda booth: (booth.hall_id, booth.zone_id))
    return [
        Together(list(of_one))
        for _key, of_one in groupby(booths, lambda booth: (booth.hall_id, booth.zone_id))
    ]
