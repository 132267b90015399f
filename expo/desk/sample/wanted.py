"""Which buyers the sample's exhibitors wish to meet, and where they deliver to."""

from collections.abc import Iterable
from random import Random

from exhibitors.models import Exhibitor
from expo.desk.sample.bulk import save

WISH, DELIVER = 0.4, 0.5  # parts of the exhibitors that say so
MOST = 4  # economies that one names


def make_wanted(exhibitors: Iterable[Exhibitor], buying: Iterable[str], dice: Random) -> None:
    """Let some of the exhibitors wish for buyers from some of the economies that groups come from."""
    known = sorted(set(buying))
    wanted, markets = Exhibitor.wanted_economies.through, Exhibitor.markets.through
    wishes = [(each, _some(known, WISH, dice), _some(known, DELIVER, dice)) for each in exhibitors]
    save(wanted(exhibitor=each, economy_id=code) for each, codes, _markets in wishes for code in codes)
    save(markets(exhibitor=each, economy_id=code) for each, _wanted, codes in wishes for code in codes)


def _some(codes: list[str], chance: float, dice: Random) -> list[str]:
    if dice.random() >= chance:
        return []
    return dice.sample(codes, min(len(codes), dice.randint(1, MOST)))
