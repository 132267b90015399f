"""What the matching reads, in short: by it one knows whether another run could find anything else."""

from hashlib import sha256
from typing import Any

from buyers.capacities import capacities
from buyers.models import MatchVerdict, SourcingNeed
from buyers.models.weights import weights_of
from exhibitors.catalogue import stamp
from expo.fair.models import Edition

WANTED = ("pk", "modified_at", "delegate__group__economy", "delegate__person__languages")


def fingerprint(edition: Edition) -> str:
    """Return what differs as soon as a run for the edition would read something else; in a fixed number of queries."""
    read = (
        stamp(edition),
        _wanted(edition),
        _turned_down(edition),
        sorted(capacities(edition).items()),
        sorted(weights_of(edition).table().items()),
    )
    return sha256(repr(read).encode()).hexdigest()


def _wanted(edition: Edition) -> list[Any]:
    """The needs, each with when it was changed, and what its group and its delegate are asked for with it."""
    needs = SourcingNeed.objects.filter(delegate__group__edition=edition)
    return list(needs.order_by("pk").values_list(*WANTED))


def _turned_down(edition: Edition) -> list[int]:
    verdicts = MatchVerdict.objects.filter(need__delegate__group__edition=edition, is_good=False)
    return list(verdicts.order_by("pk").values_list("pk", flat=True))
