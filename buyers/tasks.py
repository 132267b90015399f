"""The kinds of run that buyers have (importing this makes them known), and what happens by itself."""

from celery import shared_task
from django.utils import timezone

from buyers import (
    match_again,
    match_needs,  # noqa: F401 - makes its kind of run known
    recommended,
)
from buyers.acts import news
from buyers.models import MatchWeights
from buyers.recommended import KIND as MATCHING
from buyers.repair_timetable import KIND as REPAIR
from buyers.schedule_meetings import KIND as SCHEDULING
from buyers.try_weights import KIND as TRIAL
from expo.fair.runs import start
from expo.people.models import User
from expo.runs.models import Run

__all__ = ["MATCHING", "REPAIR", "SCHEDULING", "TRIAL", "start", "start_trial"]


@shared_task
def tell_of_the_day() -> int:
    """Tell coordinators of the matches that are new since yesterday."""
    return news.tell_of_the_day(timezone.now(), actor=None)


@shared_task
def forget_superseded_matches() -> int:
    """Delete the matches of runs that no longer count: tens of thousands each."""
    return recommended.forget_superseded()


@shared_task
def match_what_changed() -> int:
    """Match anew where exhibitors, needs or verdicts have changed since it was matched."""
    return match_again.match_again()


def start_trial(weights: MatchWeights, *, actor: User) -> Run:
    """Start trying weights; raises Refused while others are being tried."""
    run = start(TRIAL, weights.edition, actor=actor, weights=weights.pk)
    MatchWeights.objects.filter(pk=weights.pk).update(trial=run)
    return run
