"""The format `fair-1`: wishes of delegates to meet exhibitors, on several days, with halls to walk between."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from buyers.scheduling.compiled.arrays import NOWHERE, Market, market, mask_of
from buyers.scheduling.compiled.bits import MOST_SLOTS
from buyers.scheduling.compiled.solve import solve as search
from buyers.scheduling.formats.reading import FormatError, checked, member, number, numbers
from buyers.scheduling.limits import Limits, Progress, Watch

NAME = "fair-1"
MOST = 10**7  # of anything
PRIORITIES = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Fair:
    """The problem as it was read; lists by number, slots counted through all days."""

    slots: int
    days: int
    points: Sequence[int]
    hall: Sequence[int]
    walk_free: int
    exhibitor_blocked: Sequence[Sequence[int]]
    delegate_blocked: Sequence[Sequence[int]]
    wishes: Sequence[tuple[int, int]]
    value: Sequence[int]  # of each wish


def read(data: Any) -> Fair:
    """The problem from JSON. Raises FormatError naming what is wrong."""
    exhibitors = number(member(data, "exhibitors", int), 0, MOST, "'exhibitors'")
    delegates = number(member(data, "delegates", int), 0, MOST, "'delegates'")
    slots = number(member(data, "slots", int), 1, MOST_SLOTS, "'slots'")
    days = number(member(data, "days", int), 1, slots, "'days'")
    if slots % days:
        raise FormatError(f"{slots} slots cannot be {days} days of as many slots each")
    rows = [
        _wish(row, place, delegates, exhibitors) for place, row in enumerate(member(data, "wishes", list))
    ]
    worth = _worth(member(data, "value", dict))
    return Fair(
        slots=slots,
        days=days,
        points=numbers(member(data, "points", list), 0, 100, "'points'", exhibitors),
        hall=numbers(member(data, "hall", list), 0, 63, "'hall'", exhibitors),
        walk_free=number(member(data, "walk_free", int), 0, MOST, "'walk_free'"),
        exhibitor_blocked=_blocked(data, "exhibitor_blocked", exhibitors, slots),
        delegate_blocked=_blocked(data, "delegate_blocked", delegates, slots),
        wishes=[(delegate, exhibitor) for delegate, exhibitor, _, _ in rows],
        value=[worth[priority, mutual] for _, _, priority, mutual in rows],
    )


def _wish(row: Any, place: int, delegates: int, exhibitors: int) -> tuple[int, int, int, int]:
    where = f"wish {place}"
    delegate, exhibitor, priority, mutual = numbers(row, 0, MOST, where, 4)
    number(delegate, 0, delegates - 1, f"the delegate of {where}")
    number(exhibitor, 0, exhibitors - 1, f"the exhibitor of {where}")
    number(priority, PRIORITIES[0], PRIORITIES[-1], f"the priority of {where}")
    return delegate, exhibitor, priority, number(mutual, 0, 1, f"'mutual' of {where}")


def _worth(value: Mapping[str, Any]) -> dict[tuple[int, int], int]:
    factor = number(member(value, "mutual_factor", int, "'value'"), 1, 1000, "'mutual_factor'")
    points = {
        each: number(member(value, str(each), int, "'value'"), 1, 10**6, f"the value of priority {each}")
        for each in PRIORITIES
    }
    return {(each, mutual): points[each] * (factor if mutual else 1) for each in points for mutual in (0, 1)}


def _blocked(data: Any, name: str, who: int, slots: int) -> list[list[int]]:
    rows = checked(member(data, name, list), list, name)
    if len(rows) != who:
        raise FormatError(f"'{name}' has {len(rows)} entries instead of {who}")
    return [numbers(row, 0, slots - 1, f"entry {place} of '{name}'") for place, row in enumerate(rows)]


def solve(fair: Fair, limits: Limits, seed: int = 0, progress: Progress | None = None) -> dict[str, Any]:
    """The best timetable found within the limits, in the format's own shape, with a bound on every other's value."""
    watch = Watch(limits, progress)
    problem = arrange(fair)
    found = search(problem, watch, seed)
    slot = {int(wish): int(found.slot[wish]) for wish in np.flatnonzero(found.slot != NOWHERE)}
    return {
        "format": NAME,
        "meetings": _seated(fair, slot),
        "value": found.value,
        "bound": found.bound,
        "bound_method": found.method,
        "status": "optimal" if found.value == found.bound else "feasible",
        "seconds": round(watch.seconds, 3),
    }


def _seated(fair: Fair, slot: Mapping[int, int]) -> list[list[int]]:
    """Rows (wish, slot, point): the points of an exhibitor are dealt out in the order of its wishes."""
    taken: dict[tuple[int, int], int] = defaultdict(int)
    meetings = []
    for wish, when in slot.items():
        place = fair.wishes[wish][1], when
        meetings.append([wish, when, taken[place]])
        taken[place] += 1
    return meetings


def arrange(fair: Fair) -> Market:
    """The problem as arrays."""
    pairs = np.array(fair.wishes, np.int64).reshape(-1, 2)
    every = mask_of(range(fair.slots))
    away = np.array([mask_of(set(row)) for row in fair.exhibitor_blocked], np.uint64)
    absent = np.array([mask_of(set(row)) for row in fair.delegate_blocked], np.uint64)
    seats = np.repeat(np.array(fair.points, np.int64)[:, None], fair.slots, axis=1)
    for exhibitor, row in enumerate(fair.exhibitor_blocked):
        seats[exhibitor, row] = 0
    halls = np.arange(max(fair.hall, default=0) + 1)
    open_slots = every & ~away[pairs[:, 1]] & ~absent[pairs[:, 0]]
    return market(
        pairs=pairs,
        value=np.array(fair.value, np.int64),
        slots=np.where(np.array(fair.points, np.int64)[pairs[:, 1]] > 0, open_slots, np.uint64(0)),
        seats=seats,
        hall=np.array(fair.hall, np.int64),
        near=np.abs(halls[:, None] - halls) <= fair.walk_free,
        days=[slot // (fair.slots // fair.days) for slot in range(fair.slots)],
        delegates=len(fair.delegate_blocked),
    )
