"""Booths that are free again after offers went out are proposed to who waits, without anybody asking for it."""

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from exhibitors.allocate_booths import KIND
from exhibitors.models import Allocation, BoothClaim, ProposedStand
from exhibitors.states import ACTIVE_CLAIMS, AllocationState
from expo.common.acts import Refused
from expo.fair.editions import name_of
from expo.fair.models import Edition
from expo.fair.runs import start
from expo.runs.models import Run


def propose_freed_booths() -> int:
    """Start a run for each edition in which booths were freed; returns how many. An organiser decides what it finds."""
    return sum(_started(edition) for edition in with_freed_booths())


def with_freed_booths() -> QuerySet[Edition]:
    """Editions with an allocation in force, none to be decided, and booths that became free since the latest run began.

    What ended while a run was at work is thus seen by the next one; and a run that failed is not begun again for the
    same booths.
    """
    allocations = Allocation.objects.filter(edition=OuterRef("pk"))
    about = Concat(Value(name_of("")), Cast(OuterRef("pk"), CharField()))
    runs = Run.objects.filter(kind=KIND, about=about).order_by("-pk")
    began = runs.annotate(began=Coalesce("started_at", "created_at")).values("began")
    editions = Edition.objects.annotate(since=Subquery(began[:1]))
    return editions.filter(
        Exists(allocations.filter(state=AllocationState.ACCEPTED)),
        ~Exists(allocations.filter(state=AllocationState.OPEN)),
        Q(Exists(_ended())) | Q(Exists(_overtaken())),
    )


def _ended() -> QuerySet[BoothClaim]:
    holders = BoothClaim.objects.filter(booth__edition=OuterRef("pk"), part=BoothClaim.Part.HOLDER)
    return holders.exclude(state__in=ACTIVE_CLAIMS).filter(modified_at__gt=OuterRef("since"))


def _overtaken() -> QuerySet[ProposedStand]:
    """Stands that could not be offered as proposed: their booths may be free."""
    stands = ProposedStand.objects.filter(allocation__edition=OuterRef("pk"), taken=False)
    return stands.filter(modified_at__gt=OuterRef("since"))


def _started(edition: Edition) -> bool:
    try:
        start(KIND, edition, actor=None, freed_only=True)
    except Refused:  # one is at work: what it leaves is seen the next time
        return False
    return True
