"""The matches that count now: those of the current run, of exhibitors that take part, that nobody turned down.

Nor does one count whose product has lost a certificate that its need requires: that is known before the next run.
"""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from buyers.models import Match, MatchVerdict, SourcingNeed
from exhibitors.states import Registration
from expo.fair.models import CurrentRun
from expo.runs.models import Run

KIND = "matching"  # the kind of run that recommends


def of_current_runs() -> QuerySet[Match]:
    """All that the current runs recommend."""
    return Match.objects.filter(run__in=CurrentRun.objects.filter(kind=KIND).values("run"))


def forget_superseded() -> int:
    """Delete what ended runs recommended that no longer counts, or never did; returns how many matches."""
    ended = Run.objects.filter(kind=KIND).exclude(state__in=Run.ACTIVE)
    superseded = ended.exclude(pk__in=CurrentRun.objects.filter(kind=KIND).values("run"))
    number, _ = Match.objects.filter(run__in=superseded).delete()
    return number


def current_matches() -> QuerySet[Match]:
    """The matches that count now, with what a line of a list shows."""
    not_for_us = MatchVerdict.objects.filter(
        need=OuterRef("need"), exhibitor=OuterRef("exhibitor"), is_good=False
    )
    rows = of_current_runs().filter(
        ~Exists(not_for_us),
        exhibitor__state=Registration.APPROVED,
        product__certificates__contains=F("need__certificates_required"),
    )
    return rows.select_related(
        "exhibitor__company__economy", "exhibitor__edition", "need__delegate__group__economy", "product"
    )


def of_the_pair(key: int) -> Q:
    """Which matches are of the same need and exhibitor as this one, which a run may have replaced since."""
    one = Match.objects.filter(pk=key)
    return Q(need__in=one.values("need"), exhibitor__in=one.values("exhibitor"))


def matches_of(need: SourcingNeed) -> QuerySet[Match]:
    """The need's current matches, best first."""
    return current_matches().filter(need=need).order_by("rank")
