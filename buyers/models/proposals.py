"""What the scheduler proposes, and what of it was taken."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buyers.models.interpreters import Interpreter
from buyers.models.meetings import Meeting, MeetingRequest
from buyers.states import Change, ProposalState
from exhibitors.models import Representative
from expo.common.audit import audited
from expo.common.dated import dated
from expo.fair.models import Edition, MeetingPoint, Slot
from expo.runs.models import Run


@dated()
@audited()
class Proposal(models.Model):
    """A timetable that a run of the scheduler proposes; what it would change counts only once it is accepted.

    Values are sums of priorities: of the meetings that were fixed before (`value_before`), with the proposal (`value`),
    and the most that any timetable can reach (`bound`, found as `bound_method` says).
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="proposals", verbose_name=_("edition"))
    run = models.OneToOneField(Run, models.CASCADE, related_name="+", verbose_name=_("run"))
    state = models.CharField(_("state"), max_length=12, choices=ProposalState, default=ProposalState.OPEN)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    value_before = models.PositiveBigIntegerField(_("value now"))
    value = models.PositiveBigIntegerField(_("value with the proposal"))
    bound = models.PositiveBigIntegerField(_("no timetable can reach more than"))
    bound_method = models.CharField(_("how that is known"), max_length=200)
    unplaced = models.PositiveIntegerField(_("requests without a time"))
    idle = models.PositiveIntegerField(_("slots in which delegates wait between meetings"), default=0)
    walks = models.PositiveIntegerField(
        _("times that a delegate's next meeting is in another hall"), default=0
    )
    created_at = models.DateTimeField(_("proposed"), default=timezone.now)

    class Meta:
        verbose_name = _("proposed timetable")
        verbose_name_plural = _("proposed timetables")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"],
                condition=models.Q(state="open"),
                name="one_open_proposal_an_edition",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        """Its page in the admin."""
        return reverse("admin:buyers_proposal_change", args=[self.pk])

    @property
    def how_known(self) -> str:
        """How the bound is known, in the reader's language."""
        return gettext(self.bound_method) if self.bound_method else ""

    @property
    def gap(self) -> float:
        """What may be missing to the best possible, in per cent of it."""
        return 100 * (self.bound - self.value) / self.bound if self.bound else 0.0


@dated(many=True)
class ProposedChange(models.Model):
    """One meeting that a proposal adds, moves or calls off."""

    proposal = models.ForeignKey(
        Proposal, models.CASCADE, related_name="changes", verbose_name=_("proposed timetable")
    )
    change = models.CharField(_("change"), max_length=8, choices=Change)
    request = models.ForeignKey(MeetingRequest, models.CASCADE, related_name="+", verbose_name=_("request"))
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("meeting as it is")
    )
    slot = models.ForeignKey(
        Slot, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("slot")
    )
    point = models.ForeignKey(
        MeetingPoint, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("meeting point")
    )
    representative = models.ForeignKey(
        Representative,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("representative"),
    )
    interpreter = models.ForeignKey(
        Interpreter,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("interpreter"),
    )
    because = models.JSONField(_("why it can't be held"), null=True, blank=True)
    taken = models.BooleanField(_("taken over"), null=True, blank=True)

    class Meta:
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "request"], name="one_change_a_request"),
            models.CheckConstraint(
                name="a_change_says_what_it_needs",
                condition=models.Q(
                    change="added",
                    meeting=None,
                    slot__isnull=False,
                    point__isnull=False,
                    representative__isnull=False,
                )
                | models.Q(
                    change="moved",
                    meeting__isnull=False,
                    slot__isnull=False,
                    point__isnull=False,
                    representative__isnull=False,
                )
                | models.Q(
                    change="removed", meeting__isnull=False, slot=None, point=None, representative=None
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.get_change_display()}"
