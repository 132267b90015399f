"""A problem with points, hosts and pools, as the arrays of the compiled search.

An exhibitor's seats in a slot are as many as it has points and hosts free; that several share them, that pools run out
and that delegates end their days early is left to the timetable that takes the result up (`solve.py`).
"""

import numpy as np

from buyers.scheduling.compiled.arrays import Market, market, mask_of
from buyers.scheduling.openings import Openings

MOST_HALLS = 63  # a hall is a bit, and one bit is for what is in no hall


def arrange(openings: Openings, slots: int) -> Market:
    """The openings as arrays; wishes are numbered as `openings.requests`."""
    delegates = {delegate: number for number, delegate in enumerate(openings.delegates)}
    exhibitors = {exhibitor: number for number, exhibitor in enumerate(openings.points.of_exhibitor)}
    halls = sorted({hall for hall in openings.walks.hall.values() if hall is not None})
    place = {hall: number for number, hall in enumerate(halls)} | {None: len(halls)}
    requests = openings.requests
    return market(
        pairs=np.array(
            [(delegates[each.delegate], exhibitors[each.exhibitor]) for each in requests], np.int64
        ).reshape(-1, 2),
        value=np.array([each.weight for each in requests], np.int64),
        slots=np.array([mask_of(openings.choices[each.id]) for each in requests], np.uint64),
        seats=np.array([_seats(openings, exhibitor, slots) for exhibitor in exhibitors], np.int64).reshape(
            len(exhibitors), slots
        ),
        hall=np.array([place[openings.walks.hall[exhibitor]] for exhibitor in exhibitors], np.int64),
        near=_near(openings, halls),
        days=openings.walks.days,
        delegates=len(delegates),
    )


def _seats(openings: Openings, exhibitor: int, slots: int) -> list[int]:
    return [
        min(len(openings.points.at(exhibitor, slot)), len(openings.hosts.at(exhibitor, slot)), 100)
        for slot in range(slots)
    ]


def _near(openings: Openings, halls: list[int]) -> "np.ndarray[tuple[int, int], np.dtype[np.bool_]]":
    """Whether one hall may follow another at once; the last is where links are, near to all."""
    near = np.ones((len(halls) + 1, len(halls) + 1), np.bool_)
    for one, here in enumerate(halls):
        for two, there in enumerate(halls):
            near[one, two] = openings.walks.far.isdisjoint(((here, there), (there, here)))
    return near
