"""An edition's timetable as the core's problem, and the core's answer as changes of rows."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from buyers import scheduling
from buyers.acts.proposals import Changed, Place
from buyers.models import Delegate, Meeting, MeetingRequest
from buyers.on_duty import OnDuty
from buyers.states import MeetingState, Request
from buyers.timetable.hours import NONE, Hours, Slots
from buyers.timetable.speech import Speech
from buyers.timetable.stands import Stands
from buyers.unheld import attended_online
from exhibitors.models import BoothClaim
from exhibitors.states import Claim
from expo.fair.models import Edition, MeetingPoint, Walk


class Timetable:
    """An edition's slots, people and open requests, as the core's problem, with the keys to come back by.

    Meetings that are fixed don't move, unless they may: they are times at which their people and places are taken.
    What has begun never moves, nor what was put by hand into a meeting hall though the exhibitor has a table, or online
    though the delegates are at the fair; and nobody is given a slot that has begun.
    """

    def __init__(self, edition: Edition, *, may_move: bool = False) -> None:
        """Load everything the problem needs, in a fixed number of queries."""
        confirmed = Meeting.objects.filter(state=MeetingState.CONFIRMED, request__exhibitor__edition=edition)
        self._meetings = {each.request_id: each for each in _movable(confirmed)} if may_move else {}
        moving = [each.pk for each in self._meetings.values()]
        self._fixed = confirmed.exclude(pk__in=moving)
        self._value_fixed = self._fixed.aggregate(sum=Sum("request__priority"))["sum"] or 0
        self._requests = list(_open_requests(edition, self._fixed))
        self._exhibitor = {each.pk: each.exhibitor_id for each in self._requests}
        self._hours = Hours(edition, moving)
        self._stands = Stands(edition, {each.exhibitor_id for each in self._requests}, self._hours)
        on_duty = OnDuty(edition, self._hours.slots)
        self._speech = Speech(self._requests, self._stands, self._hours, on_duty, self._does_without)
        self._far = _far_halls(edition)
        self.problem = self._problem()

    @property
    def before(self) -> list[scheduling.Placement]:
        """The meetings that may move, as they stand; those outside the slots there are now are in none."""
        number = self._hours.number
        return [
            scheduling.Placement(request, number[each.slot_id], each.point_id, each.representative.person_id)
            for request, each in self._meetings.items()
            if each.slot_id in number
        ]

    def changes(self, answer: scheduling.Answer) -> list[Changed]:
        """What differs from the meetings that stand, by the keys of their rows: who goes, who moves, who is new."""
        places = self._places(answer)
        gone = sorted(self._meetings.keys() - places.keys())
        moved = [
            Changed(request, place, self._meetings[request].pk)
            for request, place in places.items()
            if request in self._meetings and place != _place_of(self._meetings[request])
        ]
        return [
            *(Changed(request, meeting=self._meetings[request].pk) for request in gone),
            *moved,
            *(Changed(request, place) for request, place in places.items() if request not in self._meetings),
        ]

    def figures(self, answer: scheduling.Answer) -> dict[str, Any]:
        """What stands is worth, what the answer is, and what none can pass; and how smoothly the days go."""
        weight = {request.id: request.weight for request in self.problem.requests}
        return {
            "value_before": self._value_fixed + sum(weight[request] for request in self._meetings),
            "value": self._value_fixed + answer.value,
            "bound": self._value_fixed + answer.bound,
            "bound_method": answer.bound_method,
            "idle": answer.idle,
            "walks": answer.walks,
        }

    def unplaced(self, answer: scheduling.Answer) -> dict[int, dict[str, Any]]:
        """Why requests were not placed, by their key."""
        found = {
            each.request: {"reason": str(each.reason), "values": asdict(each)["values"]}
            for each in answer.unplaced
        }
        silent = {each.request for each in answer.placements} - self._places(answer).keys()
        found |= {request: {"reason": scheduling.Reason.POOL_EMPTY, "values": {}} for request in silent}
        for request, why in found.items():
            if why["reason"] == scheduling.Reason.POOL_EMPTY:
                why["values"] = self._speech.why_none(request, why["values"].get("slots", ()))
        return found

    def _problem(self) -> scheduling.Problem:
        sides = self._speech.side
        shut = self._out_of_reach()
        exhibitors = (*self._stands.exhibitors.values(), *sides.values())
        return scheduling.Problem(
            slots=len(self._hours.slots),
            requests=tuple(
                scheduling.Request(
                    each.pk,
                    each.delegate_id,
                    sides[each.pk].id,
                    each.priority,
                    shut.get(each.pk, NONE),
                    self._speech.pools_for(each.pk),
                    frozenset(companion.pk for companion in each.companions.all()),
                )
                for each in self._requests
            ),
            delegates=tuple(self._delegates()),
            exhibitors=tuple({each.id: each for each in exhibitors}.values()),
            pools=self._speech.pools,
            days=tuple(slot.day.date.toordinal() for slot in self._hours.slots),
            far=self._far,
        )

    def _delegates(self) -> list[scheduling.Delegate]:
        keys = {guest.pk for request in self._requests for guest in request.guests}
        rows = Delegate.objects.filter(pk__in=keys).order_by("pk")
        fixed = self._fixed_a_day()
        return [self._delegate(row, fixed.get(row.pk, {})) for row in rows]

    def _delegate(self, row: Delegate, fixed: dict[int, int]) -> scheduling.Delegate:
        """A delegate whose days are full of fixed meetings has none left; on others one more is one too many."""
        shut, most = self._hours.of_delegate(row), row.most_meetings_a_day
        busy = self._hours.of_person(row.person_id)
        if most is None:
            return scheduling.Delegate(row.pk, shut, busy=busy)
        full = {day for day, number in fixed.items() if number >= most}
        slots = enumerate(self._hours.slots)
        shut |= {number for number, slot in slots if slot.day_id in full}
        left = most - max((number for day, number in fixed.items() if day not in full), default=0)
        return scheduling.Delegate(row.pk, shut, left, busy)

    def _fixed_a_day(self) -> dict[int, dict[int, int]]:
        """By delegate and day, how many meetings are fixed."""
        found: dict[int, dict[int, int]] = {}
        for delegate, day in _with_companions(self._fixed, "slot__day"):
            days = found.setdefault(delegate, {})
            days[day] = days.get(day, 0) + 1
        return found

    def _places(self, answer: scheduling.Answer) -> dict[int, Place]:
        """By request the keys of its place; who needs an interpreter and finds none has no place."""
        had = {key: each.interpreter_id for key, each in self._meetings.items() if each.interpreter_id}
        speaking = self._speech.interpreters(answer, had)
        return {
            each.request: Place(
                self._hours.slots[each.slot].pk,
                each.point,
                self._stands.representative(self._exhibitor[each.request], each.host),
                speaking.get(each.request),
            )
            for each in answer.placements
            if each.request in speaking or not self._speech.needs_one(each.request)
        }

    def _does_without(self, request: int) -> bool:
        """Whether its meeting stands without an interpreter: they see for themselves how to talk."""
        return request in self._meetings and self._meetings[request].interpreter_id is None

    def _out_of_reach(self) -> dict[int, Slots]:
        """By request, the slots from which its delegates could not walk to a meeting that is fixed, or back."""
        fixed: dict[int, list[tuple[int, int]]] = {}
        hall_of = Coalesce("point__booth__hall", "point__hall")
        for delegate, slot, hall in _with_companions(self._fixed, "slot", hall_of):
            if slot in self._hours.number and hall is not None:
                fixed.setdefault(delegate, []).append((self._hours.number[slot], hall))
        return {
            request.pk: frozenset(
                side
                for guest in request.guests
                for slot, hall in fixed.get(guest.pk, ())
                if self._is_far(hall, self._speech.side[request.pk].hall)
                for side in self._hours.beside(slot)
            )
            for request in self._requests
        }

    def _is_far(self, hall: int, other: int | None) -> bool:
        return not self._far.isdisjoint(((hall, other), (other, hall)))


def _movable(confirmed: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Those that have not begun, where the scheduler would put them: at a table of the exhibitor's, if it has one."""
    later = confirmed.filter(slot__starts_at__gt=timezone.now(), request__state=Request.ACCEPTED)
    own = BoothClaim.objects.filter(
        exhibitor=OuterRef("request__exhibitor"), state=Claim.LET, booth__meeting_points__isnull=False
    )
    in_hall = Q(~Exists(own), point__kind=MeetingPoint.Kind.HALL)
    put = Q(point__kind=MeetingPoint.Kind.BOOTH) | in_hall | attended_online()
    return later.filter(put).select_related("representative")


