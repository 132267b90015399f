"""Occupancy: the one table that says who and what is where when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from expo.fair.models.editions import Edition
from expo.fair.models.places import MeetingPoint
from expo.people.models import Person


class Occupancy(models.Model):
    """A person or a meeting point, taken for a time. Nobody is in two places, whatever the cause."""

    class Cause(models.TextChoices):
        MEETING = "meeting", _("Meeting")
        PROGRAMME = "programme", _("Programme item")
        VISIT = "visit", _("Site visit")
        BREAK = "break", _("Break")

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="occupancies", verbose_name=_("edition")
    )
    person = models.ForeignKey(
        Person,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="occupancies",
        verbose_name=_("person"),
    )
    point = models.ForeignKey(
        MeetingPoint,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="occupancies",
        verbose_name=_("meeting point"),
    )
    during = DateTimeRangeField(_("during"))
    cause = models.CharField(_("cause"), max_length=10, choices=Cause)
    cause_id = models.PositiveBigIntegerField(_("which"), null=True, blank=True)

    class Meta:
        verbose_name = _("occupancy")
        verbose_name_plural = _("occupancies")
        ordering = ["during"]
        indexes = [models.Index(fields=["cause", "cause_id"], name="occupancy_cause")]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, point=None) | Q(person=None, point__isnull=False),
                name="occupancy_of_one",
            ),
            ExclusionConstraint(
                name="a_person_in_one_place",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(person__isnull=False),
            ),
            ExclusionConstraint(
                name="one_meeting_at_a_point",
                expressions=[("point", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(point__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.point}: {self.get_cause_display()}"
