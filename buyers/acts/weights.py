"""Acts on the weights of the matching: an organiser proposes a table, sees its effect, and uses it."""

from typing import Any

from buyers.models import MatchWeights
from expo.common.acts import act
from expo.fair.models import Edition
from expo.people.models import User


@act
def propose(edition: Edition, table: dict[str, Any], *, actor: User) -> MatchWeights:
    """Enter a table of weights; nothing changes yet. Raises ValidationError where the matching can't use it."""
    row = MatchWeights(edition=edition, table=table, proposed_by=actor)
    row.full_clean()
    row.save(force_insert=True)
    return row


@act
def use(weights: MatchWeights, *, actor: User) -> None:
    """Let these weights count from the next matching on."""
    Edition.objects.select_for_update(no_key=True).get(pk=weights.edition_id)
    MatchWeights.objects.filter(edition=weights.edition_id, in_use=True).update(in_use=False)
    MatchWeights.objects.filter(pk=weights.pk).update(in_use=True)


@act
def use_usual(edition: Edition, *, actor: User) -> None:
    """Let the usual weights count from the next matching on, as if nobody had chosen others."""
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    MatchWeights.objects.filter(edition=edition, in_use=True).update(in_use=False)
