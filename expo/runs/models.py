"""Runs: long work as a row, so that pages can show it, cancel it and survive a reload."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from expo.common.dated import dated


@dated()
class Run(models.Model):
    """One piece of long work: who asked for it, how far it is, what came out."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    ACTIVE = (State.QUEUED, State.RUNNING)

    kind = models.CharField(_("kind"), max_length=60)
    about = models.CharField(_("about"), max_length=100)
    params = models.JSONField(_("parameters"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("of"), default=0)
    cancel_asked = models.BooleanField(_("cancel asked for"), default=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(_("worked on until"), null=True, blank=True)
    outcome = models.JSONField(_("outcome"), default=dict, blank=True)
    error = models.TextField(_("error"), blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("started by")
    )
    created_at = models.DateTimeField(_("asked for"), default=timezone.now)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about"],
                condition=models.Q(state__in=["queued", "running"]),
                name="one_active_run_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.pk}"

    def get_absolute_url(self) -> str:
        """The page that shows its progress."""
        return reverse("run", args=[self.pk])

    @property
    def title(self) -> str:
        """What it does, in the reader's language."""
        from expo.runs.kinds import find

        return str(find(self.kind).title)

    @property
    def outcome_lines(self) -> list[tuple[str, object]]:
        """What came out, as pairs of words and values in the reader's language."""
        from expo.runs.kinds import find

        words = find(self.kind).words
        return [
            (str(word), _told(self.outcome[name])) for name, word in words.items() if name in self.outcome
        ]

    @property
    def result_path(self) -> str:
        """The page that shows what came out, or an empty text."""
        from expo.runs.kinds import find

        result = find(self.kind).result
        return result(self) if result and self.state == self.State.DONE else ""

    @property
    def is_active(self) -> bool:
        """Whether it waits or works."""
        return self.state in self.ACTIVE


def _told(value: object) -> object:
    """A figure as it is, a sentence in the reader's language."""
    return gettext(value) if isinstance(value, str) and value else value
