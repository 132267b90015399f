"""Which of an offer's alike booths each gets: near those of its sector and economy, away from competitors.

To change booths within an offer costs nobody anything: each booth of it is worth the same to everybody, counts
the same in each quota and is overtaken by nobody that another would not be.
"""

from collections.abc import Callable, Collection, Mapping

import numpy as np

from exhibitors.allocation.fair.offers import FORBIDDEN, Offers
from exhibitors.allocation.floor import Floor, floor, lists_of
from exhibitors.allocation.limits import Watch
from exhibitors.allocation.problem import Grouping, Ints
from exhibitors.allocation.problem import Problem as Hall
from exhibitors.allocation.search import search, worth_of
from exhibitors.allocation.start import seated

STAYS = 100_000_000  # worth of the own offer while neighbours are looked for: more than any neighbours are
LOOKED_AT = 50  # free booths of an offer, for a first seat


def hall_of(offers: Offers) -> Hall:
    """The same fair without quotas and priorities; no valid plan is worth less there."""
    problem, weights = offers.problem, offers.problem.weights
    sectors = _numbered([one.sectors[0] if one.sectors else None for one in problem.exhibitors])
    economies = _numbered([one.economy for one in problem.exhibitors])
    return Hall(
        worth=np.where(offers.worth > FORBIDDEN, offers.worth + _for_a_stand(offers)[:, None], offers.worth),
        type_of=offers.offer_of,
        near=_pairs(problem.near, {booth.id: number for number, booth in enumerate(problem.booths)}),
        groupings=(Grouping(sectors, weights.sector_near), Grouping(economies, weights.economy_near)),
        rivals=_pairs(problem.competitors, {one.id: number for number, one in enumerate(problem.exhibitors)}),
        rival_worth=weights.competitors_near,
    )


def _for_a_stand(offers: Offers) -> Ints:
    """What each part is worth because its exhibitor has a stand.

    Shared out where an exhibitor takes all its booths or none, so that the bound can't have it for a single one.
    """
    stands, stand = offers.stands, offers.problem.weights.stand
    share = np.zeros(len(stands.exhibitor_of), np.int32)
    for one, parts in zip(stands.whole.exhibitors, stands.parts, strict=True):
        if one.accepts_smaller:
            share[parts[0]] = stand
        else:
            each, more = divmod(stand, len(parts))
            share[list(parts)] = each
            share[list(parts[:more])] += 1
    return share


def _numbered(groups: list[str | None]) -> Ints:
    names = {name: number for number, name in enumerate(sorted({g for g in groups if g is not None}))}
    return np.array([-1 if group is None else names[group] for group in groups], np.int32)


def _pairs(pairs: tuple[tuple[int, int], ...], number_of: Mapping[int, int]) -> Ints:
    """Each pair once, by number."""
    numbers = {(number_of[one], number_of[other]) for one, other in pairs}
    return np.array(sorted({(min(pair), max(pair)) for pair in numbers}), np.int32).reshape(-1, 2)


def seats(
    offers: Offers, hall: Hall, given: Mapping[int, int], kept: Mapping[int, int] | None = None
) -> dict[int, int]:
    """Exhibitor → booth. Those kept (exhibitor → booth) stay; the others come one by one, each to its best of some."""
    booth_of = {
        who: booth
        for who, booth in {**(kept or {}), **offers.locked}.items()
        if given.get(who) == offers.offer_of[booth]
    }
    neighbours = _Neighbours(hall, booth_of)
    taken = set(booth_of.values())
    free = {
        offer: [booth for booth in booths if booth not in taken]
        for offer, booths in enumerate(offers.members)
    }
    coming = [who for who in given if who not in booth_of]
    for who in sorted(coming, key=lambda who: (*(int(each.of[who]) for each in hall.groupings), who)):
        open_booths = free[given[who]]
        best = max(open_booths[:LOOKED_AT], key=lambda booth: (neighbours.gain(who, booth), -booth))
        open_booths.remove(best)
        neighbours.seat(who, best)
        booth_of[who] = best
    return booth_of


class _Neighbours:
    """Who stands where, and what a booth's neighbours are worth to somebody."""

    def __init__(self, hall: Hall, booth_of: Mapping[int, int]) -> None:
        self._hall = hall
        self._starts, self._near = (part.tolist() for part in lists_of(hall.near, hall.booths))
        self._rivals = {frozenset(pair) for pair in hall.rivals.tolist()}
        self._groups = [(each.of.tolist(), each.worth) for each in hall.groupings]
        self._holder = {booth: who for who, booth in booth_of.items()}

    def seat(self, who: int, booth: int) -> None:
        """Note that somebody stands there."""
        self._holder[booth] = who

    def gain(self, who: int, booth: int) -> int:
        """What the neighbours there are worth."""
        gain = 0
        for place in self._near[self._starts[booth] : self._starts[booth + 1]]:
            if (other := self._holder.get(place)) is not None:
                gain += sum(worth for of, worth in self._groups if of[who] == of[other] >= 0)
                gain += self._hall.rival_worth * (frozenset((who, other)) in self._rivals)
        return gain


def value_of(hall: Hall, laid: Floor, booth_of: Mapping[int, int]) -> int:
    """What a plan is worth, neighbours included."""
    return worth_of(laid, seated(laid, _places(hall, booth_of)))


def _places(hall: Hall, booth_of: Mapping[int, int]) -> Ints:
    """A place for each exhibitor, after the booths for those who have none."""
    none = hall.booths + np.arange(hall.exhibitors)
    return np.array([booth_of.get(who, none[who]) for who in range(hall.exhibitors)], np.int32)


def better_seats(
    hall: Hall,
    booth_of: Mapping[int, int],
    watch: Watch,
    seed: int,
    enough: Callable[[int], bool],
    fixed: Collection[int] = (),
) -> dict[int, int]:
    """Change booths within offers for better neighbours, until the watch, or `enough` told what they are worth.

    Those `fixed` keep theirs: a booth of a type of its own.
    """
    type_of = hall.type_of.copy()
    alone = [booth_of[who] for who in fixed if who in booth_of]
    type_of[alone] = hall.types + np.arange(len(alone))
    held = Hall(
        worth=np.zeros((hall.exhibitors, hall.types + len(alone)), np.int32),
        type_of=type_of,
        near=hall.near,
        groupings=hall.groupings,
        rivals=hall.rivals,
        rival_worth=hall.rival_worth,
    )
    own = np.full(hall.exhibitors, -1)
    for who, booth in booth_of.items():
        own[who] = type_of[booth]
        held.worth[who, own[who]] = STAYS
    held.worth[own < 0] = -STAYS
    laid = floor(held)
    found = search(
        laid,
        seated(laid, _places(hall, booth_of)),
        watch,
        seed,
        lambda value: enough(value - STAYS * len(booth_of)),
    )
    return {who: int(found[who]) for who in booth_of}
