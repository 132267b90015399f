"""From rows to the scheduling core and back."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from buyers import scheduling
from buyers.acts.proposals import Changed, Place
from buyers.interpreting import Team, dealt_out, pools_of, share_a_language
from buyers.models import Delegate, Meeting, MeetingRequest
from buyers.on_duty import OnDuty
from buyers.states import MeetingState, Request
from exhibitors.models import BoothClaim, Exhibitor
from exhibitors.states import Claim
from expo.fair.models import Closure, Edition, MeetingPoint, Occupancy, Slot, Walk


class Timetable:
    """An edition's slots, people and open requests, as the core's problem, with the keys to come back by.

    Meetings that are fixed don't move, unless they may: they are times at which their people and places are taken.
    What has begun never moves, nor what is held in a meeting hall or online, where it was put by hand; and nobody is
    given a slot that has begun.
    """

    def __init__(self, edition: Edition, *, may_move: bool = False) -> None:
        """Load everything the problem needs, in a fixed number of queries."""
        now = timezone.now()
        self._zone = edition.zone
        self.slots = list(Slot.objects.filter(day__edition=edition, day__kind="trade").select_related("day"))
        self._begun = frozenset(number for number, slot in enumerate(self.slots) if slot.starts_at <= now)
        confirmed = Meeting.objects.filter(state=MeetingState.CONFIRMED, request__exhibitor__edition=edition)
        later = confirmed.filter(slot__starts_at__gt=now, point__kind=MeetingPoint.Kind.BOOTH)
        movable = later if may_move else confirmed.none()
        movable = movable.select_related("representative", "interpreter")
        self._meetings = {each.request_id: each for each in movable}
        self._fixed = confirmed.exclude(pk__in=[each.pk for each in self._meetings.values()])
        self._taken = self._taken_times(edition)
        self._requests = list(self._open_requests(edition))
        self._far = self._far_halls(edition)
        self._value_fixed = self._fixed.aggregate(sum=Sum("request__priority"))["sum"] or 0
        self._exhibitor = {each.pk: each.exhibitor_id for each in self._requests}
        self._on_duty = OnDuty(edition, self.slots)
        self._free = self._free_to_interpret()
        exhibitors = self._exhibitors()
        ruled_out = self._ruled_out({exhibitor.id: exhibitor.hall for exhibitor in exhibitors})
        sides = self._sides(exhibitors)
        pools, takes = pools_of(self._team.values(), self._free, len(self.slots))
        self.problem = scheduling.Problem(
            slots=len(self.slots),
            requests=tuple(
                scheduling.Request(
                    each.pk,
                    each.delegate_id,
                    sides[each.pk].id,
                    each.priority,
                    ruled_out.get(each.pk, frozenset()),
                    takes[self._team[each.pk]] if each.pk in self._team else frozenset(),
                )
                for each in self._requests
            ),
            delegates=tuple(self._delegates()),
            exhibitors=tuple({side.id: side for side in (*exhibitors, *sides.values())}.values()),
            pools=pools,
            days=tuple(slot.day.date.toordinal() for slot in self.slots),
            far=self._far,
        )

    @property
    def before(self) -> list[scheduling.Placement]:
        """The meetings that may move, as they stand; those outside the slots there are now are in none."""
        number = {slot.pk: place for place, slot in enumerate(self.slots)}
        return [
            scheduling.Placement(request, number[each.slot_id], each.point_id, each.representative.person_id)
            for request, each in self._meetings.items()
            if each.slot_id in number
        ]

    def changes(self, answer: scheduling.Answer) -> list[Changed]:
        """What differs from the meetings that stand, by the keys of their rows: who goes, who moves, who is new."""
        places = self._places(answer)
        gone = self._meetings.keys() - places.keys()
        moved = [request for request in places if request in self._meetings]
        return [
            *(Changed(request, meeting=self._meetings[request].pk) for request in sorted(gone)),
            *(
                Changed(request, places[request], self._meetings[request].pk)
                for request in moved
                if places[request] != _place_of(self._meetings[request])
            ),
            *(Changed(request, place) for request, place in places.items() if request not in self._meetings),
        ]

    def _places(self, answer: scheduling.Answer) -> dict[int, Place]:
        """By request the keys of its place; who needs an interpreter and finds none has no place."""
        speaking = self._interpreters(answer)
        return {
            each.request: Place(
                self.slots[each.slot].pk,
                each.point,
                self._representative[self._exhibitor[each.request], each.host],
                speaking.get(each.request),
            )
            for each in answer.placements
            if each.request not in self._team or each.request in speaking
        }

    def _interpreters(self, answer: scheduling.Answer) -> dict[int, int]:
        """By request its interpreter, the one that it had where possible."""
        meetings = {
            each.request: (each.slot, self._team[each.request])
            for each in answer.placements
            if each.request in self._team
        }
        had = {
            request: each.interpreter_id for request, each in self._meetings.items() if each.interpreter_id
        }
        return dealt_out(meetings, self._free, had)

    def _free_to_interpret(self) -> dict[int, frozenset[int]]:
        """By interpreter, the slots in which they are on duty and nowhere else."""
        return {
            pk: self._on_duty.slots[pk] - self._taken.get(("person", row.person_id), frozenset())
            for pk, row in self._on_duty.rows.items()
        }

    def _sides(self, exhibitors: list[scheduling.Exhibitor]) -> dict[int, scheduling.Exhibitor]:
        """By request, whom it meets: the exhibitor, or only those of its hosts who speak the delegate's language.

        Where none does, the request gets a team of interpreters. An edition without any leaves that to people.
        """
        whole = {each.id: each for each in exhibitors}
        parts: dict[tuple[int, frozenset[int]], scheduling.Exhibitor] = {}
        self._team: dict[int, Team] = {}
        self._speech: dict[int, list[str]] = {}  # what each side speaks first of all
        sides = {}
        for request in self._requests:
            side = sides[request.pk] = whole[request.exhibitor_id]
            if not self._on_duty or self._does_without(request):
                continue
            speaks = request.delegate.person.languages
            hosts = {host.id: self._languages[host.id] for host in side.hosts}
            able = frozenset(host for host, languages in hosts.items() if share_a_language(speaks, languages))
            if hosts and not able:
                self._team[request.pk] = self._on_duty.team(speaks, list(hosts.values()))
                self._speech[request.pk] = [speaks[0], next(each[0] for each in hosts.values() if each)]
            elif len(able) < len(hosts):
                some = tuple(host for host in side.hosts if host.id in able)
                part = replace(side, id=-1 - len(parts), hosts=some)
                sides[request.pk] = parts.setdefault((side.id, able), part)
        return sides

    def _does_without(self, request: MeetingRequest) -> bool:
        """Whether its meeting stands without an interpreter: they see for themselves how to talk."""
        return request.pk in self._meetings and self._meetings[request.pk].interpreter_id is None

    def figures(self, answer: scheduling.Answer) -> dict[str, Any]:
        """What stands is worth, what the answer is, and what none can pass."""
        weight = {request.id: request.weight for request in self.problem.requests}
        return {
            "value_before": self._value_fixed + sum(weight[request] for request in self._meetings),
            "value": self._value_fixed + answer.value,
            "bound": self._value_fixed + answer.bound,
            "bound_method": answer.bound_method,
        }

    def unplaced(self, answer: scheduling.Answer) -> dict[int, dict[str, Any]]:
        """Why requests were not placed, by their key."""
        found = {
            each.request: {"reason": str(each.reason), "values": asdict(each)["values"]}
            for each in answer.unplaced
        }
        silent = self._team.keys() - found.keys() - self._interpreters(answer).keys()
        found |= {request: {"reason": scheduling.Reason.POOL_EMPTY, "values": {}} for request in silent}
        for request, why in found.items():
            if why["reason"] == scheduling.Reason.POOL_EMPTY:
                why["values"] = self._nobody_interprets(request, why["values"].get("slots", ()))
        return found

    def _nobody_interprets(self, request: int, slots: Sequence[int]) -> dict[str, Any]:
        """Between which languages and when nobody is free, as the sentence needs it."""
        times = [self.slots[slot].starts_at.astimezone(self._zone) for slot in slots]
        return {
            "between": self._speech[request],
            "first": f"{times[0]:%Y-%m-%d %H:%M}" if times else "",
            "others": max(0, len(times) - 1),
        }

    def _open_requests(self, edition: Edition) -> QuerySet[MeetingRequest]:
        """Those that were accepted and have no meeting that stands."""
        fixed = self._fixed.filter(request=OuterRef("pk"))
        accepted = MeetingRequest.objects.filter(state=Request.ACCEPTED, exhibitor__edition=edition)
        return accepted.filter(~Exists(fixed)).select_related("delegate__person").order_by("pk")

    def _far_halls(self, edition: Edition) -> frozenset[tuple[int, int]]:
        """The halls between which a walk takes longer than two meetings in a row leave for it."""
        walks = Walk.objects.filter(minutes__gt=edition.walking_minutes)
        return frozenset(walks.values_list("one", "other"))

    def _ruled_out(self, halls: dict[int, int | None]) -> dict[int, frozenset[int]]:
        """By request, the slots from which its delegate could not walk to a meeting that is fixed, or back."""
        fixed: dict[int, list[tuple[int, int]]] = {}
        number = {slot.pk: place for place, slot in enumerate(self.slots)}
        for delegate, slot, hall in self._fixed.values_list(
            "request__delegate", "slot", Coalesce("point__booth__hall", "point__hall")
        ):
            if slot in number and hall is not None:
                fixed.setdefault(delegate, []).append((number[slot], hall))
        return {
            request.pk: frozenset(
                side
                for slot, hall in fixed.get(request.delegate_id, ())
                if not self._far.isdisjoint(((hall, here := halls[request.exhibitor_id]), (here, hall)))
                for side in (slot - 1, slot + 1)
                if 0 <= side < len(self.slots) and self.slots[side].day == self.slots[slot].day
            )
            for request in self._requests
        }

    def _slots_between(self, start: datetime, end: datetime) -> frozenset[int]:
        """The slots of which some part lies in a time."""
        return frozenset(
            number for number, slot in enumerate(self.slots) if start < slot.ends_at and slot.starts_at < end
        )

    def _closed(self) -> dict[int, frozenset[int]]:
        """By hall, the slots in which it is closed."""
        closed: dict[int, frozenset[int]] = {}
        for each in Closure.objects.all():
            slots = self._slots_between(each.starts_at, each.ends_at)
            closed[each.hall_id] = closed.get(each.hall_id, frozenset()) | slots
        return closed

    def _taken_times(self, edition: Edition) -> dict[tuple[str, int], frozenset[int]]:
        """By person or point, the slots in which they are taken."""
        taken: dict[tuple[str, int], set[int]] = {}
        movable = [each.pk for each in self._meetings.values()]
        stays = Occupancy.objects.filter(edition=edition)
        for stay in stays.exclude(cause=Occupancy.Cause.MEETING, cause_id__in=movable):
            who = ("person", stay.person_id) if stay.person_id else ("point", stay.point_id)
            slots = self._slots_between(stay.during.lower, stay.during.upper)
            taken.setdefault(who, set()).update(slots)  # type: ignore[arg-type]
        return {who: frozenset(slots) for who, slots in taken.items()}

    def _delegates(self) -> list[scheduling.Delegate]:
        keys = {request.delegate_id for request in self._requests}
        return [
            scheduling.Delegate(
                delegate.pk,
                self._absent(delegate) | self._taken.get(("person", delegate.person_id), frozenset()),
            )
            for delegate in Delegate.objects.filter(pk__in=keys).order_by("pk")
        ]

    def _absent(self, delegate: Delegate) -> frozenset[int]:
        first, last = delegate.arrives_on, delegate.leaves_on
        return self._begun | {
            number
            for number, slot in enumerate(self.slots)
            if (first and slot.day.date < first) or (last and slot.day.date > last)
        }

    def _exhibitors(self) -> list[scheduling.Exhibitor]:
        keys = {request.exhibitor_id for request in self._requests}
        points = self._points_of(keys)
        self._representative: dict[tuple[int, int], int] = {}
        self._languages: dict[int, list[str]] = {}
        found = []
        for exhibitor in (
            Exhibitor.objects.filter(pk__in=keys).prefetch_related("representatives__person").order_by("pk")
        ):
            hosts = []
            for each in exhibitor.representatives.all():
                self._representative[exhibitor.pk, each.person_id] = each.pk
                self._languages[each.person_id] = each.person.languages
                taken = self._taken.get(("person", each.person_id), frozenset())
                hosts.append(scheduling.Host(each.person_id, taken))
            tables, halls = points.get(exhibitor.pk, ([], set()))
            hall = halls.pop() if len(halls) == 1 else None
            found.append(scheduling.Exhibitor(exhibitor.pk, tuple(tables), tuple(hosts), hall))
        return found

    def _points_of(self, exhibitors: set[int]) -> dict[int, tuple[list[scheduling.Point], set[int]]]:
        """By exhibitor its tables, and the halls in which they stand."""
        claims = BoothClaim.objects.filter(exhibitor__in=exhibitors, state=Claim.LET).values_list(
            "booth", "exhibitor"
        )
        holders: dict[int, list[int]] = {}
        for booth, exhibitor in claims:
            holders.setdefault(booth, []).append(exhibitor)
        closed = self._closed()
        found: dict[int, tuple[list[scheduling.Point], set[int]]] = {}
        for point in MeetingPoint.objects.filter(booth__in=holders).select_related("booth").order_by("pk"):
            taken = self._taken.get(("point", point.pk), frozenset())
            taken |= closed.get(point.booth.hall_id, frozenset())  # type: ignore[union-attr]
            for exhibitor in holders[point.booth_id]:  # type: ignore[index]
                tables, halls = found.setdefault(exhibitor, ([], set()))
                tables.append(scheduling.Point(point.pk, taken))
                halls.add(point.booth.hall_id)  # type: ignore[union-attr]
        return found


def _place_of(meeting: Meeting) -> Place:
    return Place(meeting.slot_id, meeting.point_id, meeting.representative_id, meeting.interpreter_id)
