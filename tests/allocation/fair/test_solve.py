from dataclasses import replace

from hypothesis import given, settings

from exhibitors.allocation import Limits
from exhibitors.allocation.fair import (
    Booth,
    BoothKind,
    Exhibitor,
    Placement,
    Problem,
    Quota,
    Reason,
    Status,
    solve,
    value,
    violations,
)
from tests.allocation.fair.examples import best_by_trying_all, fairs, worth

LITTLE = Limits(work=0.02)


@settings(max_examples=60, deadline=None)
@given(fairs())
def test_every_plan_is_one_that_the_judge_accepts(problem):
    answer = solve(problem, LITTLE)
    assert violations(problem, answer) == []
    assert answer.value == value(problem, answer.placements) == worth(problem, answer.placements)


@settings(max_examples=25, deadline=None)
@given(fairs(most_exhibitors=4, most_booths=4))
def test_the_value_is_never_above_the_best_plan_and_the_bound_never_below_it(problem):
    answer = solve(problem, LITTLE)
    assert answer.value <= best_by_trying_all(problem) <= answer.bound


SHELL, RAW = BoothKind.SHELL, BoothKind.RAW


def shells(number, **more):
    return tuple(Booth(100 + at, 1, SHELL, 9, **more) for at in range(number))


def row(number):
    return tuple((100 + at, 101 + at) for at in range(number - 1))


def reason(problem):
    """The only reason of an answer."""
    [one] = solve(problem, LITTLE).unplaced
    return one.reason, dict(one.values)


def test_without_neighbours_and_of_one_priority_the_plan_is_proven_the_best():
    answer = solve(Problem(shells(2), tuple(Exhibitor(who, SHELL, 9, "VN", 1) for who in range(3))), LITTLE)
    assert answer.status == Status.OPTIMAL
    assert answer.value == answer.bound == 2 * (300 + 100 + 60 + 40 + 40 + 20)


def test_those_of_a_sector_come_to_lie_together_and_competitors_apart():
    sectors = ["tea", "silk", "tea", "silk"]
    people = tuple(Exhibitor(who, SHELL, 9, "VN", 1, sectors=(sector,)) for who, sector in enumerate(sectors))
    placed = solve(Problem(shells(4), people, row(4)), LITTLE).placements
    booths = {each.exhibitor: each.booth for each in placed}
    assert {booths[0], booths[2]} in ({100, 101}, {102, 103})
    apart = solve(Problem(shells(3), people[:2], row(3), competitors=((0, 1),)), LITTLE).placements
    assert {each.booth for each in apart} == {100, 102}


def test_neighbours_never_cost_anybody_a_booth_that_is_better_alone():
    better, worse = Booth(200, 1, SHELL, 9, open_sides=2), Booth(201, 1, SHELL, 9, open_sides=1)
    people = tuple(Exhibitor(who, SHELL, 9, "VN", who + 1, open_sides=2) for who in range(2))
    answer = solve(Problem((worse, better), people, ((200, 201),), competitors=((0, 1),)), Limits(work=0.1))
    assert answer.placements == (Placement(0, 200), Placement(1, 201))


def test_who_accepts_less_is_placed_smaller_and_named():
    small = (Booth(1, 1, RAW, 18),)
    answer = solve(Problem(small, (Exhibitor(5, RAW, 36, "VN", 1, accepts_smaller=True),)), LITTLE)
    assert (answer.placements, answer.smaller) == ((Placement(5, 1),), (5,))


def test_several_booths_lie_side_by_side_and_leave_the_row_as_whole_as_they_can():
    pair = Exhibitor(0, SHELL, 18, "VN", 1, booths=2)
    triple = Exhibitor(1, SHELL, 27, "VN", 1, booths=3)
    rows = ((100, 101, 102), (103, 104))
    answer = solve(Problem(shells(5), (pair, triple), rows=rows), LITTLE)
    assert answer.placements == (*placed(0, 103, 104), *placed(1, 100, 101, 102))
    assert (answer.status, answer.value) == (Status.OPTIMAL, 2 * 300 + 5 * 260)


