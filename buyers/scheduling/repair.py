"""A living timetable: meetings that can no longer be held go elsewhere, and as few others as possible move.

What still holds stays where it is, with its point and its host. Each meeting that lost its place, the heaviest first,
gets another one so that the fewest others move (`compiled/repair.py` searches each number of moves whole, and where it
finds nothing under rules that it does not know, `giving_way.py` searches plainly); then those that wait, who may make
fewer others move, or none.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from buyers.scheduling.answer import Answer, Status
from buyers.scheduling.bound import flow_bound
from buyers.scheduling.compiled.arrays import NOWHERE, mask_of, vacant
from buyers.scheduling.compiled.bits import MOST_SLOTS, Mask
from buyers.scheduling.compiled.fill import fill
from buyers.scheduling.compiled.from_problem import MOST_HALLS, arrange
from buyers.scheduling.compiled.repair import MOST_MOVES, Change, cancel, put_elsewhere
from buyers.scheduling.days import idle_and_walks
from buyers.scheduling.giving_way import GivingWay
from buyers.scheduling.greedy import by_weight
from buyers.scheduling.limits import Limits, Progress, Watch
from buyers.scheduling.openings import Openings, open_up
from buyers.scheduling.problem import Placement, Problem, Request
from buyers.scheduling.reasons import reasons
from buyers.scheduling.timetable import Timetable

NO_LIMITS = Limits()
Held = Mapping[int, Placement]  # by request
SlotOf = Mapping[int, int]


def repair(
    problem: Problem,
    before: Iterable[Placement],
    limits: Limits = NO_LIMITS,
    *,
    moves_for_waiting: int = 0,
    progress: Progress | None = None,
) -> Answer:
    """Mend the timetable `before` so that it fits the problem as it is now; `difference` tells what changed.

    `before` has places of the problem's requests, valid or not; who is locked never moves. For a request that has no
    place yet, at most `moves_for_waiting` others move.
    """
    watch = Watch(limits, progress)
    openings = open_up(problem)
    was = {placement.request: placement for placement in before}
    timetable = _still_held(openings, was)
    desk = _Desk(problem, openings, timetable, was)
    for request, moves in _in_turn(openings, was, timetable.slot_of, moves_for_waiting):
        if not watch.goes_on():
            break
        desk.place(request, moves)
    watch.finish()
    return _answer(problem, openings, timetable, watch)


def _still_held(openings: Openings, was: Held) -> Timetable:
    """What of a timetable can stay where it is; of two that exclude each other the heavier."""
    timetable = Timetable(openings)
    for request in by_weight(openings):
        place = was.get(request.id)
        if place and place.slot in openings.choices[request.id] and timetable.fits(request, place.slot):
            timetable.put(request, place.slot, place)
    return timetable


def _in_turn(
    openings: Openings, was: Held, held: SlotOf, moves_for_waiting: int
) -> Iterator[tuple[Request, int]]:
    """Who has no place, each with how many others may move for it: those who had one first."""
    without = [request for request in by_weight(openings) if request.id not in held]
    yield from ((request, MOST_MOVES) for request in without if request.id in was)
    yield from ((request, min(moves_for_waiting, MOST_MOVES)) for request in without if request.id not in was)


class _Desk:
    """The timetable, and beside it what of it the compiled search knows, unless there are too many slots for that.

    What that finds is tried in the timetable, which knows pools, ends of days, companions and shared seats, too.
    """

    def __init__(self, problem: Problem, openings: Openings, timetable: Timetable, was: Held) -> None:
        self.timetable = timetable
        self._giving_way = GivingWay(timetable, openings, was, self._moved)
        self._knows_all = not _has_rarer_rules(problem)
        self._is_small = problem.slots <= MOST_SLOTS and len(set(openings.walks.hall.values())) <= MOST_HALLS
        self._openings = openings
        self._was = was
        self._held = {request: was[request] for request in timetable.slot_of}
        self._request = {request.id: request for request in openings.requests}
        self._number = {request.id: number for number, request in enumerate(openings.requests)}
        if not self._is_small:
            return
        self._market = arrange(openings, problem.slots)
        self._table = vacant(self._market)
        self._nobody = np.zeros(len(openings.requests), np.bool_)
        self._put({self._number[request]: slot for request, slot in timetable.slot_of.items()})

    def place(self, request: Request, moves: int) -> bool:
        """Give a request a slot, moving the fewest others, at most so many; whether it could be done."""
        if self._is_small and self._fast(request, moves):
            return True
        return not (self._is_small and self._knows_all) and self._plainly(request, moves)

    def _plainly(self, request: Request, moves: int) -> bool:
        slots = dict(self.timetable.slot_of)
        found = self._giving_way.place(request, moves)
        if found and self._is_small:
            changed = [key for key, slot in self.timetable.slot_of.items() if slots.get(key) != slot]
            for key in changed:
                if key in slots:
                    cancel(self._market, self._table, self._number[key])
            self._put({self._number[key]: self.timetable.slot_of[key] for key in changed})
        return found

    def _fast(self, request: Request, moves: int) -> bool:
        wish = self._number[request.id]
        slots: Mask = mask_of(
            slot
            for slot in self._openings.choices[request.id]
            if not self.timetable.scarce(request, slot) and not self.timetable.full_days(request, slot)
        )
        while changes := put_elsewhere(self._market, self._table, wish, self._nobody, moves, slots):
            if self._follow(changes, moves):
                return True
            self._undo(changes)
            slots = slots & ~mask_of([changes[0].after])
        return False

    def _follow(self, changes: Sequence[Change], moves: int) -> bool:
        """Change the timetable so, if all rules allow it and no more than so many get another time, table or host."""
        slots = {slot for each in changes for slot in (each.before, each.after) if slot != NOWHERE}
        before = {slot: self.timetable.places(slot) for slot in slots}
        moved = sum(map(self._moved, slots))
        if self._change(changes) and sum(map(self._moved, slots)) - moved <= moves:
            return True
        self._restore(before)
        return False

    def _change(self, changes: Sequence[Change]) -> bool:
        """Change the timetable as far as rules allow; whether that is all of it."""
        requests = [self._openings.requests[each.wish] for each in changes]
        for request, each in zip(requests, changes, strict=True):
            if each.before != NOWHERE:
                self.timetable.take(request)
        for request, each in zip(requests, changes, strict=True):
            if not self.timetable.fits(request, each.after):
                return False
            self.timetable.put(request, each.after, self._was.get(request.id))
        return True

    def _moved(self, slot: int) -> int:
        """How many meetings of a slot are not where they were, those aside that could not stay there."""
        return sum(self._held.get(each.request, each) != each for each in self.timetable.places(slot))

    def _restore(self, before: Mapping[int, Sequence[Placement]]) -> None:
        for slot in before:
            for place in self.timetable.places(slot):
                self.timetable.take(self._request[place.request])
        for places in before.values():
            for place in places:
                self.timetable.put(self._request[place.request], place.slot, place)

    def _undo(self, changes: Iterable[Change]) -> None:
        for each in changes:
            cancel(self._market, self._table, each.wish)
        self._put({each.wish: each.before for each in changes if each.before != NOWHERE})

    def _put(self, slots: SlotOf) -> None:
        for wish, slot in slots.items():
            self._table.slot[wish] = slot
        fill(self._market, self._table, np.array(list(slots), np.int32))


def _has_rarer_rules(problem: Problem) -> bool:
    """Whether there are any that the compiled search does not know."""
    points = Counter(point.id for exhibitor in problem.exhibitors for point in exhibitor.points)
    hosts = Counter(host.id for exhibitor in problem.exhibitors for host in exhibitor.hosts)
    shared = any(times > 1 for seats in (points, hosts) for times in seats.values())
    limited = any(each.most_a_day is not None for each in problem.delegates)
    return shared or limited or any(each.companions or each.pools for each in problem.requests)


def _answer(problem: Problem, openings: Openings, timetable: Timetable, watch: Watch) -> Answer:
    bound = flow_bound(problem, openings)
    placements = [*problem.locked, *timetable.placements()]
    placed = {placement.request for placement in placements}
    idle, walks = idle_and_walks(problem, placements)
    return Answer(
        placements=tuple(sorted(placements)),
        unplaced=tuple(reasons(problem, timetable.slot_of)),
        value=sum(request.weight for request in problem.requests if request.id in placed),
        served=len({guest for each in problem.requests if each.id in placed for guest in each.guests}),
        idle=idle,
        walks=walks,
        bound=bound.value,
        bound_method=bound.method,
        status=Status.CANCELLED if watch.cancelled else Status.FEASIBLE,
        seconds=watch.seconds,
    )
