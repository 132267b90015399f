"""The way from a problem to its answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from buyers.scheduling.answer import Answer, Status
from buyers.scheduling.bound import Bound, flow_bound, locked_weight, trivial_bound
from buyers.scheduling.compiled.bits import MOST_SLOTS
from buyers.scheduling.compiled.from_problem import MOST_HALLS, arrange
from buyers.scheduling.compiled.solve import solve as search_compiled
from buyers.scheduling.days import idle_and_walks
from buyers.scheduling.greedy import greedy, take_up
from buyers.scheduling.limits import Limits, Progress, Watch
from buyers.scheduling.model import build, size
from buyers.scheduling.openings import Openings, open_up
from buyers.scheduling.problem import Problem
from buyers.scheduling.reasons import reasons
from buyers.scheduling.search import search
from buyers.scheduling.serving import serve_more
from buyers.scheduling.smooth import smooth
from buyers.scheduling.timetable import Timetable, fill

FOR_SMOOTHING = 0.15  # the part of the time that is kept for it
FOR_PROVING = 0.6  # of the time, where the compiled search goes before CP-SAT
MANY_CHOICES = 20_000  # from here on CP-SAT proves better than it finds
LEAST_SECONDS = 30.0  # with less time left the loops, which may have to be compiled first, are not worth it
MOST_CHOICES = 200_000  # beyond, it spends its time on reading the model

CP_SAT = "CP-SAT: its bound on all that it has not excluded"
NO_LIMITS = Limits()


def solve(
    problem: Problem, limits: Limits = NO_LIMITS, seed: int = 0, progress: Progress | None = None
) -> Answer:
    """Place requests for the greatest sum of weights; at that sum, so that the most delegates have a meeting.

    At both, so that they wait and walk little between their meetings, as far as the time allows.
    Under a work limit the answer is the same for the same problem, limit and seed. `progress` is called in
    this thread now and then; the answer is then the best found before it returned False.
    """
    watch = Watch(limits, progress)
    openings = open_up(problem)
    start = greedy(openings, watch).slot_of
    bound = _bound_without_search(problem, openings, watch)
    watch.keep_back(FOR_SMOOTHING)
    found = _improve(problem, openings, start, bound, watch, seed)
    watch.keep_back(0)
    timetable = fill(openings, found.slot_of)
    if not found.served_proven:
        serve_more(problem, openings, timetable)
    smooth(problem, openings, timetable, watch)
    answer = _answer(problem, openings, found, timetable, watch)
    watch.finish()
    return answer


@dataclass(frozen=True, slots=True)
class _Found:
    slot_of: Mapping[int, int]
    bound: Bound
    served_proven: bool = False


def _bound_without_search(problem: Problem, openings: Openings, watch: Watch) -> Bound:
    return trivial_bound(problem, openings) if watch.cancelled else flow_bound(problem, openings)


def _improve(
    problem: Problem, openings: Openings, start: Mapping[int, int], bound: Bound, watch: Watch, seed: int
) -> _Found:
    """Search on from the start, unless it is already proven best, too large, or the time is over."""
    value, served = _worth(problem, start)
    if value == bound.value and served == _servable(problem, openings):
        return _Found(start, bound, served_proven=True)
    if size(openings) > MOST_CHOICES:
        return _search_compiled(problem, openings, start, bound, watch, seed)
    if size(openings) > MANY_CHOICES and watch.seconds_left > LEAST_SECONDS:
        watch.keep_back(FOR_PROVING)
        first = _search_compiled(problem, openings, start, bound, watch, seed)
        watch.keep_back(FOR_SMOOTHING)
        start, bound = first.slot_of, first.bound
    if not watch.goes_on():
        return _Found(start, bound)

    def all_served(slot_of: Mapping[int, int]) -> bool:
        return _worth(problem, slot_of)[1] == _servable(problem, openings)

    ceiling = bound.value - locked_weight(problem)
    found = search(build(openings, _served(problem, {}), ceiling), start, all_served, watch, seed)
    if found.bound is not None and (proven := locked_weight(problem) + found.bound) < bound.value:
        bound = Bound(proven, CP_SAT)
    better = max(start, found.slot_of, key=lambda slot_of: _worth(problem, slot_of))
    return _Found(better, bound, found.served_proven)


def _search_compiled(
    problem: Problem, openings: Openings, start: Mapping[int, int], bound: Bound, watch: Watch, seed: int
) -> _Found:
    """A whole fair: the compiled search, then what it does not know of, meeting by meeting."""
    if problem.slots > MOST_SLOTS or len(set(openings.walks.hall.values())) > MOST_HALLS:
        return _Found(start, bound)
    found = search_compiled(arrange(openings, problem.slots), watch, seed)
    wished = {
        request.id: int(slot)
        for request, slot in zip(openings.requests, found.slot, strict=True)
        if slot >= 0
    }
    slot_of = take_up(openings, wished).slot_of
    if (seen := locked_weight(problem) + found.bound) < bound.value:
        bound = Bound(seen, found.method)
    return _Found(max(start, slot_of, key=lambda each: _worth(problem, each)), bound)


def _answer(
    problem: Problem, openings: Openings, found: _Found, timetable: Timetable, watch: Watch
) -> Answer:
    value, served = _worth(problem, timetable.slot_of)
    placements = [*problem.locked, *timetable.placements()]
    idle, walks = idle_and_walks(problem, placements)
    served_proven = found.served_proven or served == _servable(problem, openings)
    return Answer(
        placements=tuple(sorted(placements)),
        unplaced=tuple(reasons(problem, timetable.slot_of)),
        value=value,
        served=served,
        idle=idle,
        walks=walks,
        bound=found.bound.value,
        bound_method=found.bound.method,
        status=_status(watch, proven=value == found.bound.value and served_proven),
        seconds=watch.seconds,
    )


def _status(watch: Watch, *, proven: bool) -> Status:
    if watch.cancelled:
        return Status.CANCELLED
    return Status.OPTIMAL if proven else Status.FEASIBLE


def _worth(problem: Problem, slot_of: Mapping[int, int]) -> tuple[int, int]:
    """What is compared, in order: the weight placed, the delegates served."""
    weight = sum(request.weight for request in problem.requests if request.id in slot_of)
    return locked_weight(problem) + weight, len(_served(problem, slot_of))


def _served(problem: Problem, slot_of: Mapping[int, int]) -> frozenset[int]:
    """The delegates with a meeting, the locked ones included."""
    placed = slot_of.keys() | {locked.request for locked in problem.locked}
    return frozenset(guest for each in problem.requests if each.id in placed for guest in each.guests)


def _servable(problem: Problem, openings: Openings) -> int:
    """No more delegates than these can have a meeting."""
    hopeful = {guest for each in openings.requests if openings.choices[each.id] for guest in each.guests}
    return len(hopeful | _served(problem, {}))
