"""What is wrong with an answer, in people's words.

Reads the problem and the answer and nothing else: no step, no helper, no check of the solver's is used here,
so that a mistake there is seen here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from buyers.scheduling.answer import Answer, Status
from buyers.scheduling.problem import Delegate, Exhibitor, Host, Placement, Point, Problem, Request


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule broken: its code, and one sentence."""

    rule: str
    text: str


def violations(problem: Problem, answer: Answer) -> list[Violation]:
    """Judge an answer; an empty list means that it is valid and its statements agree."""
    case = _Case(problem, answer)
    return list(chain.from_iterable(rule(case) for rule in _RULES))


class _Case:
    """The problem and the answer, looked up by id; `placed` are the existing requests that have a meeting."""

    def __init__(self, problem: Problem, answer: Answer) -> None:
        self.problem = problem
        self.answer = answer
        self.requests: dict[int, Request] = {request.id: request for request in problem.requests}
        self.delegates: dict[int, Delegate] = {delegate.id: delegate for delegate in problem.delegates}
        self.exhibitors: dict[int, Exhibitor] = {exhibitor.id: exhibitor for exhibitor in problem.exhibitors}
        self.placed = {place.request for place in answer.placements if place.request in self.requests}

    def known(self) -> Iterator[tuple[Placement, Request]]:
        """The meetings whose request exists."""
        for placement in self.answer.placements:
            if placement.request in self.requests:
                yield placement, self.requests[placement.request]

    def each_guest(self) -> Iterator[tuple[int, Placement, Request]]:
        """The meetings whose request exists, once for each delegate who comes."""
        for placement, request in self.known():
            for delegate in {request.delegate} | request.companions:
                yield delegate, placement, request

    def point(self, placement: Placement, request: Request) -> Point | None:
        """The meeting's point, if it is one of the exhibitor's."""
        points = self.exhibitors[request.exhibitor].points
        return next((point for point in points if point.id == placement.point), None)

    def host(self, placement: Placement, request: Request) -> Host | None:
        """The meeting's host, if one of the exhibitor's."""
        hosts = self.exhibitors[request.exhibitor].hosts
        return next((host for host in hosts if host.id == placement.host), None)


def _unknown_request(case: _Case) -> Iterator[Violation]:
    for placement in case.answer.placements:
        if placement.request not in case.requests:
            yield Violation(
                "unknown-request", f"A meeting is given to request {placement.request}, which is not known."
            )


def _placed_twice(case: _Case) -> Iterator[Violation]:
    for request, times in Counter(placement.request for placement in case.answer.placements).items():
        if times > 1:
            yield Violation("placed-twice", f"Request {request} has {times} meetings instead of one.")


def _slot_out_of_range(case: _Case) -> Iterator[Violation]:
    for placement in case.answer.placements:
        if placement.slot not in range(case.problem.slots):
            yield Violation(
                "slot-out-of-range",
                f"Request {placement.request} meets in slot {placement.slot}, "
                f"but the slots are 0 to {case.problem.slots - 1}.",
            )


def _delegate_twice(case: _Case) -> Iterator[Violation]:
    return _twice("delegate", ((delegate, placement) for delegate, placement, _ in case.each_guest()))


def _point_twice(case: _Case) -> Iterator[Violation]:
    return _twice("point", ((placement.point, placement) for placement in case.answer.placements))


def _host_twice(case: _Case) -> Iterator[Violation]:
    return _twice("host", ((placement.host, placement) for placement in case.answer.placements))


def _twice(kind: str, meetings: Iterable[tuple[int, Placement]]) -> Iterator[Violation]:
    together: dict[tuple[int, int], list[int]] = defaultdict(list)
    for identity, placement in meetings:
        together[identity, placement.slot].append(placement.request)
    for (identity, slot), requests in together.items():
        if len(requests) > 1:
            names = " and ".join(str(request) for request in requests)
            text = (
                f"{kind.capitalize()} {identity} has more than one meeting in slot {slot}: requests {names}."
            )
            yield Violation(f"{kind}-twice", text)


def _delegate_unavailable(case: _Case) -> Iterator[Violation]:
    for delegate, placement, _ in case.each_guest():
        yield from _unavailable("delegate", case.delegates[delegate], placement)


