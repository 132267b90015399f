"""An edition's slots, numbered, and in which of them who and what is not free."""

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone

from buyers.models import Delegate
from expo.fair.models import Closure, Day, Edition, MeetingPoint, Occupancy, Slot

Slots = frozenset[int]
NONE: Slots = frozenset()


class Hours:
    """The slots of the trade days, in order; read in three queries."""

    def __init__(self, edition: Edition, moving: Collection[int] = ()) -> None:
        """Read them; where meetings are that may be `moving` (keys), everybody counts as free."""
        now = timezone.now()
        trade = Slot.objects.filter(day__edition=edition, day__kind=Day.Kind.TRADE)
        self.slots = list(trade.select_related("day"))
        self.number = {slot.pk: number for number, slot in enumerate(self.slots)}
        self._begun = frozenset(number for number, slot in enumerate(self.slots) if slot.starts_at <= now)
        self._zone = edition.zone
        self._persons: dict[int, Slots] = {}
        self._points: dict[int, Slots] = {}
        stays = Occupancy.objects.filter(edition=edition)
        for stay in stays.exclude(cause=Occupancy.Cause.MEETING, cause_id__in=moving):
            taken, key = (self._persons, stay.person_id) if stay.person_id else (self._points, stay.point_id)
            taken[key] = taken.get(key, NONE) | self._between(stay.during.lower, stay.during.upper)  # type: ignore[index,arg-type]
        self._halls: dict[int, Slots] = {}
        for each in Closure.objects.all():
            shut = self._between(each.starts_at, each.ends_at)
            self._halls[each.hall_id] = self._halls.get(each.hall_id, NONE) | shut

    def of_person(self, person: int) -> Slots:
        """The slots in which somebody is taken."""
        return self._persons.get(person, NONE)

    def of_delegate(self, delegate: Delegate) -> Slots:
        """The slots that have begun, or in which a delegate is not there, asleep, taken, or wishes for a break."""
        first, last = delegate.arrives_on, delegate.leaves_on
        away = {
            number
            for number, slot in enumerate(self.slots)
            if (first and slot.day.date < first)
            or (last and slot.day.date > last)
            or not delegate.is_day(slot)
        }
        return self._begun | away | self._in_break(delegate) | self.of_person(delegate.person_id)

    def _in_break(self, delegate: Delegate) -> Slots:
        begins, ends = delegate.break_from, delegate.break_until
        if begins is None or ends is None:
            return NONE
        clock = [
            (slot.starts_at.astimezone(self._zone).time(), slot.ends_at.astimezone(self._zone).time())
            for slot in self.slots
        ]
        return frozenset(number for number, (start, end) in enumerate(clock) if start < ends and begins < end)

    def of_table(self, point: MeetingPoint) -> Slots:
        """The slots in which a table or a link is taken, or its hall closed."""
        hall = point.booth.hall_id if point.booth else point.hall_id
        return self._points.get(point.pk, NONE) | self._halls.get(hall or 0, NONE)

    def beside(self, number: int) -> list[int]:
        """The slots right before and after one, on the same day."""
        sides = (number - 1, number + 1)
        day = self.slots[number].day_id
        return [side for side in sides if 0 <= side < len(self.slots) and self.slots[side].day_id == day]

    def told(self, number: int) -> str:
        """When a slot begins, in the fair's time."""
        return f"{self.slots[number].starts_at.astimezone(self._zone):%Y-%m-%d %H:%M}"

    def _between(self, start: datetime, end: datetime) -> Slots:
        return frozenset(
            number for number, slot in enumerate(self.slots) if start < slot.ends_at and slot.starts_at < end
        )
