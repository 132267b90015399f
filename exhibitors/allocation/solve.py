"""The way from a problem to an answer: a start, then the search beside the bound until the limit."""

from concurrent.futures import ThreadPoolExecutor

from exhibitors.allocation.answer import Answer, Status
from exhibitors.allocation.bound import METHOD, Bound
from exhibitors.allocation.floor import floor
from exhibitors.allocation.limits import Limits, Progress, Watch
from exhibitors.allocation.problem import Ints, Problem
from exhibitors.allocation.search import search, worth_of
from exhibitors.allocation.start import seated, start

NO_LIMITS = Limits()


def solve(
    problem: Problem, limits: Limits = NO_LIMITS, seed: int = 0, progress: Progress | None = None
) -> Answer:
    """Give booths for the greatest sum of worth, and say how much more there could be at the most.

    Under a work limit the answer is the same for the same problem, limit and seed. `progress` is called in
    this thread now and then; the answer is then the best found before it returned False.
    """
    watch = Watch(limits, progress)
    laid = floor(problem)
    bound = Bound(problem, laid)
    with ThreadPoolExecutor(1) as beside:
        proof = beside.submit(bound.improve, watch)
        places = search(laid, start(problem, laid), watch, seed, lambda value: value >= bound.value)
        proof.result()
    value = worth_of(laid, seated(laid, places))
    watch.finish()
    return Answer(
        booth_of=_booths(problem, places),
        value=value,
        bound=bound.value,
        bound_method=METHOD,
        status=_status(watch, proven=value == bound.value),
        seconds=watch.seconds,
    )


def _booths(problem: Problem, places: Ints) -> tuple[int | None, ...]:
    return tuple(place if place < problem.booths else None for place in places.tolist())


def _status(watch: Watch, *, proven: bool) -> Status:
    if watch.cancelled:
        return Status.CANCELLED
    return Status.OPTIMAL if proven else Status.FEASIBLE