def _open_requests(edition: Edition, fixed: QuerySet[Meeting]) -> QuerySet[MeetingRequest]:
    """Those that were accepted and have no meeting that is fixed."""
    accepted = MeetingRequest.objects.filter(state=Request.ACCEPTED, exhibitor__edition=edition)
    open_ones = accepted.filter(~Exists(fixed.filter(request=OuterRef("pk"))))
    return open_ones.select_related("delegate__person").prefetch_related("companions__person").order_by("pk")


def _with_companions(meetings: QuerySet[Meeting], *facts: Any) -> Iterator[tuple[Any, ...]]:
    """These facts of each meeting, after the key of a delegate who comes to it."""
    yield from meetings.values_list("request__delegate", *facts)
    accompanied = meetings.filter(request__companions__isnull=False)
    yield from accompanied.values_list("request__companions", *facts)


def _far_halls(edition: Edition) -> frozenset[tuple[int, int]]:
    """The halls between which a walk takes longer than two meetings in a row leave for it."""
    walks = Walk.objects.filter(minutes__gt=edition.walking_minutes)
    return frozenset(walks.values_list("one", "other"))


def _place_of(meeting: Meeting) -> Place:
    return Place(meeting.slot_id, meeting.point_id, meeting.representative_id, meeting.interpreter_id)
