"""Trying weights: what another table would recommend, beside what is recommended now, before anybody sees it."""

from collections import defaultdict
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from buyers import matching
from buyers.capacities import capacities
from buyers.match_needs import NEAR
from buyers.match_needs import TOP as SPREAD
from buyers.models import MatchVerdict, MatchWeights, SourcingNeed
from buyers.models.weights import weights_of
from buyers.needs import needs_of
from exhibitors.catalogue import catalogue_of
from exhibitors.models import Exhibitor
from expo.fair.models import Edition
from expo.runs.kinds import Progress, work
from expo.runs.models import Run

KIND = "trying-weights"
HALF = 50  # per cent of the work: each of the two tables
TOP = 10
EXAMPLES = 10
NAMED = 3  # exhibitors of an example

Shown = dict[int, list[int]]  # exhibitors, by need


@work(
    KIND,
    title=_("Try other weights"),
    words={
        "needs": _("Sourcing needs tried"),
        "first_kept": _("Needs that keep their first exhibitor, %"),
        "kept": _("Recommended exhibitors that stay among the first ten, %"),
        "emptied": _("Needs for which nobody would be left"),
        "seen_now": _("Exhibitors shown to somebody now"),
        "seen_then": _("Exhibitors shown to somebody with these weights"),
        "good_now": _("Matches called good that are among the first ten now"),
        "good_then": _("Matches called good that would be among the first ten"),
    },
    result=lambda run: reverse("admin:buyers_matchweights_change", args=[run.params["weights"]]),
)
def try_weights(run: Run, progress: Progress) -> dict[str, Any]:
    """Match all needs with the weights in use and with those proposed, spread both as a run would, and compare."""
    row = MatchWeights.objects.select_related("edition").get(pk=run.params["weights"])
    needs = list(needs_of(SourcingNeed.objects.filter(delegate__group__edition=row.edition)))
    spread = partial(
        matching.spread, catalogue_of(row.edition), needs, capacities(row.edition), top=SPREAD, near=NEAR
    )
    before = spread(weights=weights_of(row.edition), progress=partial(_told, progress, 0))
    after = spread(weights=row.weights(), progress=partial(_told, progress, HALF))
    now, then = _first(before.matches), _first(after.matches)
    compared = _compared([(need, now[int(need.id)], then[int(need.id)]) for need in needs])
    seen = {"seen_now": before.fitting - before.unseen, "seen_then": after.fitting - after.unseen}
    return {**compared, **seen, **_called_good(row.edition, now, then)}


def _called_good(edition: Edition, now: Shown, then: Shown) -> dict[str, int]:
    """How many of the matches that coordinators called good would be shown; nothing where none was."""
    verdicts = MatchVerdict.objects.filter(exhibitor__edition=edition, is_good=True).order_by()
    pairs = list(verdicts.values_list("need", "exhibitor"))
    shown = {"good_now": now, "good_then": then}
    return {
        name: sum(exhibitor in first[need] for need, exhibitor in pairs)
        for name, first in shown.items()
        if pairs
    }


def _told(progress: Progress, start: int, part: float) -> bool:
    progress(start + round(HALF * part), 2 * HALF)
    return True


def _first(matches: matching.Matches) -> Shown:
    """Return the first exhibitors of each need, best first."""
    found: Shown = defaultdict(list)
    for match in matches.bare():
        if match.rank <= TOP:
            found[int(match.need)].append(int(match.exhibitor))
    return found


def _compared(pairs: list[tuple[matching.Need, list[int], list[int]]]) -> dict[str, Any]:
    """Return the figures, and the needs whose first exhibitors change most."""
    found = [pair for pair in pairs if pair[1] or pair[2]]
    kept = sum(len({*before} & {*after}) for _need, before, after in found)
    before_all = sum(len(before) for _need, before, _after in found)
    changed = [pair for pair in found if pair[1][:NAMED] != pair[2][:NAMED]]
    changed.sort(key=lambda pair: len({*pair[1]} & {*pair[2]}))
    return {
        "needs": len(pairs),
        "first_kept": _percent(sum(before[:1] == after[:1] for _need, before, after in found), len(found)),
        "kept": _percent(kept, before_all),
        "emptied": sum(not after for _need, _before, after in found),
        "examples": _examples(changed[:EXAMPLES]),
    }


def _examples(pairs: list[tuple[matching.Need, list[int], list[int]]]) -> list[dict[str, Any]]:
    keys = {key for _need, before, after in pairs for key in [*before[:NAMED], *after[:NAMED]]}
    names = {row.pk: str(row) for row in Exhibitor.objects.filter(pk__in=keys).select_related("company")}
    return [
        {
            "need": need.text,
            "now": [names[key] for key in before[:NAMED]],
            "then": [names[key] for key in after[:NAMED]],
        }
        for need, before, after in pairs
    ]


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 100
