"""How often coordinators call matches good, by the signals that made them."""

from collections import Counter
from dataclasses import dataclass

from buyers.models import MatchVerdict
from expo.fair.models import Edition


@dataclass(frozen=True, slots=True)
class Rate:
    """Of the judged matches to which a signal added something: how many, and how many of them were good."""

    judged: int
    good: int

    @property
    def percent(self) -> int:
        """The good ones in per cent of the judged."""
        return round(100 * self.good / self.judged) if self.judged else 0


def signal_rates(edition: Edition) -> dict[str, Rate]:
    """Return the rate of each signal that has brought a judged match."""
    judged: Counter[str] = Counter()
    good: Counter[str] = Counter()
    verdicts = MatchVerdict.objects.filter(exhibitor__edition=edition).order_by()
    for is_good, signals in verdicts.values_list("is_good", "signals").iterator():
        added = [name for name, share in signals.items() if share > 0]
        judged.update(added)
        good.update(added if is_good else [])
    return {name: Rate(number, good[name]) for name, number in judged.items()}
