"""Interpreters: what they speak, and when they are on duty."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from expo.common.audit import audited
from expo.fair.models import Day, Edition
from expo.people.languages import SPOKEN
from expo.people.models import Person


@audited()
class Interpreter(models.Model):
    """Somebody who interprets at one edition."""

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="interpreters", verbose_name=_("edition")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="interpretations", verbose_name=_("person")
    )

    class Meta:
        verbose_name = _("interpreter")
        verbose_name_plural = _("interpreters")
        ordering = ["person__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "person"], name="an_interpreter_once")]

    def __str__(self) -> str:
        return str(self.person)


@audited()
class InterpreterLanguage(models.Model):
    """A language of an interpreter's, and how well it is known."""

    class Level(models.IntegerChoices):
        BASIC = 1, _("Basic")
        FLUENT = 2, _("Fluent")
        NATIVE = 3, _("Native")

    ENOUGH = Level.FLUENT  # to interpret

    interpreter = models.ForeignKey(
        Interpreter, models.CASCADE, related_name="spoken", verbose_name=_("interpreter")
    )
    language = models.CharField(_("language"), max_length=10, choices=SPOKEN)
    level = models.PositiveSmallIntegerField(
        _("level"),
        choices=Level,
        default=Level.FLUENT,
        help_text=_("Who is fluent or native interprets; basic knowledge does not count."),
    )

    class Meta:
        verbose_name = _("language of an interpreter")
        verbose_name_plural = _("languages of interpreters")
        ordering = ["-level", "language"]
        constraints = [
            models.UniqueConstraint(fields=["interpreter", "language"], name="a_language_once_an_interpreter")
        ]

    def __str__(self) -> str:
        return f"{self.get_language_display()} ({self.get_level_display()})"


@audited()
class InterpreterShift(models.Model):
    """A half day on which an interpreter is on duty."""

    class Half(models.TextChoices):
        MORNING = "morning", _("Morning")
        AFTERNOON = "afternoon", _("Afternoon")

    interpreter = models.ForeignKey(
        Interpreter, models.CASCADE, related_name="shifts", verbose_name=_("interpreter")
    )
    day = models.ForeignKey(Day, models.CASCADE, related_name="interpreter_shifts", verbose_name=_("day"))
    half = models.CharField(_("half of the day"), max_length=10, choices=Half)

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        ordering = ["day__date", "-half"]
        constraints = [
            models.UniqueConstraint(fields=["interpreter", "day", "half"], name="a_shift_once_an_interpreter")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.get_half_display()}"
