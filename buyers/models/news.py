"""Which good matches are new to a group."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buyers.models.needs import SourcingNeed
from exhibitors.models import Exhibitor


class MatchNews(models.Model):
    """A good match that was found for the first time: news once, however often the matching runs.

    Coordinators who want it hear of it at once; `told_at` says when the day's news went to all others, or is
    `found_at` where nobody waited for it. Who stated the need and so saw the match when it was found is told nothing.
    """

    need = models.ForeignKey(SourcingNeed, models.CASCADE, related_name="news", verbose_name=_("need"))
    exhibitor = models.ForeignKey(Exhibitor, models.CASCADE, related_name="+", verbose_name=_("exhibitor"))
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("seen by")
    )
    found_at = models.DateTimeField(_("found"), default=timezone.now)
    told_at = models.DateTimeField(_("told"), null=True, blank=True)

    class Meta:
        verbose_name = _("news of a match")
        verbose_name_plural = _("news of matches")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["need", "exhibitor"], name="a_match_is_news_once")]
        indexes = [
            models.Index(fields=["need"], condition=models.Q(told_at=None), name="news_that_wait"),
        ]

    def __str__(self) -> str:
        return f"{self.need} → {self.exhibitor}"
