"""Booths that are free again after the offers went out are proposed to who waits, without anybody asking for it."""

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from exhibitors.allocate_booths import KIND
from exhibitors.models import Allocation, BoothClaim
from exhibitors.states import ACTIVE_CLAIMS, AllocationState
from expo.common.acts import Refused
from expo.fair.models import Edition
from expo.fair.runs import start


def propose_freed_booths() -> int:
    """Start a run for each edition in which booths were freed; returns how many. An organiser decides what it finds."""
    return sum(_started(edition) for edition in with_freed_booths())


def with_freed_booths() -> QuerySet[Edition]:
    """Editions whose latest allocation is decided and in force, and in which claims have ended since.

    Where it was taken back the organiser begins anew; where it waits, its decision comes first.
    """
    latest = Allocation.objects.filter(edition=OuterRef("pk")).order_by("-pk")
    ended = BoothClaim.objects.filter(booth__edition=OuterRef("pk"), part=BoothClaim.Part.HOLDER)
    ended = ended.exclude(state__in=ACTIVE_CLAIMS)
    editions = Edition.objects.annotate(
        stands=Subquery(latest.values("state")[:1]), since=Subquery(latest.values("created_at")[:1])
    )
    return editions.filter(
        Exists(ended.filter(modified_at__gt=OuterRef("since"))), stands=AllocationState.ACCEPTED
    )


def _started(edition: Edition) -> bool:
    try:
        start(KIND, edition, actor=None, freed_only=True)
    except Refused:  # one is at work: what it leaves is seen the next time
        return False
    return True
