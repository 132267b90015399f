"""Small problems, written in one line or drawn by Hypothesis, and their best value by trying everything."""

import random
from collections import Counter
from dataclasses import replace

from hypothesis import strategies as st

from buyers.scheduling import Delegate, Exhibitor, Host, Placement, Point, Pool, Problem, Request

ANN, BO, CHI = 1, 2, 3
TEA, SILK, JADE = 10, 20, 30


def pair_up(weights, slots=1, away=None, points=None, hosts=None, locked=(), point_away=None, host_away=None):
    """A problem from {(delegate, exhibitor): weight}; requests are numbered from 1 as they come.

    Each exhibitor has one point (its id + 1) and one host (its id + 2) unless said otherwise;
    `away`, `point_away` and `host_away` give the slots in which somebody or something is unavailable.
    """
    away, points, hosts = away or {}, points or {}, hosts or {}
    point_away, host_away = point_away or {}, host_away or {}
    delegates = sorted({delegate for delegate, _ in weights})
    exhibitors = sorted({exhibitor for _, exhibitor in weights})
    return Problem(
        slots=slots,
        requests=tuple(
            Request(i, *pair, weight) for i, (pair, weight) in enumerate(weights.items(), start=1)
        ),
        delegates=tuple(Delegate(d, frozenset(away.get(d, ()))) for d in delegates),
        exhibitors=tuple(
            Exhibitor(
                e,
                tuple(Point(p, frozenset(point_away.get(p, ()))) for p in points.get(e, (e + 1,))),
                tuple(Host(h, frozenset(host_away.get(h, ()))) for h in hosts.get(e, (e + 2,))),
            )
            for e in exhibitors
        ),
        locked=tuple(locked),
    )


def every_place(problem, request):
    """All (slot, point, host) that availability allows the request, each with what it takes up."""
    guests = [d for d in problem.delegates if d.id in {request.delegate} | request.companions]
    exhibitor = next(e for e in problem.exhibitors if e.id == request.exhibitor)
    for slot in range(problem.slots):
        for point in exhibitor.points:
            for host in exhibitor.hosts:
                if not any(slot in who.unavailable for who in (*guests, point, host, request)):
                    yield Placement(request.id, slot, point.id, host.id)


def takes(request, placement):
    return frozenset(
        {
            *(("delegate", guest, placement.slot) for guest in {request.delegate} | request.companions),
            ("point", placement.point, placement.slot),
            ("host", placement.host, placement.slot),
        }
    )


def together(problem, placements):
    """Whether these can stand together: nobody twice, time to walk, room in the pools, no day too full."""
    requests = {request.id: request for request in problem.requests}
    taken = [thing for place in placements for thing in takes(requests[place.request], place)]
    days = problem.days or (0,) * problem.slots
    people = {delegate.id: delegate for delegate in problem.delegates}
    pools, a_day = Counter(), Counter()
    for place in placements:
        request = requests[place.request]
        pools.update((pool, place.slot) for pool in request.pools)
        a_day.update((guest, days[place.slot]) for guest in {request.delegate} | request.companions)
    return (
        len(taken) == len(set(taken))
        and not any(in_a_hurry(problem, one, two) for one in placements for two in placements)
        and all(pools[pool.id, slot] <= room for pool in problem.pools for slot, room in enumerate(pool.room))
        and all(
            people[who].most_a_day is None or n <= people[who].most_a_day for (who, _), n in a_day.items()
        )
    )


def in_a_hurry(problem, one, two):
    """Whether the second comes right after the first, for one of the same delegates, too far away."""
    requests = {request.id: request for request in problem.requests}
    halls = {exhibitor.id: exhibitor.hall for exhibitor in problem.exhibitors}
    days = problem.days or (0,) * problem.slots
    first, second = requests[one.request], requests[two.request]
    both = ({first.delegate} | first.companions) & ({second.delegate} | second.companions)
    if not both or two.slot != one.slot + 1 or days[one.slot] != days[two.slot]:
        return False
    here, there = halls[first.exhibitor], halls[second.exhibitor]
    return not problem.far.isdisjoint(((here, there), (there, here)))


def best_by_trying_all(problem):
    """The greatest (value, delegates served), by trying every place of every request."""
    requests = {request.id: request for request in problem.requests}
    locked = {placement.request for placement in problem.locked}
    free = [request for request in problem.requests if request.id not in locked]
    places = [list(every_place(problem, request)) for request in free]

    def best(index, placed):
        if index == len(free):
            met = [requests[place.request] for place in placed]
            return 0, len(set().union(*({each.delegate} | each.companions for each in met)))
        options = [best(index + 1, placed)]
        for place in places[index]:
            if together(problem, [*placed, place]):
                value, served = best(index + 1, [*placed, place])
                options.append((value + free[index].weight, served))
        return max(options)

    value, served = best(0, list(problem.locked))
    return value + sum(requests[request].weight for request in locked), served


