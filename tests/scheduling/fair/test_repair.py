"""A living timetable: what is lost finds another place, and as few people as possible are told to move."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from buyers.scheduling.compiled.arrays import Market, Table, mask_of, vacant
from buyers.scheduling.compiled.fill import fill
from buyers.scheduling.compiled.improve import begin
from buyers.scheduling.compiled.repair import cancel, obstacles, put_elsewhere, refill, shut
from buyers.scheduling.formats import fair_1
from buyers.scheduling.formats.fair_1_judge import violations
from tests.scheduling.fair.examples import fair, fairs, fits, worth


def filled(problem: dict[str, Any]) -> tuple[Market, Table, Any]:
    """The problem as arrays, with a first timetable; nobody is fixed."""
    market = fair_1.arrange(fair_1.read(problem))
    table = vacant(market)._replace(slot=begin(market))
    fill(market, table, np.arange(len(market.value), dtype=np.int32))
    return market, table, np.zeros(len(market.value), np.bool_)


def judged(problem: dict[str, Any], table: Table) -> list[str]:
    """What is wrong with a timetable; its points are dealt out as they come."""
    taken: dict[tuple[int, int], int] = {}
    meetings, value = [], 0
    for wish, slot in enumerate(table.slot):
        if slot >= 0:
            place = problem["wishes"][wish][1], int(slot)
            taken[place] = taken.get(place, -1) + 1
            meetings.append([wish, int(slot), taken[place]])
            value += worth(problem, wish)
    return violations(problem, {"format": "fair-1", "meetings": meetings, "value": value, "bound": value})


def fewest_moves(problem: dict[str, Any], before: list[int], wish: int, ruled_out: int) -> int | None:
    """How many other meetings have to move so that all of `before` and the wish are held: by trying everything."""
    held = [each for each, slot in enumerate(before) if slot >= 0 and each != wish]

    def least(rest: list[int], placed: list[tuple[int, int, int]], moved: int) -> int | None:
        if moved > 3:
            return None
        if not rest:
            return moved
        first, *others = rest
        delegate, exhibitor = problem["wishes"][first][:2]
        found = []
        for slot in range(problem["slots"]):
            if (first, slot) != (wish, ruled_out) and fits(problem, placed, delegate, exhibitor, slot):
                more = first != wish and slot != before[first]
                found.append(least(others, [*placed, (delegate, exhibitor, slot)], moved + more))
        return min((each for each in found if each is not None), default=None)

    return least([wish, *held], [], 0)


@settings(max_examples=80, deadline=None)
@given(fairs(), st.data())
def test_what_is_lost_is_put_elsewhere_with_the_fewest_moves(
    problem: dict[str, Any], data: st.DataObject
) -> None:
    market, table, fixed = filled(problem)
    held = np.flatnonzero(table.slot >= 0)
    if not len(held):
        return
    wish = int(data.draw(st.sampled_from(list(held))))
    before = table.slot.tolist()
    old = cancel(market, table, wish)
    changes = put_elsewhere(market, table, wish, fixed, allowed=~mask_of([old]))
    expected = fewest_moves(problem, before, wish, old)
    assert (None if changes is None else len(changes) - 1) == expected
    assert judged(problem, table) == []
    kept = [each for each, slot in enumerate(before) if slot >= 0 and each != wish]
    assert all(table.slot[each] >= 0 for each in kept)
    if changes is None:
        assert table.slot.tolist() == [*before[:wish], -1, *before[wish + 1 :]]


@settings(max_examples=60, deadline=None)
@given(fairs(), st.data())
def test_a_hole_is_filled_without_losing_anybody(problem: dict[str, Any], data: st.DataObject) -> None:
    market, table, fixed = filled(problem)
    held = np.flatnonzero(table.slot >= 0)
    if not len(held):
        return
    wish = int(data.draw(st.sampled_from(list(held))))
    cancel(market, table, wish)
    fixed[wish] = True
    before = table.slot.copy()
    changes = refill(market, table, int(market.delegate[wish]), int(market.exhibitor[wish]), fixed)
    assert judged(problem, table) == []
    assert ((table.slot >= 0) >= (before >= 0)).all()
    if changes is not None:
        assert changes[0].before == -1
        assert len(changes) <= 3
        assert {change.wish for change in changes} == set(np.flatnonzero(table.slot != before))


def test_a_meeting_that_is_fixed_is_in_the_way() -> None:
    """Both wish for the one exhibitor in the one slot that the newcomer has."""
    problem = fair(
        slots=2, days=1, exhibitors=1, points=[1], hall=[0], exhibitor_blocked=[[]], delegate_blocked=[[], [1]],
        wishes=[[0, 0, 1, 0], [1, 0, 1, 0]],
    )  # fmt: skip
    for stays in (False, True):
        market, table, fixed = filled(problem | {"wishes": [*problem["wishes"][:1], [1, 0, 1, 0]]})
        for wish in np.flatnonzero(table.slot >= 0):
            cancel(market, table, int(wish))
        table.slot[0] = 0
        fill(market, table, np.array([0], np.int32))
        fixed[0] = stays
        changes = put_elsewhere(market, table, 1, fixed)
        assert (changes is None) == stays
        if stays:
            assert [(each.slot, each.meetings) for each in obstacles(market, table, 1)] == [(0, (0,))]
        else:
            assert table.slot.tolist() == [1, 0]


@settings(max_examples=40, deadline=None)
@given(fairs())
def test_a_closed_hall_is_empty_and_who_could_go_elsewhere_did(problem: dict[str, Any]) -> None:
    market, table, fixed = filled(problem)
    before = table.slot.copy()
    closed = market.hall == 0
    _, changes, lost = shut(market, table, closed, mask_of([0]), fixed)
    assert judged(problem, table) == []
    there = closed[market.exhibitor] & (table.slot == 0)
    assert not there.any()
    assert set(np.flatnonzero((before >= 0) & (table.slot < 0))) == set(lost)
    assert all(change.before != change.after for change in changes)
