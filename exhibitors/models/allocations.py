"""Which booths a run of the allocation proposes for whom, and what of it was offered."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exhibitors.models.registrations import Exhibitor
from exhibitors.states import AllocationState
from expo.common.audit import audited
from expo.common.dated import dated
from expo.fair.models import Booth, Edition
from expo.runs.models import Run


@dated()
@audited()
class Allocation(models.Model):
    """A plan of booths for all who have none; nobody has anything of it before it is accepted and offered.

    Values (of all stands, those that stood before included): with the proposal (`value`), and the most that any plan
    can reach (`bound`, found as `bound_method` says).
    """

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="allocations", verbose_name=_("edition")
    )
    run = models.OneToOneField(Run, models.CASCADE, related_name="+", verbose_name=_("run"))
    state = models.CharField(_("state"), max_length=12, choices=AllocationState, default=AllocationState.OPEN)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    value = models.BigIntegerField(_("value with the proposal"))
    bound = models.BigIntegerField(_("no plan can reach more than"))
    bound_method = models.CharField(_("how that is known"), max_length=300)
    created_at = models.DateTimeField(_("proposed"), default=timezone.now)

    class Meta:
        verbose_name = _("proposed allocation")
        verbose_name_plural = _("proposed allocations")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"], condition=models.Q(state="open"), name="one_open_allocation_an_edition"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        """Its page in the admin."""
        return reverse("admin:exhibitors_allocation_change", args=[self.pk])

    @property
    def how_known(self) -> str:
        """How the bound is known, in the reader's language."""
        return gettext(self.bound_method) if self.bound_method else ""

    @property
    def gap(self) -> float:
        """What may be missing to the best possible, in per cent of it."""
        return 100 * (self.bound - self.value) / self.bound if self.bound else 0.0


@dated(many=True)
class ProposedStand(models.Model):
    """The booths proposed for one exhibitor, or why there are none.

    `taken`: offered, or left out because a booth or the exhibitor was no longer free; nothing while it waits.
    """

    allocation = models.ForeignKey(
        Allocation, models.CASCADE, related_name="stands", verbose_name=_("proposed allocation")
    )
    exhibitor = models.ForeignKey(Exhibitor, models.CASCADE, related_name="+", verbose_name=_("exhibitor"))
    booths = models.ManyToManyField(Booth, related_name="+", verbose_name=_("booths"))
    is_smaller = models.BooleanField(_("smaller than wished for"), default=False)
    because = models.JSONField(_("why none"), null=True, blank=True)
    taken = models.BooleanField(_("offered"), null=True, blank=True)

    class Meta:
        verbose_name = _("proposed stand")
        verbose_name_plural = _("proposed stands")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["allocation", "exhibitor"], name="one_stand_an_exhibitor"),
        ]

    def __str__(self) -> str:
        return str(self.exhibitor)
