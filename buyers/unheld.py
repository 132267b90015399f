"""Meetings that stand but can't be held as they are: something has changed since they were fixed."""

from typing import Any

from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, TimeField, Value
from django.db.models.functions import Coalesce, NullIf
from django.db.models.lookups import GreaterThan, LessThan
from django.utils import timezone

from buyers.models import Companion, Meeting
from buyers.models.groups import DAY_BEGINS, DAY_ENDS
from buyers.states import MeetingState
from exhibitors.models import BoothClaim
from exhibitors.states import Claim
from expo.fair.models import Closure, Day, MeetingPoint


def unheld(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Those still ahead whose hall is closed, whose delegates are not all there, or whose exhibitor lost the booth."""
    ahead = rows.filter(state=MeetingState.CONFIRMED, slot__starts_at__gt=timezone.now())
    companions = Companion.objects.filter(_is_away("delegate", OuterRef), request=OuterRef("request"))
    at_the_fair = attended_online() & ~Q(point__kind=MeetingPoint.Kind.LINK)
    wrong_day = ~Q(slot__day__kind=Day.Kind.TRADE)
    away = _is_away("request__delegate", F) | Exists(companions)
    return ahead.filter(_is_closed() | _has_lost_booth() | away | at_the_fair | wrong_day)


def attended_online() -> Q:
    """Whether one of a meeting's delegates attends online."""
    remote = Companion.objects.exclude(delegate__online_from="").filter(request=OuterRef("request"))
    return ~Q(request__delegate__online_from="") | Q(Exists(remote))


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
    """Whether a delegate is not there on the day of the slot that `ref` reaches, asleep, or has a break then."""
    day, starts, ends = (
        ref("slot__day__date"),
        _clock(ref("slot__starts_at"), ref),
        _clock(ref("slot__ends_at"), ref),
    )
    absent = Q(**{f"{delegate}__arrives_on__gt": day}) | Q(**{f"{delegate}__leaves_on__lt": day})
    absent |= _is_asleep(delegate, ref)
    return absent | Q(**{f"{delegate}__break_from__lt": ends, f"{delegate}__break_until__gt": starts})


def _is_asleep(delegate: str, ref: type[F]) -> Q:
    zone = NullIf(F(f"{delegate}__online_from"), Value(""))
    begins, ends = _time_of_day(ref("slot__starts_at"), zone), _time_of_day(ref("slot__ends_at"), zone)
    night = Q(LessThan(begins, Value(DAY_BEGINS))) | Q(GreaterThan(ends, Value(DAY_ENDS)))
    return night | Q(LessThan(ends, begins))


def _clock(moment: F, ref: type[F]) -> Func:
    """The time of day of a moment, as the fair's clock shows it."""
    return _time_of_day(moment, ref("slot__day__edition__time_zone"))


def _time_of_day(moment: F, zone: Any) -> Func:
    clock = "%(function)s(%(expressions)s)::time"
    return Func(zone, moment, function="timezone", template=clock, output_field=TimeField())
