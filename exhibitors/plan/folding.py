"""The list beside a plan: who is where comes first, and booths without a name are folded into few rows."""

from collections.abc import Iterable
from itertools import groupby

from exhibitors.plan.stands import STATES, Stand


def folded(stands: Iterable[Stand]) -> list[Stand]:
    """Return the stands that have a name, then the others: those alike in state, zone, pavilion and kind as one."""
    everything = list(stands)
    nameless = sorted((stand for stand in everything if not stand.exhibitors), key=_alike)
    return [
        *(stand for stand in everything if stand.exhibitors),
        *(_together(list(of_one)) for _alike_in, of_one in groupby(nameless, _alike)),
    ]


def _alike(stand: Stand) -> tuple[int, str, str, str]:
    return list(STATES).index(stand.state), stand.zone, stand.pavilion, stand.kind


def _together(stands: list[Stand]) -> Stand:
    places = [place for stand in stands for place in stand.places]
    return Stand(places, stands[0].state, zone=stands[0].zone, pavilion=stands[0].pavilion)
