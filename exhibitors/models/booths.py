"""Who has which booth."""

from datetime import timedelta

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exhibitors.models.registrations import Exhibitor
from exhibitors.states import ACTIVE_CLAIMS, Claim
from expo.common.audit import audited
from expo.common.dated import dated
from expo.fair.models import Booth
from expo.fair.models.changes import WRITTEN, marked

SOON = timedelta(days=2)


class ClaimQuerySet(models.QuerySet["BoothClaim"]):
    """Booth claims, by whether they hold their booth; an offer that was not answered in time holds nothing."""

    def lapsed(self) -> "ClaimQuerySet":
        """Offers that were not answered in time, whether or not they are marked so yet."""
        return self.filter(state=Claim.OFFERED, answer_by__lte=timezone.now())

    def live(self) -> "ClaimQuerySet":
        """Those that hold their booth now."""
        late = models.Q(state=Claim.OFFERED, answer_by__lte=timezone.now())
        return self.filter(state__in=ACTIVE_CLAIMS).exclude(late)

    def lapsing(self) -> "ClaimQuerySet":
        """Offers that lapse soon, unless they are answered."""
        return self.live().filter(state=Claim.OFFERED, answer_by__lte=timezone.now() + SOON)


@pgtrigger.register(marked(WRITTEN))
@dated(touches={"exhibitors_exhibitor": "id = it.exhibitor_id", "fair_booth": "id = it.booth_id"})
@audited()
class BoothClaim(models.Model):
    """An exhibitor's hold on a booth, as its holder or as a co-exhibitor."""

    class Part(models.TextChoices):
        HOLDER = "holder", _("Holder")
        CO_EXHIBITOR = "co-exhibitor", _("Co-exhibitor")

    booth = models.ForeignKey(Booth, models.PROTECT, related_name="claims", verbose_name=_("booth"))
    exhibitor = models.ForeignKey(
        Exhibitor, models.CASCADE, related_name="claims", verbose_name=_("exhibitor")
    )
    part = models.CharField(_("part"), max_length=20, choices=Part, default=Part.HOLDER)
    state = models.CharField(_("state"), max_length=10, choices=Claim, default=Claim.HELD)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    answer_by = models.DateTimeField(_("to be answered by"), null=True, blank=True)
    stand = models.ForeignKey(
        "exhibitors.ProposedStand",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("offered with"),
        help_text=_("The proposed stand whose booths are offered together, and answered together."),
    )
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("booth claim")
        verbose_name_plural = _("booth claims")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["booth"],
                condition=Q(part="holder", state__in=["held", "offered", "let"]),
                name="one_holder_a_booth",
                violation_error_message=_("This booth is taken."),
            ),
            models.UniqueConstraint(
                fields=["booth", "exhibitor"],
                condition=Q(state__in=["held", "offered", "let"]),
                name="one_claim_an_exhibitor",
            ),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(answer_by__isnull=False), name="offer_has_a_date"
            ),
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="claim_by_age")]

    def __str__(self) -> str:
        return f"{self.booth} – {self.exhibitor}"

    @property
    def about_key(self) -> str:
        """How messages name it."""
        return f"exhibitors.boothclaim:{self.pk}"
