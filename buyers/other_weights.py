"""Whether the matches that count were found by the weights in use: not, where the run after a change was called off."""

from collections.abc import Iterable, Mapping

from buyers.models import MatchWeights
from buyers.models.weights import chosen_weights, usual_weights
from buyers.recommended import KIND
from expo.fair.editions import name_of
from expo.fair.models import CurrentRun, Edition
from expo.runs.models import Run


def found_by_others(editions: Iterable[Edition]) -> dict[int, Run]:
    """Of each edition whose matches were found by other weights than those in use, the matching's latest run.

    What a run had not noted, a signal that came later or all of them, is taken to be the same.
    """
    rows = CurrentRun.objects.filter(edition__in=list(editions), kind=KIND).select_related("edition", "run")
    chosen = chosen_weights(row.edition for row in rows)
    others = {
        name_of(row.edition_id): row.edition_id
        for row in rows
        if _differ(row.run.params.get("by_weights", {}), chosen.get(row.edition_id))
    }
    latest = Run.objects.filter(kind=KIND, about__in=others).order_by("about", "-pk").distinct("about")
    return {others[run.about]: run for run in latest}


def _differ(noted: Mapping[str, float], chosen: MatchWeights | None) -> bool:
    now = chosen.weights().table() if chosen else usual_weights()
    return any(noted.get(name, weight) != weight for name, weight in now.items())
