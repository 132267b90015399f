"""Where and by whom exhibitors are met: their tables, those of meeting halls or, online, links; and who hosts."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from buyers import scheduling
from buyers.timetable.hours import Hours
from exhibitors.models import BoothClaim, Exhibitor
from exhibitors.states import Claim
from expo.fair.models import Edition, MeetingPoint

ONLINE = -(2**40)  # what is added to the key of who is met by link, so that it is no other's


class Stands:
    """Exhibitors as the core knows them, with the keys to come back by; read in five queries.

    Who has no table at a booth of its own is met in a meeting hall, at any table there that is free.
    """

    def __init__(self, edition: Edition, keys: Collection[int], hours: Hours) -> None:
        """Read those of an edition's exhibitors with these keys."""
        self._hours = hours
        self._representative: dict[tuple[int, int], int] = {}
        self.languages: dict[int, list[str]] = {}  # of those who host, by person
        shared = MeetingPoint.objects.filter(edition=edition, booth=None).order_by("pk")
        by_kind: dict[str, list[MeetingPoint]] = {}
        for point in shared:
            by_kind.setdefault(point.kind, []).append(point)
        in_halls = by_kind.get(MeetingPoint.Kind.HALL, [])
        own = self._tables(keys)
        tables = {key: own.get(key, in_halls) for key in keys}
        rows = Exhibitor.objects.filter(pk__in=keys).prefetch_related("representatives__person")
        self.exhibitors = {
            row.pk: scheduling.Exhibitor(
                row.pk,
                self._points(tables[row.pk]),
                tuple(self._hosts(row)),
                _hall(tables[row.pk]),
            )
            for row in rows.order_by("pk")
        }

        self._links = self._points(by_kind.get(MeetingPoint.Kind.LINK, []))

    def online(self, exhibitor: int) -> scheduling.Exhibitor:
        """An exhibitor as it is met by link: to the core another one, with the same hosts, near to everything."""
        return replace(self.exhibitors[exhibitor], id=ONLINE - exhibitor, points=self._links, hall=None)

    def representative(self, exhibitor: int, person: int) -> int:
        """The key of somebody as an exhibitor's representative."""
        return self._representative[exhibitor, person]

    def _points(self, tables: Collection[MeetingPoint]) -> tuple[scheduling.Point, ...]:
        return tuple(scheduling.Point(each.pk, self._hours.of_table(each)) for each in tables)

    def _hosts(self, row: Exhibitor) -> Iterator[scheduling.Host]:
        for each in row.representatives.all():
            self._representative[row.pk, each.person_id] = each.pk
            self.languages[each.person_id] = each.person.languages
            yield scheduling.Host(each.person_id, self._hours.of_person(each.person_id))

    def _tables(self, keys: Collection[int]) -> dict[int, list[MeetingPoint]]:
        """By exhibitor, the tables at its booths; who shares a booth shares them."""
        claims = BoothClaim.objects.filter(exhibitor__in=keys, state=Claim.LET)
        holders: dict[int | None, list[int]] = {}
        for booth, exhibitor in claims.values_list("booth", "exhibitor"):
            holders.setdefault(booth, []).append(exhibitor)
        found: dict[int, list[MeetingPoint]] = {}
        for point in MeetingPoint.objects.filter(booth__in=holders).select_related("booth").order_by("pk"):
            for exhibitor in holders[point.booth_id]:
                found.setdefault(exhibitor, []).append(point)
        return found


def _hall(tables: Collection[MeetingPoint]) -> int | None:
    """The hall of all of them; None where they are in none, or in several."""
    halls = {point.booth.hall_id if point.booth else point.hall_id for point in tables}
    return halls.pop() if len(halls) == 1 else None
