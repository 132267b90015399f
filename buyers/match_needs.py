"""Matching as a run for a whole edition, and at once for one need."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from buyers import matching
from buyers.acts.news import note_as_seen_in_transaction, note_in_transaction
from buyers.catalogue import catalogue_of, needs_of
from buyers.models import Match, MatchVerdict, SourcingNeed
from buyers.models.weights import weights_of
from buyers.recommended import KIND
from expo.common.acts import act
from expo.fair.acts import make_current_in_transaction
from expo.fair.models import CurrentRun, Edition
from expo.runs.kinds import Progress, work
from expo.runs.models import Run

TOP = 20


@work(
    KIND,
    title=_("Match needs and exhibitors"),
    words={"needs": _("Sourcing needs"), "matches": _("Matches")},
    result=lambda run: reverse("admin:buyers_match_changelist"),
)
def match_all(run: Run, progress: Progress) -> dict[str, Any]:
    """Match every need of an edition with what its approved exhibitors show."""
    edition = Edition.objects.get(pk=run.params["edition"])
    catalogue, weights = catalogue_of(edition), weights_of(edition)
    rows = SourcingNeed.objects.filter(delegate__group__edition=edition)
    needs, turned_down = list(needs_of(rows)), _turned_down(rows)
    Match.objects.filter(run=run).delete()
    count = 0
    for done, need in enumerate(needs):
        count += _save(run, _recommended(catalogue, need, weights, turned_down[need.id]))
        if done % 20 == 0:
            progress(done, len(needs))
    progress(len(needs), len(needs))
    _publish(edition, run, actor=run.started_by)
    return {"needs": len(needs), "matches": count}


def match_one(need: SourcingNeed) -> bool:
    """Match one need anew, among the current run's results; returns whether there is a current run."""
    edition = need.delegate.group.edition
    current = CurrentRun.objects.filter(edition=edition, kind=KIND).select_related("run").first()
    if current is None:
        return False
    rows = SourcingNeed.objects.filter(pk=need.pk)
    (asked,), turned_down = needs_of(rows), _turned_down(rows)
    found = _recommended(catalogue_of(edition), asked, weights_of(edition), turned_down[need.pk])
    with transaction.atomic():
        SourcingNeed.objects.select_for_update().get(pk=need.pk)
        Match.objects.filter(run=current.run, need=need).delete()
        _save(current.run, found)
        note_as_seen_in_transaction(Match.objects.filter(run=current.run, need=need))
    return True


def _turned_down(needs: QuerySet[SourcingNeed]) -> dict[int, set[int]]:
    """Return for each need the exhibitors that its coordinator does not want."""
    found: dict[int, set[int]] = defaultdict(set)
    verdicts = MatchVerdict.objects.filter(need__in=needs, is_good=False).order_by()
    for need, exhibitor in verdicts.values_list("need", "exhibitor"):
        found[need].add(exhibitor)
    return found


def _recommended(
    catalogue: matching.Catalogue, need: matching.Need, weights: matching.Weights, without: set[int]
) -> list[matching.Match]:
    """Return a need's best matches without some exhibitors, whose places go to the next."""
    found = catalogue.matches(need, weights=weights, top=TOP + len(without))
    kept = [match for match in found if match.exhibitor not in without][:TOP]
    return [replace(match, rank=rank) for rank, match in enumerate(kept, start=1)]


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
