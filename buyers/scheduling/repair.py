"""A living timetable: meetings that can no longer be held go elsewhere, and as few others as possible move.

What still holds stays where it is, with its point and its host. Each meeting that lost its place, the heaviest first,
gets another one so that the fewest others move (`compiled/repair.py` searches each number of moves whole); then those
that wait, who may make fewer others move, or none.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from buyers.scheduling.answer import Answer, Status
from buyers.scheduling.bound import flow_bound, locked_weight
from buyers.scheduling.compiled.arrays import mask_of, vacant
from buyers.scheduling.compiled.bits import MOST_SLOTS, Mask
from buyers.scheduling.compiled.fill import fill
from buyers.scheduling.compiled.from_problem import MOST_HALLS, arrange
from buyers.scheduling.compiled.repair import MOST_MOVES, Change, cancel, put_elsewhere
from buyers.scheduling.greedy import by_weight
from buyers.scheduling.limits import Limits, Progress, Watch
from buyers.scheduling.openings import Openings, open_up
from buyers.scheduling.problem import Placement, Problem, ProblemError, Request
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
    place yet, at most `moves_for_waiting` others move. Raises ProblemError for more slots or halls than a search knows.
    """
    watch = Watch(limits, progress)
    openings = open_up(problem)
    was = {placement.request: placement for placement in before}
    desk = _Desk(problem, openings, _still_held(openings, was).slot_of, was)
    for request, moves in _in_turn(openings, was, desk.slot_of, moves_for_waiting):
        if not watch.goes_on():
            break
        desk.place(request, moves)
    watch.finish()
    return _answer(problem, openings, desk.slot_of, was, watch)


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
    """The timetable in compiled form, and beside it the rules that the compiled search does not know."""

    def __init__(self, problem: Problem, openings: Openings, held: SlotOf, was: Held) -> None:
        if problem.slots > MOST_SLOTS or len(set(openings.walks.hall.values())) > MOST_HALLS:
            raise ProblemError(f"more than {MOST_SLOTS} slots or {MOST_HALLS} halls cannot be searched")
        self._openings = openings
        self._market = arrange(openings, problem.slots)
        self._number = {request.id: number for number, request in enumerate(openings.requests)}
        self._table = vacant(self._market)
        self._nobody = np.zeros(len(openings.requests), np.bool_)
        self._to_be_checked = _has_rarer_rules(problem)
        self._held = {request: was[request] for request in held}
        self._moved = 0
        self.slot_of = dict(held)
        self._put({self._number[request]: slot for request, slot in held.items()})

    def place(self, request: Request, moves: int) -> bool:
        """Give a request a slot, moving the fewest others, at most so many; whether it could be done."""
        slots: Mask = self._market.slots[self._number[request.id]]
        while changes := put_elsewhere(
            self._market, self._table, self._number[request.id], self._nobody, moves, slots
        ):
            after = self.slot_of | {self._openings.requests[each.wish].id: each.after for each in changes}
            if not self._to_be_checked or self._fits(after, moves):
                self.slot_of = after
                return True
            self._undo(changes)
            slots = slots & ~mask_of([changes[0].after])
        return False

    def _fits(self, slot_of: SlotOf, moves: int) -> bool:
        """Whether all rules hold, and no more of those who had a place get another one, be it in the same slot."""
        timetable = _seated(self._openings, slot_of, self._held)
        if timetable is None:
            return False
        moved = sum(self._held.get(each.request, each) != each for each in timetable.placements())
        if moved > self._moved + moves:
            return False
        self._moved = moved
        return True

    def _undo(self, changes: Iterable[Change]) -> None:
        for each in changes:
            cancel(self._market, self._table, each.wish)
        self._put({each.wish: each.before for each in changes if each.before >= 0})

    def _put(self, slots: Mapping[int, int]) -> None:
        for wish, slot in slots.items():
            self._table.slot[wish] = slot
        fill(self._market, self._table, np.array(list(slots), np.int32))


def _has_rarer_rules(problem: Problem) -> bool:
    """Whether pools, ends of days or shared seats have a say, too."""
    seats = Counter(seat.id for exhibitor in problem.exhibitors for seat in exhibitor.points)
    hosts = Counter(host.id for exhibitor in problem.exhibitors for host in exhibitor.hosts)
    shared = max([*seats.values(), *hosts.values()], default=0) > 1
    return shared or bool(problem.pools) or any(each.most_a_day is not None for each in problem.delegates)


def _seated(openings: Openings, slot_of: SlotOf, was: Held) -> Timetable | None:
    """The timetable with the points and hosts of before, first of all for who stays in the same slot; None: none is."""
    timetable = Timetable(openings)
    placed = [request for request in openings.requests if request.id in slot_of]
    for request in sorted(placed, key=lambda each: not _stays(each, slot_of, was)):
        if not timetable.fits(request, slot_of[request.id]):
            return None
        timetable.put(request, slot_of[request.id], was.get(request.id))
    return timetable


def _stays(request: Request, slot_of: SlotOf, was: Held) -> bool:
    return request.id in was and was[request.id].slot == slot_of[request.id]


def _answer(problem: Problem, openings: Openings, slot_of: SlotOf, was: Held, watch: Watch) -> Answer:
    bound = flow_bound(problem, openings)
    timetable = _seated(openings, slot_of, was)
    if timetable is None:
        raise RuntimeError(
            "the compiled search put two meetings where there is room for one: a mistake of ours"
        )
    placements = [*problem.locked, *timetable.placements()]
    placed = {placement.request for placement in placements}
    value = locked_weight(problem) + sum(
        request.weight for request in openings.requests if request.id in slot_of
    )
    return Answer(
        placements=tuple(sorted(placements)),
        unplaced=tuple(reasons(problem, slot_of)),
        value=value,
        served=len({request.delegate for request in problem.requests if request.id in placed}),
        bound=bound.value,
        bound_method=bound.method,
        status=Status.CANCELLED if watch.cancelled else Status.FEASIBLE,
        seconds=watch.seconds,
    )
