"""Economies, the blocs that they belong to, and what they are in an edition."""

from datetime import date

import pgtrigger
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from expo.common.dated import dated
from expo.common.names import Named, in_this_language
from expo.fair.models.changes import WRITTEN, marked
from expo.fair.models.editions import Edition
from expo.fair.models.sources import Sourced


@dated()
class Economy(Named):
    """A country or customs territory, by its ISO 3166-1 code of two letters."""

    code = models.CharField(
        _("code"),
        primary_key=True,
        max_length=2,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", _("Two capital letters, as in ISO 3166-1."))],
    )

    class Meta(Named.Meta):
        abstract = False
        verbose_name = _("economy")
        verbose_name_plural = _("economies")
        ordering = ["name"]


class BlocQuerySet(models.QuerySet["Bloc"]):
    """Blocs, and who is in them."""

    def by_economy(self, on: date) -> dict[str, list["Bloc"]]:
        """Return, for each economy's code, the blocs that it is a member of on that date."""
        found: dict[str, list[Bloc]] = {}
        for membership in BlocMembership.objects.on(on).select_related("bloc"):
            found.setdefault(membership.economy_id, []).append(membership.bloc)
        return found


@dated()
class Bloc(Named):
    """A group of economies: ASEAN, the GCC, the SCO, RCEP, the Belt and Road."""

    code = models.SlugField(_("code"), primary_key=True, max_length=20)
    is_agreement = models.BooleanField(
        _("is a trade agreement"), default=False, help_text=_("Origin in one member counts in the others.")
    )
    economies = models.ManyToManyField(Economy, through="BlocMembership", related_name="blocs")

    objects = BlocQuerySet.as_manager()

    class Meta(Named.Meta):
        abstract = False
        verbose_name = _("bloc")
        verbose_name_plural = _("blocs")
        ordering = ["code"]


class MembershipQuerySet(models.QuerySet["BlocMembership"]):
    """Memberships, by date."""

    def on(self, day: date) -> "MembershipQuerySet":
        """Those in force on that day."""
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


@pgtrigger.register(marked(WRITTEN))
@dated(touches={"fair_bloc": "code = it.bloc_id", "fair_economy": "code = it.economy_id"})
class BlocMembership(Sourced):
    """An economy's time in a bloc."""

    bloc = models.ForeignKey(Bloc, models.CASCADE, related_name="memberships", verbose_name=_("bloc"))
    economy = models.ForeignKey(
        Economy, models.CASCADE, related_name="memberships", verbose_name=_("economy")
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("bloc membership")
        verbose_name_plural = _("bloc memberships")
        ordering = ["bloc", "since", "economy"]
        constraints = [
            models.UniqueConstraint(fields=["bloc", "economy", "since"], name="a_membership_once"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="membership_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.economy_id} in {self.bloc_id}"


@dated(touches={"fair_economy": "code = it.economy_id"})
class Designation(Sourced):
    """What an economy is in one edition."""

    class Kind(models.TextChoices):
        HOST = "host", _("Host economy")
        COUNTRY_OF_HONOUR = "country-of-honour", _("Country of honour")
        SPECIAL_PARTNER = "special-partner", _("Special partner")
        FIRST_TIME = "first-time", _("Invited for the first time")
        INVITED = "invited", _("Invited")

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="designations", verbose_name=_("edition")
    )
    economy = models.ForeignKey(
        Economy, models.CASCADE, related_name="designations", verbose_name=_("economy")
    )
    kind = models.CharField(_("designation"), max_length=20, choices=Kind)
    note = models.CharField(_("note"), max_length=300, blank=True)
    notes = models.JSONField(_("note in other languages"), default=dict, blank=True)

    class Meta:
        verbose_name = _("designation")
        verbose_name_plural = _("designations")
        ordering = ["edition", "kind", "economy"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "economy", "kind"], name="a_designation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.economy_id}: {self.get_kind_display()}"

    @property
    def note_here(self) -> str:
        """The note in the reader's language."""
        return in_this_language(self.note, self.notes)
