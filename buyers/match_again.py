"""What has changed since it was matched is matched again, without anybody asking for it."""

from datetime import timedelta

from django.conf import settings
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from buyers.fingerprint import fingerprint
from buyers.recommended import KIND
from expo.common.acts import Refused
from expo.fair.editions import name_of
from expo.fair.models import CurrentRun, Edition
from expo.fair.runs import start
from expo.runs.models import Run


def match_again() -> int:
    """Start a run for each edition in which it would read what no run has read yet; returns how many."""
    return sum(_started(edition) for edition in _at_rest())


def _at_rest() -> QuerySet[Edition]:
    """Published editions that are not over and have matches, and of which no run works, or has ended just now.

    `read` says what their latest run read, however it ended: one that failed, or was called off, is not begun again
    for the same.
    """
    about = Concat(Value(name_of("")), Cast(OuterRef("pk"), CharField()))
    runs = Run.objects.filter(kind=KIND, about=about)
    since = timezone.now() - timedelta(minutes=settings.MATCH_AGAIN_MINUTES)
    latest = (
        runs.filter(params__has_key="read").order_by("-pk").values(read=KeyTextTransform("read", "params"))
    )
    editions = Edition.objects.filter(published=True, closes_on__gte=timezone.localdate())
    return editions.annotate(read=Subquery(latest[:1])).filter(
        Exists(CurrentRun.objects.filter(edition=OuterRef("pk"), kind=KIND)),
        ~Exists(runs.filter(Q(state__in=Run.ACTIVE) | Q(finished_at__gt=since))),
    )


def _started(edition: Edition) -> bool:
    now = fingerprint(edition)
    if now == edition.read:  # type: ignore[attr-defined]
        return False
    try:
        start(KIND, edition, actor=None, read=now)
    except Refused:  # somebody was faster: what that run does not read is seen the next time
        return False
    return True
