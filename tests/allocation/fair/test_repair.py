from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from exhibitors.allocation import Limits
from exhibitors.allocation.fair import (
    Booth,
    BoothKind,
    Exhibitor,
    Move,
    Placement,
    Problem,
    difference,
    repair,
    solve,
    violations,
)
from tests.allocation.fair.examples import fairs

LITTLE = Limits(work=0.01)
SHELL = BoothKind.SHELL


def fair(priorities, booths=2, **more):
    """As many like exhibitors as priorities, and booths in halls of their own; everybody wants hall 100."""
    return Problem(
        booths=tuple(Booth(100 + at, 100 + at, SHELL, 9) for at in range(booths)),
        exhibitors=tuple(
            Exhibitor(who, SHELL, 9, "VN", priority, halls=(100,)) for who, priority in enumerate(priorities)
        ),
        **more,
    )


def plan(**booths):
    return [Placement(int(name[1:]), booth) for name, booth in booths.items()]


@settings(max_examples=50, deadline=None)
@given(fairs(), st.data())
def test_a_repaired_plan_is_valid_and_moves_nobody_who_is_locked(problem, data):
    before = solve(problem, LITTLE).placements
    everybody = [one.id for one in problem.exhibitors]
    gone = data.draw(st.sets(st.sampled_from(everybody), max_size=2)) if everybody else set()
    booths = [booth.id for booth in problem.booths]
    closed = data.draw(st.sets(st.sampled_from(booths), max_size=2)) if booths else set()
    found = repair(problem, before, gone, closed)
    assert violations(found.problem, found.answer) == []
    assert not {move.exhibitor for move in found.difference.moved} & {
        each.exhibitor for each in found.problem.locked
    }


@settings(max_examples=40, deadline=None)
@given(fairs())
def test_where_nothing_has_changed_nothing_changes(problem):
    before = solve(problem, LITTLE).placements
    assert repair(problem, before).answer.placements == before


@settings(max_examples=40, deadline=None)
@given(fairs(), st.data())
def test_a_withdrawal_moves_nobody_where_there_are_no_quotas(problem, data):
    problem = replace(problem, quotas=())
    before = solve(problem, LITTLE).placements
    gone = data.draw(st.sets(st.sampled_from([each.exhibitor for each in before]))) if before else set()
    assert repair(problem, before, gone).difference.moved == ()


def test_the_booth_of_one_who_withdraws_goes_to_the_first_who_waits():
    found = repair(fair([1, 2, 3, 2]), plan(_0=100, _1=101), withdrawn=[1])
    assert found.difference.added == (Placement(3, 101),)
    assert found.difference.removed == (Placement(1, 101),)
    assert found.difference.moved == ()


def test_a_booth_that_a_higher_one_would_rather_have_is_not_given_to_a_lower_one():
    found = repair(fair([1, 1, 2]), plan(_0=100, _1=101), withdrawn=[0])
    assert found.difference.added == ()
    [waiting] = found.answer.unplaced
    assert (waiting.reason, dict(waiting.values)) == ("wanted-above", {"booths": (100,)})


def test_who_loses_a_closed_booth_takes_the_lowest_priority_s():
    found = repair(fair([1, 2, 3], booths=3), plan(_0=100, _1=101, _2=102), closed_booths=[100])
    assert found.difference.moved == (Move(0, (100,), (102,)),) or found.difference.moved == (
        Move(0, (100,), (101,)),
    )
    assert [each.exhibitor for each in found.answer.unplaced] in ([2], [1])
    assert violations(found.problem, found.answer) == []


def test_who_has_several_booths_and_loses_one_gets_another_stand():
    booths = tuple(Booth(100 + at, 1, SHELL, 9) for at in range(4))
    asks = Exhibitor(0, SHELL, 18, "VN", 1, booths=2)
    fair = Problem(booths, (asks,), rows=((100, 101), (102, 103)))
    found = repair(fair, [Placement(0, 100), Placement(0, 101)], closed_booths=[101])
    assert found.difference.moved == (Move(0, (100, 101), (102, 103)),)


def test_the_confirmed_stay_even_before_a_higher_priority():
    locked = fair([1, 3], locked=(Placement(1, 101),))
    found = repair(locked, plan(_0=100, _1=101), closed_booths=[100])
    assert found.answer.placements == (Placement(1, 101),)


def test_the_difference_of_two_plans_is_told_by_exhibitor():
    found = difference(plan(_1=10, _2=11, _3=12), plan(_2=10, _3=12, _4=13))
    assert found.added == (Placement(4, 13),)
    assert found.moved == (Move(2, (11,), (10,)),)
    assert found.removed == (Placement(1, 10),)


def test_a_stand_whose_middle_booth_is_closed_is_not_torn_apart():
    wide = Exhibitor(1, SHELL, 27, "VN", 1, booths=3, accepts_smaller=True)
    booths = tuple(Booth(100 + at, 1, SHELL, 9) for at in range(5))
    problem = Problem(booths, (wide,), rows=((100, 101, 102, 103, 104),))
    found = repair(problem, [Placement(1, 102), Placement(1, 103), Placement(1, 104)], closed_booths={103})
    assert violations(found.problem, found.answer) == []
    assert sorted(each.booth for each in found.answer.placements) == [100, 101, 102]