def test_a_longer_stand_of_lower_priority_yields_to_a_single_booth():
    first, pair = Exhibitor(0, SHELL, 9, "VN", 1), Exhibitor(1, SHELL, 18, "VN", 2, booths=2)
    answer = solve(Problem(shells(2), (first, pair), rows=((100, 101),)), LITTLE)
    assert [each.exhibitor for each in answer.placements] == [0]
    [waiting] = answer.unplaced
    assert (waiting.reason, dict(waiting.values)) == (Reason.NOT_SIDE_BY_SIDE, {"booths": 2, "free": 1})


def test_who_accepts_less_gets_fewer_booths_side_by_side_and_is_named():
    one = Exhibitor(0, SHELL, 27, "VN", 1, booths=3, accepts_smaller=True)
    answer = solve(Problem(shells(3), (one,), rows=((100, 101), (102,))), LITTLE)
    assert (answer.placements, answer.smaller) == (placed(0, 100, 101), (0,))


def test_who_is_locked_keeps_all_its_booths_wherever_they_are():
    one = Exhibitor(0, SHELL, 27, "VN", 1, booths=3)
    locked = placed(0, 100, 102)
    assert solve(Problem(shells(3), (one,), locked=locked), LITTLE).placements == locked


def placed(who, *booths):
    return tuple(Placement(who, booth) for booth in booths)


def test_a_quota_goes_to_those_whom_it_helps_most():
    booths = (Booth(1, 1, SHELL, 9, zone=1), Booth(2, 1, SHELL, 9, zone=1), Booth(3, 1, SHELL, 9, zone=2))
    people = (Exhibitor(0, SHELL, 9, "VN", 1), Exhibitor(1, SHELL, 9, "VN", 1, zones=(1,)))
    answer = solve(Problem(booths, people, quotas=(Quota("VN", 1, most_area=9),)), LITTLE)
    assert answer.placements[0] == Placement(0, 3)
    assert answer.placements[1].booth in (1, 2)


def test_why_there_is_no_booth_is_said_in_values():
    asks = Exhibitor(0, RAW, 36, "VN", 2, weight=3000, height=500)
    low = Booth(1, 5, RAW, 36, zone=4, floor_load=3500, height=400)
    high = Booth(2, 5, RAW, 36, zone=4)
    other = Booth(3, 5, RAW, 18)
    first, equal = (Exhibitor(1, RAW, 36, "VN", priority) for priority in (1, 2))
    assert reason(Problem((other,), (asks,))) == (
        Reason.NO_SUCH_BOOTH,
        {"kind": "raw", "area": 36, "nearest": (3,)},
    )
    weak = Booth(1, 5, RAW, 36, floor_load=1500)
    assert reason(Problem((weak,), (asks,))) == (Reason.TOO_HEAVY, {"weight": 3000, "most": 1500})
    assert reason(Problem((low,), (asks,))) == (Reason.TOO_HIGH, {"height": 500, "most": 400})
    assert reason(Problem((high,), (asks,), quotas=(Quota("VN", 4, most_booths=0),))) == (
        Reason.QUOTA_REACHED,
        {"economy": "VN", "zones": (4,)},
    )
    assert reason(Problem((high,), (asks, first))) == (Reason.OUTBID, {"booths": 1, "priority": 1})
    last = replace(first, priority=3)
    held = Problem((high,), (replace(asks, priority=1), last), locked=(Placement(1, 2),))
    assert reason(held)[0] == Reason.NONE_LEFT  # whatever the priority of who has it already
    assert reason(Problem((high, other), (equal, asks), locked=())) == (
        Reason.NONE_LEFT,
        {"kind": "raw", "area": 36, "booths": 1, "halls": (), "nearest": (3,)},
    )


def test_the_same_work_and_seed_give_the_same_plan():
    people = tuple(Exhibitor(who, SHELL, 9, "VN", who % 2 + 1, sectors=("abc"[who % 3],)) for who in range(8))
    problem = Problem(shells(9), people, row(9))
    assert solve(problem, LITTLE, seed=3) == solve(problem, LITTLE, seed=3)


def test_who_cancels_gets_the_plan_found_until_then():
    people = tuple(Exhibitor(who, SHELL, 9, "VN", 1, sectors=("abc"[who % 3],)) for who in range(8))
    problem = Problem(shells(9), people, row(9))
    answer = solve(problem, Limits(seconds=60), progress=lambda done: False)
    assert answer.status == Status.CANCELLED
    assert violations(problem, answer) == []
