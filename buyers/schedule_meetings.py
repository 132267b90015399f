"""From rows to the scheduling core and back: loads, calls, saves."""

from dataclasses import asdict
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from buyers import scheduling
from buyers.acts.proposals import Place, propose
from buyers.models import Delegate, Meeting, MeetingRequest, Proposal
from buyers.states import MeetingState, Request
from exhibitors.models import BoothClaim, Exhibitor
from exhibitors.states import Claim
from expo.fair.models import Edition, MeetingPoint, Occupancy, Slot, Walk
from expo.fair.runs import going_on
from expo.runs.kinds import Cancelled, Progress, work
from expo.runs.models import Run

KIND = "scheduling"
SECONDS = 20.0


def result_of(run: Run) -> str:
    """Return the address of what a run proposes."""
    return Proposal(pk=run.outcome["proposal"]).get_absolute_url()


@work(
    KIND,
    title=_("Schedule meetings"),
    words={
        "placed": _("Meetings proposed"),
        "unplaced": _("Requests without a time"),
        "value_before": _("Value of the meetings that are fixed (by priority)"),
        "value": _("Value with the proposal"),
        "bound": _("No timetable can reach more than"),
        "bound_method": _("How that is known"),
    },
    result=result_of,
)
def schedule_all(run: Run, progress: Progress) -> dict[str, Any]:
    """Propose a time and a place for every accepted request, or say why not; fixed meetings stay where they are."""
    edition = Edition.objects.get(pk=run.params["edition"])
    limits = scheduling.Limits(seconds=float(run.params.get("seconds", SECONDS)))
    timetable = Timetable(edition)
    answer = scheduling.solve(timetable.problem, limits, seed=run.pk, progress=going_on(progress))
    if answer.status == scheduling.Status.CANCELLED:
        raise Cancelled
    places, unplaced = timetable.places(answer), timetable.unplaced(answer)
    fixed = timetable.value_fixed
    figures = {
        "value_before": fixed,
        "value": fixed + answer.value,
        "bound": fixed + answer.bound,
        "bound_method": answer.bound_method,
    }
    proposal = propose(edition, run, places, unplaced, figures, actor=run.started_by)
    counts = {"placed": len(places), "unplaced": len(unplaced)}
    return {**counts, **figures, "status": str(answer.status), "proposal": proposal.pk}


class Timetable:
    """An edition's slots, people and open requests, as the core's problem, with the keys to come back by.

    Meetings that are fixed already don't move: they are times at which their people and places are taken.
    """

    def __init__(self, edition: Edition) -> None:
        """Load everything the problem needs, in a fixed number of queries."""
        self.slots = list(Slot.objects.filter(day__edition=edition, day__kind="trade").select_related("day"))
        self._taken = self._taken_times(edition)
        self._requests = list(self._open_requests(edition))
        self._far = self._far_halls(edition)
        self.value_fixed = self._value_fixed(edition)
        exhibitors = tuple(self._exhibitors())
        ruled_out = self._ruled_out(edition, {exhibitor.id: exhibitor.hall for exhibitor in exhibitors})
        self.problem = scheduling.Problem(
            slots=len(self.slots),
            requests=tuple(
                scheduling.Request(
                    each.pk,
                    each.delegate_id,
                    each.exhibitor_id,
                    each.priority,
                    ruled_out.get(each.pk, frozenset()),
                )
                for each in self._requests
            ),
            delegates=tuple(self._delegates()),
            exhibitors=exhibitors,
            days=tuple(slot.day.date.toordinal() for slot in self.slots),
            far=self._far,
        )

    def places(self, answer: scheduling.Answer) -> list[Place]:
        """The placements, by the keys of their rows."""
        exhibitor = {each.pk: each.exhibitor_id for each in self._requests}
        return [
            Place(
                request=each.request,
                slot=self.slots[each.slot].pk,
                point=each.point,
                representative=self._representative[exhibitor[each.request], each.host],
            )
            for each in answer.placements
        ]

    def unplaced(self, answer: scheduling.Answer) -> dict[int, dict[str, Any]]:
        """Why requests were not placed, by their key."""
        return {
            each.request: {"reason": str(each.reason), "values": asdict(each)["values"]}
            for each in answer.unplaced
        }

    def _open_requests(self, edition: Edition) -> QuerySet[MeetingRequest]:
        """Those that were accepted and have no meeting yet."""
        fixed = Meeting.objects.filter(request=OuterRef("pk"), state=MeetingState.CONFIRMED)
        accepted = MeetingRequest.objects.filter(state=Request.ACCEPTED, exhibitor__edition=edition)
        return accepted.filter(~Exists(fixed)).order_by("pk")

    def _far_halls(self, edition: Edition) -> frozenset[tuple[int, int]]:
        """The halls between which a walk takes longer than two meetings in a row leave for it."""
        walks = Walk.objects.filter(minutes__gt=edition.walking_minutes)
        return frozenset(walks.values_list("one", "other"))

    def _ruled_out(self, edition: Edition, halls: dict[int, int | None]) -> dict[int, frozenset[int]]:
        """By request, the slots from which its delegate could not walk to a meeting that is fixed, or back."""
        fixed: dict[int, list[tuple[int, int]]] = {}
        number = {slot.pk: place for place, slot in enumerate(self.slots)}
        confirmed = Meeting.objects.filter(state=MeetingState.CONFIRMED, request__exhibitor__edition=edition)
        for delegate, slot, hall in confirmed.values_list(
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

    def _value_fixed(self, edition: Edition) -> int:
        """What the meetings that are fixed already are worth."""
        fixed = MeetingRequest.objects.filter(
            meetings__state=MeetingState.CONFIRMED, exhibitor__edition=edition
        )
        return fixed.aggregate(sum=Sum("priority"))["sum"] or 0

    def _taken_times(self, edition: Edition) -> dict[tuple[str, int], frozenset[int]]:
        """By person or point, the slots in which they are taken."""
        taken: dict[tuple[str, int], set[int]] = {}
        for stay in Occupancy.objects.filter(edition=edition):
            who = ("person", stay.person_id) if stay.person_id else ("point", stay.point_id)
            slots = (
                number
                for number, slot in enumerate(self.slots)
                if stay.during.lower < slot.ends_at and slot.starts_at < stay.during.upper
            )
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
        return frozenset(
            number
            for number, slot in enumerate(self.slots)
            if (first and slot.day.date < first) or (last and slot.day.date > last)
        )

    def _exhibitors(self) -> list[scheduling.Exhibitor]:
        keys = {request.exhibitor_id for request in self._requests}
        points = self._points_of(keys)
        self._representative: dict[tuple[int, int], int] = {}
        found = []
        for exhibitor in (
            Exhibitor.objects.filter(pk__in=keys).prefetch_related("representatives").order_by("pk")
        ):
            hosts = []
            for each in exhibitor.representatives.all():
                self._representative[exhibitor.pk, each.person_id] = each.pk
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
        found: dict[int, tuple[list[scheduling.Point], set[int]]] = {}
        for point in MeetingPoint.objects.filter(booth__in=holders).select_related("booth").order_by("pk"):
            taken = self._taken.get(("point", point.pk), frozenset())
            for exhibitor in holders[point.booth_id]:  # type: ignore[index]
                tables, halls = found.setdefault(exhibitor, ([], set()))
                tables.append(scheduling.Point(point.pk, taken))
                halls.add(point.booth.hall_id)  # type: ignore[union-attr]
        return found
