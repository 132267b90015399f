"""Editions: one year's fair, its days and slots, and who has which role in it."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from expo.common.audit import audited
from expo.common.dated import dated
from expo.common.names import Named, in_this_language
from expo.fair.models.sources import Sourced
from expo.runs.models import Run


def known_time_zone(name: str) -> None:
    """Raise ValidationError where no time zone has this name."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValidationError(_("There is no time zone of this name.")) from error


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions, and which of them counts today."""

    def current(self) -> "Edition | None":
        """The edition that the public site shows: the latest published one."""
        return self.filter(published=True).order_by("-opens_on").first()


@dated()
@audited()
class Edition(Named, Sourced):
    """One year's fair."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    slug = models.SlugField(_("short name"), unique=True)
    theme = models.CharField(_("theme"), max_length=200, blank=True)
    themes = models.JSONField(_("theme in other languages"), default=dict, blank=True)
    city = models.CharField(_("city"), max_length=100)
    cities = models.JSONField(_("city in other languages"), default=dict, blank=True)
    opens_on = models.DateField(_("opens"))
    closes_on = models.DateField(_("closes"))
    registration_opens_on = models.DateField(_("registration opens"))
    registration_closes_on = models.DateField(_("registration closes"))
    time_zone = models.CharField(
        _("time zone"), max_length=60, default="Asia/Shanghai", validators=[known_time_zone]
    )
    walking_minutes = models.PositiveSmallIntegerField(
        _("minutes to walk between two meetings in a row"),
        default=6,
        help_text=_("Where the walk from hall to hall takes longer, a delegate gets a free slot for it."),
    )
    published = models.BooleanField(_("on the public site"), default=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-opens_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("closes_on")),
                name="edition_opens_before_it_closes",
                violation_error_message=_("The fair can't close before it opens."),
            ),
            models.CheckConstraint(
                condition=Q(registration_opens_on__lte=F("registration_closes_on")),
                name="registration_opens_before_it_closes",
                violation_error_message=_("Registration can't close before it opens."),
            ),
        ]

    @property
    def zone(self) -> ZoneInfo:
        """The fair's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def today(self) -> date:
        """Today's date at the fair."""
        return timezone.now().astimezone(self.zone).date()

    @property
    def takes_registrations(self) -> bool:
        """Whether exhibitors may register today."""
        return self.registration_opens_on <= self.today <= self.registration_closes_on

    @property
    def days_to_go(self) -> int:
        """Days until it opens; 0 once it has."""
        return max((self.opens_on - self.today).days, 0)

    @property
    def theme_here(self) -> str:
        """The theme in the reader's language."""
        return in_this_language(self.theme, self.themes)

    @property
    def city_here(self) -> str:
        """The city in the reader's language."""
        return in_this_language(self.city, self.cities)


@dated()
class Day(models.Model):
    """One day of an edition, for the trade or for everybody."""

    class Kind(models.TextChoices):
        TRADE = "trade", _("Trade day")
        PUBLIC = "public", _("Public day")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="days", verbose_name=_("edition"))
    date = models.DateField(_("date"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TRADE)
    opens_at = models.TimeField(_("opens"))
    closes_at = models.TimeField(_("closes"))

    class Meta:
        verbose_name = _("day")
        verbose_name_plural = _("days")
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "date"], name="a_day_once"),
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")),
                name="day_opens_before_it_closes",
                violation_error_message=_("The day can't close before it opens."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d}"

    def clean(self) -> None:
        """Refuse a date outside the fair."""
        if self.edition_id and self.date and not self.edition.opens_on <= self.date <= self.edition.closes_on:
            raise ValidationError(
                {
                    "date": _("The fair is from %(first)s to %(last)s.")
                    % {"first": self.edition.opens_on, "last": self.edition.closes_on}
                }
            )


@dated()
class Slot(models.Model):
    """A time in which one meeting can be held."""

    day = models.ForeignKey(Day, models.CASCADE, related_name="slots", verbose_name=_("day"))
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["day", "starts_at"], name="a_slot_once"),
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="slot_starts_before_it_ends"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


@audited()
class Role(models.Model):
    """What a user may do in an edition."""

    class Kind(models.TextChoices):
        ORGANISER = "organiser", _("Organiser")
        PAVILION_ORGANISER = "pavilion-organiser", _("Pavilion organiser")
        COORDINATOR = "coordinator", _("Buyer-group coordinator")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="roles", verbose_name=_("edition"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="roles", verbose_name=_("user")
    )
    kind = models.CharField(_("role"), max_length=20, choices=Kind)
    pavilion = models.ForeignKey(
        "fair.Pavilion",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="roles",
        verbose_name=_("pavilion"),
    )

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["edition", "kind", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "user", "kind", "pavilion"], name="a_role_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(kind="pavilion-organiser", pavilion__isnull=False)
                | (~Q(kind="pavilion-organiser") & Q(pavilion__isnull=True)),
                name="pavilion_with_its_organiser_only",
                violation_error_message=_("A pavilion organiser has a pavilion, and nobody else has."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"


class CurrentRun(models.Model):
    """Which run's results count in an edition: one UPDATE here replaces all earlier results."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="current_runs")
    kind = models.CharField(max_length=60)
    run = models.ForeignKey(Run, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("current run")
        verbose_name_plural = _("current runs")
        constraints = [models.UniqueConstraint(fields=["edition", "kind"], name="one_current_run")]

    def __str__(self) -> str:
        return f"{self.edition}: {self.kind}"
