"""Matching as a run for a whole edition, and at once for one need."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from buyers import matching
from buyers.acts.news import note_as_seen_in_transaction, note_in_transaction
from buyers.capacities import capacities
from buyers.catalogue import catalogue_of, needs_of
from buyers.models import Match, SourcingNeed
from buyers.models.weights import weights_of
from buyers.recommended import KIND
from expo.common.acts import act
from expo.fair.acts import make_current_in_transaction
from expo.fair.models import CurrentRun, Edition
from expo.runs.kinds import Progress, work
from expo.runs.models import Run

TOP = 20
BATCH = 5000  # matches written at once
SEARCH = 80  # per cent of the work that is searching; the rest is writing


@work(
    KIND,
    title=_("Match needs and exhibitors"),
    words={
        "needs": _("Sourcing needs"),
        "matches": _("Matches"),
        "fitting": _("Exhibitors that fit a need"),
        "unseen_before": _("Of these, shown to nobody if only the score counted"),
        "unseen": _("Shown to nobody now"),
        "cost": _("What that cost of the sum of scores, %"),
    },
    result=lambda run: reverse("admin:buyers_match_changelist"),
)
def match_all(run: Run, progress: Progress) -> dict[str, Any]:
    """Match every need of an edition with what its approved exhibitors show, and spread it so that all are seen."""
    edition = Edition.objects.get(pk=run.params["edition"])
    needs = list(needs_of(SourcingNeed.objects.filter(delegate__group__edition=edition)))
    found = matching.spread(
        catalogue_of(edition),
        needs,
        capacities(edition),
        weights=weights_of(edition),
        top=TOP,
        progress=lambda part: _told(progress, part),
    )
    Match.objects.filter(run=run).delete()
    count = 0
    for batch in _batches(found.matches):
        count += _save(run, batch)
        progress(SEARCH + round((100 - SEARCH) * count / len(found.matches)), 100)
    _publish(edition, run, actor=run.started_by)
    return {
        "needs": len(needs),
        "matches": count,
        "fitting": found.fitting,
        "unseen_before": found.unseen_before,
        "unseen": found.unseen,
        "cost": round(100 * found.cost, 1),
    }


def match_one(need: SourcingNeed) -> bool:
    """Match one need anew, among the current run's results; returns whether there is a current run."""
    edition = need.delegate.group.edition
    current = CurrentRun.objects.filter(edition=edition, kind=KIND).select_related("run").first()
    if current is None:
        return False
    (asked,) = needs_of(SourcingNeed.objects.filter(pk=need.pk))
    found = catalogue_of(edition).matches(asked, weights=weights_of(edition), top=TOP)
    with transaction.atomic():
        SourcingNeed.objects.select_for_update().get(pk=need.pk)
        Match.objects.filter(run=current.run, need=need).delete()
        _save(current.run, found)
        note_as_seen_in_transaction(Match.objects.filter(run=current.run, need=need))
    return True


def _told(progress: Progress, part: float) -> bool:
    progress(round(SEARCH * part), 100)
    return True


def _batches(matches: Iterable[matching.Match]) -> Iterator[list[matching.Match]]:
    waiting = iter(matches)
    while batch := list(islice(waiting, BATCH)):
        yield batch


@act
def _publish(edition: Edition, run: Run, *, actor: Any) -> None:
    """Let this run's matches count, and tell coordinators about the good ones that are new."""
    make_current_in_transaction(edition, run)
    note_in_transaction(Match.objects.filter(run=run), run)


def _save(run: Run, matches: Iterable[matching.Match]) -> int:
    rows = [
        Match(
            run=run,
            need_id=match.need,
            exhibitor_id=match.exhibitor,
            product_id=match.product,
            rank=match.rank,
            score=match.score,
            reasons=[
                {"signal": reason.signal, "share": reason.share, "values": dict(reason.values)}
                for reason in match.reasons
            ],
        )
        for match in matches
    ]
    return len(Match.objects.bulk_create(rows))