def _point_unavailable(case: _Case) -> Iterator[Violation]:
    for placement, request in case.known():
        yield from _unavailable("point", case.point(placement, request), placement)


def _host_unavailable(case: _Case) -> Iterator[Violation]:
    for placement, request in case.known():
        yield from _unavailable("host", case.host(placement, request), placement)


def _unavailable(kind: str, who: Delegate | Point | Host | None, placement: Placement) -> Iterator[Violation]:
    if who is not None and placement.slot in who.unavailable:
        yield Violation(
            f"{kind}-unavailable",
            f"Request {placement.request} meets in slot {placement.slot}, "
            f"where {kind} {who.id} is unavailable.",
        )


def _foreign_point(case: _Case) -> Iterator[Violation]:
    for placement, request in case.known():
        if case.point(placement, request) is None:
            yield Violation(
                "foreign-point",
                f"Request {request.id} meets at point {placement.point}, "
                f"which is not one of exhibitor {request.exhibitor}.",
            )


def _foreign_host(case: _Case) -> Iterator[Violation]:
    for placement, request in case.known():
        if case.host(placement, request) is None:
            yield Violation(
                "foreign-host",
                f"Request {request.id} is hosted by {placement.host}, "
                f"who does not represent exhibitor {request.exhibitor}.",
            )


def _pair_unavailable(case: _Case) -> Iterator[Violation]:
    locked = set(case.problem.locked)
    for placement, request in case.known():
        if placement.slot in request.unavailable and placement not in locked:
            yield Violation(
                "pair-unavailable",
                f"Request {request.id} meets in slot {placement.slot}, which is ruled out for this pair.",
            )


def _walk_too_far(case: _Case) -> Iterator[Violation]:
    at = {(delegate, place.slot): request for delegate, place, request in case.each_guest()}
    days = case.problem.days or (0,) * case.problem.slots
    for (delegate, slot), request in at.items():
        following = at.get((delegate, slot + 1))
        if following is None or not 0 <= slot < len(days) - 1 or days[slot] != days[slot + 1]:
            continue
        here, there = (case.exhibitors[each.exhibitor].hall for each in (request, following))
        if here is not None and there is not None and {(here, there), (there, here)} & case.problem.far:
            yield Violation(
                "walk-too-far",
                f"Delegate {delegate} has no time to walk from hall {here} in slot {slot} to hall {there} in "
                f"slot {slot + 1}: requests {request.id} and {following.id}.",
            )


def _pool_overdrawn(case: _Case) -> Iterator[Violation]:
    used = Counter((pool, place.slot) for place, request in case.known() for pool in request.pools)
    room = {pool.id: pool.room for pool in case.problem.pools}
    for (pool, slot), number in used.items():
        if 0 <= slot < len(room[pool]) and number > room[pool][slot]:
            text = (
                f"{number} meetings in slot {slot} need a place of pool {pool}, which has {room[pool][slot]}."
            )
            yield Violation("pool-overdrawn", text)


def _day_overfull(case: _Case) -> Iterator[Violation]:
    days = case.problem.days or (0,) * case.problem.slots
    held = Counter(
        (delegate, days[place.slot])
        for delegate, place, _ in case.each_guest()
        if 0 <= place.slot < len(days)
    )
    for (delegate, day), number in held.items():
        most = case.delegates[delegate].most_a_day
        if most is not None and number > most:
            text = f"Delegate {delegate} has {number} meetings on day {day}, but wishes for {most} at most."
            yield Violation("day-overfull", text)


def _locked_moved(case: _Case) -> Iterator[Violation]:
    there = {placement.request: placement for placement in case.answer.placements}
    kept = set(case.answer.placements)
    for locked in case.problem.locked:
        now = there.get(locked.request)
        if now is None:
            text = f"The locked meeting of request {locked.request} in slot {locked.slot} is missing."
            yield Violation("locked-moved", text)
        elif locked not in kept:
            yield Violation(
                "locked-moved",
                f"The locked meeting of request {locked.request} has moved "
                f"from slot {locked.slot}, point {locked.point}, host {locked.host} "
                f"to slot {now.slot}, point {now.point}, host {now.host}.",
            )


