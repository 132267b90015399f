"""Acts on the weights of the matching: an organiser proposes a table, sees its effect, and uses it."""

from typing import Any

from buyers.models import MatchWeights
from buyers.models.weights import weights_of
from expo.common.acts import act
from expo.fair.models import Edition
from expo.people.models import User


@act
def propose(edition: Edition, table: dict[str, Any], *, actor: User) -> MatchWeights:
    """Enter a table of weights; nothing changes yet. Raises ValidationError where the matching can't use it."""
    return _enter(edition, table, actor)


@act
def use(weights: MatchWeights, *, actor: User) -> None:
    """Let these weights count from the next matching on."""
    _lock(weights.edition_id)
    _use(weights)


@act
def change(edition: Edition, some: dict[str, float], *, actor: User) -> None:
    """Let other weights count for some signals from the next matching on; the rest stay as they are in use.

    Raises ValidationError where the matching can't use them together.
    """
    _lock(edition.pk)
    _use(_enter(edition, weights_of(edition).table() | some, actor))


@act
def use_usual(edition: Edition, *, actor: User) -> None:
    """Let the usual weights count from the next matching on, as if nobody had chosen others."""
    _lock(edition.pk)
    MatchWeights.objects.filter(edition=edition, in_use=True).update(in_use=False)


def _lock(edition: int) -> None:
    Edition.objects.select_for_update(no_key=True).get(pk=edition)


def _enter(edition: Edition, table: dict[str, Any], actor: User) -> MatchWeights:
    row = MatchWeights(edition=edition, table=table, proposed_by=actor)
    row.full_clean()
    row.save(force_insert=True)
    return row


def _use(weights: MatchWeights) -> None:
    MatchWeights.objects.filter(edition=weights.edition_id, in_use=True).update(in_use=False)
    MatchWeights.objects.filter(pk=weights.pk).update(in_use=True)
