"""How often coordinators call matches good, by the signals that made them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
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


def signal_rates(edition: Edition) -> Mapping[str, Rate]:
    """Return the rate of each signal that has brought a judged match."""
    return signal_rates_by_edition([edition]).get(edition.pk, {})


def signal_rates_by_edition(editions: Iterable[Edition]) -> dict[int, dict[str, Rate]]:
    """Return the rates of several editions at once, by key."""
    judged: defaultdict[int, Counter[str]] = defaultdict(Counter)
    good: defaultdict[int, Counter[str]] = defaultdict(Counter)
    verdicts = MatchVerdict.objects.filter(exhibitor__edition__in=editions).order_by()
    columns = verdicts.values_list("exhibitor__edition", "is_good", "signals")
    for edition, is_good, signals in columns.iterator():
        added = [name for name, share in signals.items() if share > 0]
        judged[edition].update(added)
        good[edition].update(added if is_good else [])
    return {
        edition: {name: Rate(number, good[edition][name]) for name, number in counts.items()}
        for edition, counts in judged.items()
    }