def _wrong_value(case: _Case) -> Iterator[Violation]:
    value = sum(case.requests[request].weight for request in case.placed)
    if case.answer.value != value:
        text = f"The value is stated as {case.answer.value}, but the requests placed are worth {value}."
        yield Violation("wrong-value", text)


def _wrong_served(case: _Case) -> Iterator[Violation]:
    served = len({delegate for delegate, _, _ in case.each_guest()})
    if case.answer.served != served:
        text = f"{case.answer.served} delegates are said to have a meeting, but {served} have one."
        yield Violation("wrong-served", text)


def _wrong_days(case: _Case) -> Iterator[Violation]:
    halls: dict[int, dict[int, int | None]] = {
        delegate.id: dict.fromkeys(delegate.busy) for delegate in case.problem.delegates
    }
    for delegate, place, request in case.each_guest():
        halls[delegate][place.slot] = case.exhibitors[request.exhibitor].hall
    each = [_restlessness(case, delegate, at) for delegate, at in halls.items()]
    idle, walks = sum(idle for idle, _ in each), sum(walks for _, walks in each)
    if case.answer.idle != idle:
        yield Violation("wrong-idle", f"{case.answer.idle} slots are said to be idle, but {idle} are.")
    if case.answer.walks != walks:
        yield Violation(
            "wrong-walks", f"{case.answer.walks} changes of hall are stated, but {walks} are made."
        )


def _restlessness(case: _Case, delegate: int, halls: dict[int, int | None]) -> tuple[int, int]:
    """How many slots of one delegate are idle, and how often the hall changes, by slot → hall."""
    idle = walks = 0
    days = case.problem.days or (0,) * case.problem.slots
    for day in set(days):
        taken = [slot for slot in sorted(halls) if 0 <= slot < len(days) and days[slot] == day]
        between = {*range(taken[0], taken[-1])} if taken else set()
        idle += len(between - {*taken} - case.delegates[delegate].unavailable)
        rooms = [hall for slot in taken if (hall := halls[slot]) is not None]
        walks += sum(rooms[at] != rooms[at - 1] for at in range(1, len(rooms)))
    return idle, walks


def _bound_below_value(case: _Case) -> Iterator[Violation]:
    value = sum(case.requests[request].weight for request in case.placed)
    if case.answer.bound < value:
        text = f"The bound of {case.answer.bound} lies below the value reached, {value}."
        yield Violation("bound-below-value", text)


def _optimal_unproven(case: _Case) -> Iterator[Violation]:
    if case.answer.status == Status.OPTIMAL and case.answer.bound > case.answer.value:
        text = (
            f"Called optimal, but the bound of {case.answer.bound} is above the value of {case.answer.value}."
        )
        yield Violation("optimal-unproven", text)


def _unplaced_incomplete(case: _Case) -> Iterator[Violation]:
    listed = Counter(unplaced.request for unplaced in case.answer.unplaced)
    for request in case.requests.keys() - case.placed - listed.keys():
        yield Violation("unplaced-incomplete", f"Request {request} is neither placed nor listed as unplaced.")
    for request, times in listed.items():
        if request not in case.requests:
            yield Violation("unplaced-unknown", f"Request {request} is listed as unplaced, but is not known.")
        if times > 1:
            yield Violation("unplaced-twice", f"Request {request} is listed as unplaced {times} times.")
        if request in case.placed:
            yield Violation("unplaced-placed", f"Request {request} is listed as unplaced, but has a meeting.")


_RULES = (
    _unknown_request,
    _placed_twice,
    _slot_out_of_range,
    _delegate_twice,
    _point_twice,
    _host_twice,
    _delegate_unavailable,
    _point_unavailable,
    _host_unavailable,
    _foreign_point,
    _foreign_host,
    _pair_unavailable,
    _walk_too_far,
    _pool_overdrawn,
    _day_overfull,
    _locked_moved,
    _wrong_value,
    _wrong_served,
    _wrong_days,
    _bound_below_value,
    _optimal_unproven,
    _unplaced_incomplete,
)
