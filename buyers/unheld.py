"""Meetings that stand but can't be held as they are: something has changed since they were fixed."""

from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, TimeField
from django.db.models.functions import Coalesce
from django.utils import timezone

from buyers.models import Companion, Meeting
from buyers.states import MeetingState
from exhibitors.models import BoothClaim
from exhibitors.states import Claim
from expo.fair.models import Closure, Day, MeetingPoint


def unheld(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Those still ahead whose hall is closed, whose delegates are not all there, or whose exhibitor lost the booth."""
    ahead = rows.filter(state=MeetingState.CONFIRMED, slot__starts_at__gt=timezone.now())
    companions = Companion.objects.filter(_is_away("delegate", OuterRef), request=OuterRef("request"))
    at_the_fair = ~Q(request__delegate__online_from="") & ~Q(point__kind=MeetingPoint.Kind.LINK)
    wrong_day = ~Q(slot__day__kind=Day.Kind.TRADE)
    away = _is_away("request__delegate", F) | Exists(companions)
    return ahead.filter(_is_closed() | _has_lost_booth() | away | at_the_fair | wrong_day)


def _is_closed() -> Q:
    hall = Coalesce(OuterRef("point__booth__hall"), OuterRef("point__hall"))
    during = {"starts_at__lt": OuterRef("slot__ends_at"), "ends_at__gt": OuterRef("slot__starts_at")}
    return Q(Exists(Closure.objects.filter(hall=hall, **during)))


def _has_lost_booth() -> Q:
    booth = BoothClaim.objects.filter(
        booth=OuterRef("point__booth"), exhibitor=OuterRef("request__exhibitor"), state=Claim.LET
    )
    return Q(~Exists(booth), point__booth__isnull=False)


def _is_away(delegate: str, ref: type[F]) -> Q:
    """Whether a delegate is not there on the day of the slot that `ref` reaches, or has a break then."""
    day, starts, ends = (
        ref("slot__day__date"),
        _clock(ref("slot__starts_at"), ref),
        _clock(ref("slot__ends_at"), ref),
    )
    absent = Q(**{f"{delegate}__arrives_on__gt": day}) | Q(**{f"{delegate}__leaves_on__lt": day})
    return absent | Q(**{f"{delegate}__break_from__lt": ends, f"{delegate}__break_until__gt": starts})


def _clock(moment: F, ref: type[F]) -> Func:
    """The time of day of a moment, as the fair's clock shows it."""
    zone = ref("slot__day__edition__time_zone")
    clock = "%(function)s(%(expressions)s)::time"
    return Func(zone, moment, function="timezone", template=clock, output_field=TimeField())