@st.composite
def odd_problems(draw):
    """Anything allowed, the emptiest included: up to two or three of everything, any ids."""
    slots = draw(st.integers(0, 3))
    absence = st.frozensets(st.integers(0, slots - 1), max_size=2) if slots else st.just(frozenset())
    ids = draw(st.permutations([-7, 0, 3, 8, 40, 41, 1000, 2**40]))
    points = [Point(i, draw(absence)) for i in ids[:3]]
    hosts = [Host(i, draw(absence)) for i in ids[2:5]]
    delegates = tuple(Delegate(i, draw(absence)) for i in ids[: draw(st.integers(0, 3))])
    exhibitors = tuple(
        Exhibitor(
            i,
            tuple(draw(st.lists(st.sampled_from(points), max_size=2, unique=True))),
            tuple(draw(st.lists(st.sampled_from(hosts), max_size=2, unique=True))),
        )
        for i in ids[3 : 3 + draw(st.integers(0, 3))]
    )
    pairs = [(d.id, e.id) for d in delegates for e in exhibitors]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=5, unique=True)) if pairs else []
    requests = tuple(Request(7 * n - 3, *pair, draw(st.integers(1, 4))) for n, pair in enumerate(chosen))
    return Problem(slots, requests, delegates, exhibitors)


def crammed_problem(seed):
    """More wishes than room, with tables and hosts shared: the heaviest first is often not best."""
    rng = random.Random(seed)
    slots = rng.choice((2, 3))

    def absence(share):
        return frozenset(slot for slot in range(slots) if rng.random() < share)

    points = [Point(i, absence(0.2)) for i in range(3)]
    hosts = [Host(i, absence(0.2)) for i in range(3)]
    exhibitors = tuple(
        Exhibitor(
            e, tuple(rng.sample(points, rng.choice((1, 2)))), tuple(rng.sample(hosts, rng.choice((1, 2))))
        )
        for e in (TEA, SILK, JADE)
    )
    delegates = tuple(Delegate(d, absence(0.3)) for d in (ANN, BO, CHI))
    pairs = rng.sample([(d.id, e.id) for d in delegates for e in exhibitors], 7)
    requests = tuple(Request(i, *pair, rng.randint(1, 4)) for i, pair in enumerate(pairs))
    return Problem(slots, requests, delegates, exhibitors)


crammed_problems = st.integers(0, 2**32).map(crammed_problem)


@st.composite
def ruled(draw, problem):
    """The problem in halls and on days, with a pool, limits a day, companions, and slots ruled out for pairs alone."""
    slots = problem.slots
    some = st.frozensets(st.integers(0, slots - 1), max_size=1) if slots else st.just(frozenset())
    pool = Pool(5, tuple(draw(st.lists(st.integers(0, 2), min_size=slots, max_size=slots))))
    needs = st.sampled_from((frozenset(), frozenset(), frozenset({5})))
    along = st.sampled_from((frozenset(), *(frozenset({each.id}) for each in problem.delegates)))
    return replace(
        problem,
        days=tuple(slot // 2 for slot in range(slots)),
        far=frozenset({(1, 2)}),
        pools=(pool,),
        exhibitors=tuple(
            replace(each, hall=draw(st.sampled_from((None, 1, 2, 3)))) for each in problem.exhibitors
        ),
        delegates=tuple(
            replace(
                each,
                most_a_day=draw(st.sampled_from((None, None, 1))),
                busy=draw(st.sampled_from((frozenset(), each.unavailable))),
            )
            for each in problem.delegates
        ),
        requests=tuple(
            replace(each, unavailable=draw(some), pools=draw(needs), companions=draw(along) - {each.delegate})
            for each in problem.requests
        ),
    )


@st.composite
def problems(draw, rarer_rules=True):
    """Small problems of both sorts, with and without the rarer rules, some of their meetings locked."""
    problem = draw(st.one_of(odd_problems(), crammed_problems, crammed_problems))
    if rarer_rules and draw(st.booleans()):
        problem = draw(ruled(problem))
    return replace(problem, locked=tuple(draw(timetables(problem, most=draw(st.integers(0, 2))))))


@st.composite
def timetables(draw, problem, most=5):
    """Some valid placements of a problem, its locked ones first."""
    placements = list(problem.locked)
    for request in draw(st.permutations(problem.requests)):
        free = [place for place in every_place(problem, request) if together(problem, [*placements, place])]
        if free and len(placements) < most and request.id not in {place.request for place in placements}:
            placements.append(draw(st.sampled_from(free)))
    return placements
