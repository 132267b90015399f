"""Matching as a run for a whole edition, and at once for one need."""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from buyers import matching
from buyers.acts.news import note_in_transaction
from buyers.capacities import capacities
from buyers.fingerprint import fingerprint
from buyers.models import Match, SourcingNeed
from buyers.models.weights import weights_of
from buyers.needs import needs_of
from buyers.recommended import KIND
from exhibitors.at_hand import catalogue_soon
from exhibitors.catalogue import catalogue_of
from exhibitors.models import Product
from expo.common.acts import act
from expo.fair.acts import make_current_in_transaction
from expo.fair.models import CurrentRun, Edition
from expo.people.models import User
from expo.runs.kinds import Progress, work
from expo.runs.models import Run

TOP = 20
NEAR = 0.1  # of a need's best score: what fits less would only lengthen the list
BATCH = 5000  # matches written at once
SEARCH = 80  # per cent of the work that is searching; the rest is writing

Search = Callable[[matching.Need], Iterable[matching.Match]]


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
    weights = _noted_weights(run, edition)
    catalogue = catalogue_of(edition)
    read = _versions(edition)
    needs = list(needs_of(SourcingNeed.objects.filter(pk__in=list(read))))
    found = matching.spread(
        catalogue,
        needs,
        capacities(edition),
        weights=weights,
        top=TOP,
        near=NEAR,
        progress=partial(_told, progress),
    )
    written = _write(run, found.matches, progress)
    _publish(edition, run, read, _search(catalogue, weights), actor=run.started_by)
    return _outcome(len(needs), written, found)


def _noted_weights(run: Run, edition: Edition) -> matching.Weights:
    """Note what the run reads before it does, since what is changed meanwhile counts as not read; returns the weights.

    They are read this once: if others are used meanwhile, it matches by those that it has noted.
    """
    before = fingerprint(edition)
    weights = weights_of(edition)
    run.params = {**run.params, "read": before, "by_weights": weights.table()}
    run.save(update_fields=["params"])
    return weights


def _search(catalogue: matching.Catalogue, weights: matching.Weights) -> Search:
    """How one need is matched, as all are but for the spreading."""
    return partial(catalogue.matches, weights=weights, top=TOP, near=NEAR)


def _write(run: Run, matches: matching.Matches, progress: Progress) -> int:
    """Write a run's matches in place of those of an earlier attempt; returns how many."""
    Match.objects.filter(run=run).delete()
    written = 0
    for batch in _batches(matches):
        written += _save(run, batch)
        progress(SEARCH + round((100 - SEARCH) * written / len(matches)), 100)
    return written


def _outcome(needs: int, matches: int, found: matching.Exposure) -> dict[str, Any]:
    return {
        "needs": needs,
        "matches": matches,
        "fitting": found.fitting,
        "unseen_before": found.unseen_before,
        "unseen": found.unseen,
        "cost": round(100 * found.cost, 1),
    }


def match_one(need: SourcingNeed, *, actor: User | None) -> bool:
    """Match one need anew, among the current run's results; returns whether there is a current run.

    The actor looks at what is found; to the group's other coordinators it is news. What exhibitors have changed within
    the last moments may be missing: the run that this change brings about finds it.
    """
    edition = need.delegate.group.edition
    search = _search(catalogue_soon(edition), weights_of(edition))
    with transaction.atomic():
        # One at a time: a run that ends now waits for these matches, or is the one that they go to.
        current = _current(edition)
        if current is None:  # The first run may be ending: what it did not read falls to who comes later.
            _lock_in_transaction(edition)
            current = _current(edition)
        if current is None:
            return False
        _match_again(SourcingNeed.objects.filter(pk=need.pk), current.run, search)
        note_in_transaction(Match.objects.filter(run=current.run, need=need.pk), seen_by=actor)
    return True


def _current(edition: Edition) -> CurrentRun | None:
    return CurrentRun.objects.select_for_update(no_key=True).filter(edition=edition, kind=KIND).first()


def _lock_in_transaction(edition: Edition) -> None:
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)


def _match_again(needs: QuerySet[SourcingNeed], run: Run, search: Search) -> None:
    """Replace some needs' matches among a run's, as the needs are now."""
    for need in needs_of(needs.select_for_update(of=("self",), no_key=True)):
        Match.objects.filter(run=run, need=int(need.id)).delete()
        _save(run, search(need))


def _versions(edition: Edition) -> dict[int, int]:
    """Return the needs of an edition, each with how often it was changed."""
    rows = SourcingNeed.objects.filter(delegate__group__edition=edition).order_by()
    return dict(rows.values_list("pk", "version"))


def _told(progress: Progress, part: float) -> bool:
    progress(round(SEARCH * part), 100)
    return True


def _batches(matches: Iterable[matching.Match]) -> Iterator[list[matching.Match]]:
    waiting = iter(matches)
    while batch := list(islice(waiting, BATCH)):
        yield batch


@act
def _publish(edition: Edition, run: Run, read: dict[int, int], search: Search, *, actor: Any) -> None:
    """Let this run's matches count, and tell coordinators about the good ones that are new.

    `read` has the needs' versions as the run read them: one that was entered or changed since is matched again, or its
    coordinator would see what fitted the words of before.
    """
    _lock_in_transaction(edition)
    make_current_in_transaction(edition, run)
    late = [key for key, version in _versions(edition).items() if read.get(key) != version]
    _match_again(SourcingNeed.objects.filter(pk__in=late), run, search)
    note_in_transaction(Match.objects.filter(run=run))


def _save(run: Run, matches: Iterable[matching.Match]) -> int:
    """Write matches, but for those of needs and products that were removed meanwhile; returns how many."""
    found = list(matches)
    needs = _still_there(SourcingNeed, {match.need for match in found})
    products = _still_there(Product, {match.product for match in found})
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
        for match in found
        if match.need in needs and match.product in products
    ]
    return len(Match.objects.bulk_create(rows))


def _still_there(model: type[Model], keys: Collection[Any]) -> set[Any]:
    return set(model._default_manager.filter(pk__in=keys).order_by().values_list("pk", flat=True))
