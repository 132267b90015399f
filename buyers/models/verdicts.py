"""What coordinators think of matches."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from buyers.models.needs import SourcingNeed
from exhibitors.models import Exhibitor
from expo.common.audit import audited


@audited()
class MatchVerdict(models.Model):
    """A coordinator's word on a pair, which outlives the run that recommended it: good, or not for us.

    `signals` says what each signal added to the score when the word was given, so that the organiser sees which of them
    bring good matches.
    """

    need = models.ForeignKey(SourcingNeed, models.CASCADE, related_name="verdicts", verbose_name=_("need"))
    exhibitor = models.ForeignKey(
        Exhibitor, models.CASCADE, related_name="verdicts", verbose_name=_("exhibitor")
    )
    is_good = models.BooleanField(_("good"))
    signals = models.JSONField(_("signals"), default=dict, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("given by")
    )

    class Meta:
        verbose_name = _("verdict on a match")
        verbose_name_plural = _("verdicts on matches")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["need", "exhibitor"], name="a_verdict_once")]

    def __str__(self) -> str:
        verdict = _("good") if self.is_good else _("not for us")
        return f"{self.need} → {self.exhibitor}: {verdict}"
