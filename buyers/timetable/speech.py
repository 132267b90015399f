"""Who can talk with whom: which hosts a delegate is met by, and where it takes an interpreter."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from buyers import scheduling
from buyers.interpreting import Team, dealt_out, pools_of, share_a_language
from buyers.models import MeetingRequest
from buyers.on_duty import OnDuty
from buyers.timetable.hours import Hours
from buyers.timetable.stands import Stands

NOTHING: frozenset[int] = frozenset()


class Speech:
    """For each request the hosts who may meet the delegate, or the interpreters any one of whom will do.

    A delegate is met by hosts who speak their language, if there are some; where none does, with an interpreter. An
    edition without interpreters leaves it to people how they talk; so do meetings that stand without one.
    """

    def __init__(
        self,
        requests: Iterable[MeetingRequest],
        stands: Stands,
        hours: Hours,
        on_duty: OnDuty,
        does_without: Callable[[int], bool],
    ) -> None:
        """Look at each request; `does_without` says whose meeting stands without an interpreter."""
        self._hours = hours
        self._languages = stands.languages
        self._on_duty = on_duty
        self._free = {
            pk: on_duty.slots[pk] - hours.of_person(row.person_id) for pk, row in on_duty.rows.items()
        }
        self._parts: dict[tuple[int, frozenset[int]], scheduling.Exhibitor] = {}
        self._team: dict[int, Team] = {}
        self._first: dict[int, list[str]] = {}  # what each side speaks first of all
        self.side = {
            request.pk: _met(request, stands)
            if not on_duty or does_without(request.pk)
            else self._side(request, _met(request, stands))
            for request in requests
        }
        self.pools, self._takes = pools_of(self._team.values(), self._free, len(hours.slots))

    def pools_for(self, request: int) -> frozenset[int]:
        """The pools of which a request's meeting takes a place."""
        return self._takes[self._team[request]] if request in self._team else NOTHING

    def interpreters(self, answer: scheduling.Answer, had: dict[int, int]) -> dict[int, int]:
        """By request its interpreter, the one that it had where possible."""
        meetings = {
            each.request: (each.slot, self._team[each.request])
            for each in answer.placements
            if each.request in self._team
        }
        return dealt_out(meetings, self._free, had)

    def needs_one(self, request: int) -> bool:
        """Whether a request's meeting takes an interpreter."""
        return request in self._team

    def why_none(self, request: int, slots: Sequence[int]) -> dict[str, Any]:
        """Between which languages and when nobody is free, as the sentence needs it."""
        return {
            "between": self._first[request],
            "first": self._hours.told(slots[0]) if slots else "",
            "others": max(0, len(slots) - 1),
        }

    def _side(self, request: MeetingRequest, whole: scheduling.Exhibitor) -> scheduling.Exhibitor:
        """The exhibitor, or those of it who speak with the delegate: to the core another one with the same tables."""
        speaks = request.delegate.person.languages
        hosts = {host.id: self._languages[host.id] for host in whole.hosts}
        able = frozenset(host for host, languages in hosts.items() if share_a_language(speaks, languages))
        if hosts and not able:
            self._team[request.pk] = self._on_duty.team(speaks, list(hosts.values()))
            self._first[request.pk] = [speaks[0], next(each[0] for each in hosts.values() if each)]
        if not able or len(able) == len(hosts):
            return whole
        some = tuple(host for host in whole.hosts if host.id in able)
        part = replace(whole, id=-1 - len(self._parts), hosts=some)
        return self._parts.setdefault((whole.id, able), part)


def _met(request: MeetingRequest, stands: Stands) -> scheduling.Exhibitor:
    if request.is_online:
        return stands.online(request.exhibitor_id)
    return stands.exhibitors[request.exhibitor_id]
