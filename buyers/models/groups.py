"""Buyer groups, their coordinators and delegates."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from buyers.visible import DelegateQuerySet, GroupQuerySet
from expo.common.audit import audited
from expo.common.dated import dated
from expo.fair.models import Economy, Edition, Slot
from expo.fair.models.editions import known_time_zone
from expo.people.models import Person

DAY_BEGINS, DAY_ENDS = time(7), time(22)  # for who attends online, by their own clock


@dated()
@audited()
class BuyerGroup(models.Model):
    """A buying mission: delegates who come together, with coordinators who act for them."""

    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="buyer_groups", verbose_name=_("edition")
    )
    economy = models.ForeignKey(
        Economy, models.PROTECT, related_name="buyer_groups", verbose_name=_("economy")
    )
    name = models.CharField(_("name of the group"), max_length=200)
    organised_by = models.CharField(_("organised by"), max_length=200, blank=True)
    coordinators = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Coordinator", related_name="buyer_groups"
    )

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("buyer group")
        verbose_name_plural = _("buyer groups")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "name"],
                name="a_group_name_once",
                violation_error_message=_("A group of this name is registered already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page in the coordinator's workspace."""
        return reverse("group", args=[self.pk])


@audited()
class Coordinator(models.Model):
    """A user who acts for a buyer group; a group may have several."""

    class News(models.TextChoices):
        DAILY = "daily", _("Once a day")
        AT_ONCE = "at-once", _("At once")

    group = models.ForeignKey(
        BuyerGroup, models.CASCADE, related_name="coordinations", verbose_name=_("group")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="coordinations", verbose_name=_("user")
    )
    news = models.CharField(_("hears of new matches"), max_length=10, choices=News, default=News.DAILY)
    news_since = models.DateTimeField(_("so since"), null=True, editable=False)

    class Meta:
        verbose_name = _("coordinator")
        verbose_name_plural = _("coordinators")
        constraints = [models.UniqueConstraint(fields=["group", "user"], name="a_coordinator_once")]

    def __str__(self) -> str:
        return f"{self.user} – {self.group}"

    def waits_for(self, found_at: datetime) -> bool:
        """Whether a match found then is told with the day's news: who chose otherwise since still hears it once."""
        has_changed = self.news_since is not None and found_at < self.news_since
        return has_changed != (self.news == self.News.DAILY)


@dated()
@audited()
class Delegate(models.Model):
    """Somebody who comes with a buyer group to buy."""

    group = models.ForeignKey(BuyerGroup, models.CASCADE, related_name="delegates", verbose_name=_("group"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="delegations", verbose_name=_("person"))
    company = models.CharField(_("company"), max_length=200)
    job = models.CharField(_("job title"), max_length=100, blank=True)
    arrives_on = models.DateField(_("arrives"), null=True, blank=True)
    leaves_on = models.DateField(_("leaves"), null=True, blank=True)
    most_meetings_a_day = models.PositiveSmallIntegerField(
        _("most meetings a day"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    online_from = models.CharField(
        _("attends online, from the time zone"),
        max_length=60,
        blank=True,
        validators=[known_time_zone],
        help_text=_("Empty: at the fair. Who attends online is met by link, while it is day in this zone."),
    )
    break_from = models.TimeField(_("break from"), null=True, blank=True)
    break_until = models.TimeField(_("break until"), null=True, blank=True)

    objects = DelegateQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "person"], name="a_delegate_once"),
            models.CheckConstraint(
                condition=models.Q(break_from=None, break_until=None)
                | models.Q(
                    break_from__isnull=False,
                    break_until__isnull=False,
                    break_until__gt=models.F("break_from"),
                ),
                name="a_break_ends_after_it_begins",
                violation_error_message=_("Give both ends of the break, the earlier one first."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def is_day(self, slot: Slot) -> bool:
        """Whether a slot lies within the day of who attends online; at the fair all slots do."""
        if not self.online_from:
            return True
        zone = ZoneInfo(self.online_from)
        start, end = slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone)
        return start.date() == end.date() and start.time() >= DAY_BEGINS and end.time() <= DAY_ENDS

    def clean(self) -> None:
        """Refuse days that leave nothing of the fair."""
        edition = self.group.edition
        if self.arrives_on and self.arrives_on > edition.closes_on:
            raise ValidationError(
                {"arrives_on": _("The fair ends on %(last)s.") % {"last": edition.closes_on.isoformat()}}
            )
        if self.leaves_on and self.leaves_on < edition.opens_on:
            raise ValidationError(
                {"leaves_on": _("The fair begins on %(first)s.") % {"first": edition.opens_on.isoformat()}}
            )
        if self.arrives_on and self.leaves_on and self.leaves_on < self.arrives_on:
            raise ValidationError({"leaves_on": _("Nobody can leave before arriving.")})
