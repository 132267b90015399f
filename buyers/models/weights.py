"""How much each signal of the matching counts in an edition."""

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buyers import matching
from expo.common.audit import audited
from expo.fair.models import Edition
from expo.runs.models import Run


def usual_weights() -> dict[str, float]:
    """Return the weights that the matching has where nobody chose others."""
    return matching.Weights().table()


@audited()
class MatchWeights(models.Model):
    """A table of weights that an organiser proposed for an edition; the one in use decides what is recommended."""

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="match_weights", verbose_name=_("edition")
    )
    table = models.JSONField(_("weights"), default=usual_weights)
    in_use = models.BooleanField(_("in use"), default=False)
    trial = models.ForeignKey(
        Run, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("trial")
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)

    class Meta:
        verbose_name = _("weights of the matching")
        verbose_name_plural = _("weights of the matching")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"], condition=models.Q(in_use=True), name="one_table_of_weights_in_use"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.pk}"

    def clean(self) -> None:
        """Refuse a table that the matching can't use."""
        try:
            self.weights()
        except (TypeError, ValueError) as error:
            raise ValidationError({"table": str(error)}) from error

    def weights(self) -> matching.Weights:
        """The table as the matching takes it; a signal that came later counts as usual."""
        known = usual_weights()
        return matching.Weights(**{name: self.table.get(name, usual) for name, usual in known.items()})


def weights_of(edition: Edition) -> matching.Weights:
    """Return the weights in use in an edition."""
    chosen = chosen_weights([edition]).get(edition.pk)
    return chosen.weights() if chosen else matching.Weights()


def chosen_weights(editions: Iterable[Edition]) -> dict[int, MatchWeights]:
    """Return the weights that were chosen, by edition; one that is missing has the usual ones."""
    rows = MatchWeights.objects.filter(edition__in=editions, in_use=True)
    return {row.edition_id: row for row in rows}
