"""What is asked: who wants to meet whom, when they can, and what already stands."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

HEAVIEST = 2**31 - 1  # what the compiled search keeps of one weight
HEAVIEST_SUM = 10**12  # weights are summed and scaled in 64 bits; up to here all of it stays exact


class ProblemError(ValueError):
    """A problem that contradicts itself; the text names what is wrong."""


@dataclass(frozen=True, slots=True)
class Request:
    """A wish of one delegate and one exhibitor to meet; the heavier, the more it counts.

    `unavailable` are slots ruled out for this pair alone (night where somebody joins by link). The meeting takes
    one place of each pool named: an interpreter of the two languages, say. `companions` are further delegates who
    come along: it takes place only where all are free, and counts as a meeting of each.
    """

    id: int
    delegate: int
    exhibitor: int
    weight: int
    unavailable: frozenset[int] = frozenset()
    pools: frozenset[int] = frozenset()
    companions: frozenset[int] = frozenset()

    @property
    def guests(self) -> tuple[int, ...]:
        """All delegates who come."""
        return (self.delegate, *sorted(self.companions)) if self.companions else (self.delegate,)


@dataclass(frozen=True, slots=True)
class Delegate:
    """A buyer, who has at most one meeting in a slot, none in the slots named, and no more a day than wished for.

    `busy` are those of the slots named in which they have something at the fair: it is not idle between these.
    """

    id: int
    unavailable: frozenset[int] = frozenset()
    most_a_day: int | None = None
    busy: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Point:
    """A meeting point: holds one meeting in a slot, whichever of its exhibitors hosts it."""

    id: int
    unavailable: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Host:
    """A representative: hosts one meeting in a slot, for whichever of their exhibitors."""

    id: int
    unavailable: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Pool:
    """Something scarce that many meetings need and that is alike for all: `room` places in each slot."""

    id: int
    room: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Exhibitor:
    """Who is met. Each meeting takes one of the points and one of the hosts, any with any.

    Co-exhibitors share points or hosts by naming the same ids. `hall` is where the points are; None is near to
    everything, as a link is.
    """

    id: int
    points: tuple[Point, ...]
    hosts: tuple[Host, ...]
    hall: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class Placement:
    """A request's place: the slot, and the ids of the meeting point and the host."""

    request: int
    slot: int
    point: int
    host: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A scheduling problem, checked when it is made.

    `slots` is their number; `locked` are meetings that stand and may not move. `days` has the day of each slot, in
    order (none: all are on one); `far` the pairs of halls between which a delegate needs a slot to walk. Raises
    ProblemError, naming what is wrong, for ids given twice, references to nothing, slots out of range, weights
    that are not positive or too great in sum, two requests of one pair, and locked meetings that cannot stand
    together.
    """

    slots: int
    requests: tuple[Request, ...]
    delegates: tuple[Delegate, ...]
    exhibitors: tuple[Exhibitor, ...]
    locked: tuple[Placement, ...] = ()
    days: tuple[int, ...] = ()
    far: frozenset[tuple[int, int]] = frozenset()
    pools: tuple[Pool, ...] = ()

    def __post_init__(self) -> None:
        if self.slots < 0:
            raise ProblemError(f"the number of slots is negative: {self.slots}")
        _check_days(self)
        _check_participants(self)
        _check_requests(self)
        _check_locked(self)


def _check_days(problem: Problem) -> None:
    if problem.days and len(problem.days) != problem.slots:
        raise ProblemError(f"{len(problem.days)} slots have a day, but there are {problem.slots}")
    if list(problem.days) != sorted(problem.days):
        raise ProblemError("the slots are not in the order of their days")
    _check_distinct("pool", (pool.id for pool in problem.pools))
    for pool in problem.pools:
        if len(pool.room) != problem.slots or min(pool.room, default=0) < 0:
            raise ProblemError(
                f"pool {pool.id} does not have a number of places for each of {problem.slots} slots"
            )


def _check_participants(problem: Problem) -> None:
    _check_distinct("delegate", (delegate.id for delegate in problem.delegates))
    _check_distinct("exhibitor", (exhibitor.id for exhibitor in problem.exhibitors))
    for delegate in problem.delegates:
        _check_slots(f"delegate {delegate.id}", delegate.unavailable, problem.slots)
        if free := delegate.busy - delegate.unavailable:
            raise ProblemError(f"delegate {delegate.id} is busy in slot {min(free)}, but not unavailable")
    points: dict[int, Point] = {}
    hosts: dict[int, Host] = {}
    for exhibitor in problem.exhibitors:
        _check_distinct(f"exhibitor {exhibitor.id}: point", (point.id for point in exhibitor.points))
        _check_distinct(f"exhibitor {exhibitor.id}: host", (host.id for host in exhibitor.hosts))
        for point in exhibitor.points:
            _check_slots(f"point {point.id}", point.unavailable, problem.slots)
            if points.setdefault(point.id, point) != point:
                raise ProblemError(f"point {point.id} is shared with different availability")
        for host in exhibitor.hosts:
            _check_slots(f"host {host.id}", host.unavailable, problem.slots)
            if hosts.setdefault(host.id, host) != host:
                raise ProblemError(f"host {host.id} is shared with different availability")


def _check_requests(problem: Problem) -> None:
    _check_distinct("request", (request.id for request in problem.requests))
    delegates = {delegate.id for delegate in problem.delegates}
    exhibitors = {exhibitor.id for exhibitor in problem.exhibitors}
    pairs: dict[tuple[int, int], int] = {}
    for request in problem.requests:
        for guest in request.guests:
            if guest not in delegates:
                raise ProblemError(f"request {request.id} names unknown delegate {guest}")
        if request.delegate in request.companions:
            raise ProblemError(f"request {request.id} names delegate {request.delegate} twice")
        if request.exhibitor not in exhibitors:
            raise ProblemError(f"request {request.id} names unknown exhibitor {request.exhibitor}")
        _check_slots(f"request {request.id}", request.unavailable, problem.slots)
        if unknown := request.pools - {pool.id for pool in problem.pools}:
            raise ProblemError(f"request {request.id} names unknown pool {min(unknown)}")
        _check_weight(request)
        first = pairs.setdefault((request.delegate, request.exhibitor), request.id)
        if first != request.id:
            raise ProblemError(
                f"requests {first} and {request.id} are of the same pair: "
                f"delegate {request.delegate} and exhibitor {request.exhibitor}"
            )
    if sum(request.weight for request in problem.requests) > HEAVIEST_SUM:
        raise ProblemError(f"the weights sum to more than {HEAVIEST_SUM}")


def _check_locked(problem: Problem) -> None:
    requests = {request.id: request for request in problem.requests}
    delegates = {delegate.id: delegate for delegate in problem.delegates}
    exhibitors = {exhibitor.id: exhibitor for exhibitor in problem.exhibitors}
    for locked in problem.locked:
        request = requests.get(locked.request)
        if request is None:
            raise ProblemError(f"a locked meeting is of unknown request {locked.request}")
        guests = [delegates[guest] for guest in request.guests]
        _check_locked_place(locked, guests, exhibitors[request.exhibitor], problem.slots)
    _check_distinct("locked meeting of request", (locked.request for locked in problem.locked))
    _check_single(
        "delegate", Counter((guest, locked.slot) for guest, locked in _locked_of(problem, requests))
    )
    _check_single("point", Counter((locked.point, locked.slot) for locked in problem.locked))
    _check_single("host", Counter((locked.host, locked.slot) for locked in problem.locked))
    _check_locked_together(problem, requests)


def _check_weight(request: Request) -> None:
    if request.weight <= 0:
        raise ProblemError(f"request {request.id} has weight {request.weight}, which is not positive")
    if request.weight > HEAVIEST:
        raise ProblemError(f"request {request.id} has weight {request.weight}, which is more than {HEAVIEST}")


def _locked_of(problem: Problem, requests: dict[int, Request]) -> Iterator[tuple[int, Placement]]:
    """Each locked meeting with each delegate who comes."""
    for locked in problem.locked:
        for guest in requests[locked.request].guests:
            yield guest, locked


def _check_locked_together(problem: Problem, requests: dict[int, Request]) -> None:
    """Those in one pool, on one day, and one after the other."""
    of_pool = Counter((pool, one.slot) for one in problem.locked for pool in requests[one.request].pools)
    for pool in problem.pools:
        for slot, room in enumerate(pool.room):
            if of_pool[pool.id, slot] > room:
                raise ProblemError(
                    f"pool {pool.id} has {room} places in slot {slot}, but more locked meetings"
                )
    days = problem.days or (0,) * problem.slots
    a_day = Counter((guest, days[one.slot]) for guest, one in _locked_of(problem, requests))
    for delegate in problem.delegates:
        for day in set(days):
            if delegate.most_a_day is not None and a_day[delegate.id, day] > delegate.most_a_day:
                raise ProblemError(
                    f"delegate {delegate.id} has more locked meetings on day {day} than wished for"
                )
    halls = {exhibitor.id: exhibitor.hall for exhibitor in problem.exhibitors}
    at = {
        (guest, one.slot): halls[requests[one.request].exhibitor]
        for guest, one in _locked_of(problem, requests)
    }
    for (who, slot), hall in at.items():
        after = at.get((who, slot + 1))
        if (
            after is not None
            and days[slot] == days[slot + 1]
            and {(hall, after), (after, hall)} & problem.far
        ):
            raise ProblemError(f"delegate {who} cannot walk from hall {hall} in slot {slot} to hall {after}")


def _check_locked_place(
    locked: Placement, guests: Iterable[Delegate], exhibitor: Exhibitor, slots: int
) -> None:
    name = f"the locked meeting of request {locked.request}"
    _check_slots(name, (locked.slot,), slots)
    point = next((point for point in exhibitor.points if point.id == locked.point), None)
    host = next((host for host in exhibitor.hosts if host.id == locked.host), None)
    if point is None:
        raise ProblemError(f"{name} is at point {locked.point}, which exhibitor {exhibitor.id} does not have")
    if host is None:
        raise ProblemError(f"{name} has host {locked.host}, whom exhibitor {exhibitor.id} does not have")
    present: tuple[tuple[Delegate | Point | Host, str], ...] = (
        *((guest, "delegate") for guest in guests),
        (point, "point"),
        (host, "host"),
    )
    for who, kind in present:
        if locked.slot in who.unavailable:  # a filter of the pair alone does not undo what stands
            raise ProblemError(f"{name} is in slot {locked.slot}, where {kind} {who.id} is unavailable")


def _check_distinct(kind: str, ids: Iterable[int]) -> None:
    for identity, times in Counter(ids).items():
        if times > 1:
            raise ProblemError(f"{kind} {identity} is given {times} times")


def _check_slots(name: str, slots: Iterable[int], number: int) -> None:
    for slot in slots:
        if not 0 <= slot < number:
            raise ProblemError(f"{name} names slot {slot}, out of range: there are {number} slots")


def _check_single(kind: str, meetings: Counter[tuple[int, int]]) -> None:
    for (identity, slot), times in meetings.items():
        if times > 1:
            raise ProblemError(f"{kind} {identity} has {times} locked meetings in slot {slot}")
