"""Meetings that stand but can't be held as they are: something has changed since they were fixed."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from buyers.models import Companion, Meeting
from buyers.states import MeetingState
from exhibitors.models import BoothClaim
from exhibitors.states import Claim
from expo.fair.models import Closure, Day, MeetingPoint


def unheld(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Those still ahead whose hall is closed, whose delegates are not all there, or whose exhibitor lost the booth."""
    hall = Coalesce(OuterRef("point__booth__hall"), OuterRef("point__hall"))
    closed = Closure.objects.filter(
        hall=hall, starts_at__lt=OuterRef("slot__ends_at"), ends_at__gt=OuterRef("slot__starts_at")
    )
    booth = BoothClaim.objects.filter(
        booth=OuterRef("point__booth"), exhibitor=OuterRef("request__exhibitor"), state=Claim.LET
    )
    away = Q(request__delegate__arrives_on__gt=F("slot__day__date"))
    away |= Q(request__delegate__leaves_on__lt=F("slot__day__date"))
    date = OuterRef("slot__day__date")
    missing = Companion.objects.filter(
        Q(delegate__arrives_on__gt=date) | Q(delegate__leaves_on__lt=date), request=OuterRef("request")
    )
    apart = ~Q(request__delegate__online_from="") & ~Q(point__kind=MeetingPoint.Kind.LINK)
    lost = Q(point__booth__isnull=False) & ~Exists(booth)
    wrong_day = ~Q(slot__day__kind=Day.Kind.TRADE)
    ahead = rows.filter(state=MeetingState.CONFIRMED, slot__starts_at__gt=timezone.now())
    return ahead.filter(Exists(closed) | away | Exists(missing) | apart | lost | wrong_day)
