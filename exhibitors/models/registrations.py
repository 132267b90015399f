"""Exhibitors: a company's registration for one edition, and the people who stand at its booth."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exhibitors.models.companies import Company
from exhibitors.states import EDITABLE, Registration
from exhibitors.visible import ExhibitorQuerySet
from expo.common.audit import audited
from expo.common.dated import dated
from expo.common.listed import phrase
from expo.fair.booth_numbers import in_short
from expo.fair.models import Booth, Economy, Edition, Hall, Pavilion, Sector, Zone
from expo.fair.models.changes import WRITTEN, marked, marked_in_public
from expo.fair.terms import TermsField
from expo.people.languages import SPOKEN
from expo.people.models import Person

SHELL_AREA = 9  # m² of one shell booth


class OpenSides(models.IntegerChoices):
    """From how many sides visitors can enter, at the least."""

    ANY = 0, _("As it comes")
    CORNER = 2, _("A corner: two open sides")
    END = 3, _("The end of a row: three open sides")
    ISLAND = 4, _("An island: open on all sides")


@pgtrigger.register(marked_in_public(Registration.APPROVED))
@dated()
@audited(leave_out=("terms",))
class Exhibitor(models.Model):
    """A company's registration for one edition: what it tells, what it wishes for, how it stands."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="exhibitors", verbose_name=_("edition"))
    company = models.ForeignKey(
        Company, models.PROTECT, related_name="registrations", verbose_name=_("company")
    )
    pavilion = models.ForeignKey(
        Pavilion,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="exhibitors",
        verbose_name=_("pavilion"),
    )
    state = models.CharField(_("state"), max_length=20, choices=Registration, default=Registration.DRAFT)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    about = models.TextField(_("about the company"), max_length=2000, blank=True)
    about_en = models.TextField(_("the same in English"), max_length=2000, blank=True)
    sectors = models.ManyToManyField(Sector, blank=True, related_name="exhibitors", verbose_name=_("sectors"))
    languages = ArrayField(
        models.CharField(max_length=10),
        default=list,
        blank=True,
        verbose_name=_("languages spoken at the booth"),
        help_text=_("Codes with commas between them, for example: zh, en, th."),
    )
    booth_kind = models.CharField(
        _("kind of booth wished for"), max_length=10, choices=Booth.Kind, default=Booth.Kind.SHELL
    )
    booth_area = models.PositiveSmallIntegerField(
        _("area wished for (m²)"),
        default=9,
        validators=[MinValueValidator(1), MaxValueValidator(2000)],
        help_text=_("A shell booth has 9 m²; several side by side are multiples of it."),
    )
    zone = models.ForeignKey(
        Zone,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="wished_by",
        verbose_name=_("zone wished for"),
    )
    hall = models.ForeignKey(
        Hall,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="wished_by",
        verbose_name=_("hall wished for"),
    )
    open_sides = models.PositiveSmallIntegerField(
        _("open sides wished for"), choices=OpenSides, default=OpenSides.ANY
    )
    accepts_smaller = models.BooleanField(
        _("a smaller stand would do"),
        default=False,
        help_text=_("If none of this size is left, we may offer you a smaller one, or fewer booths."),
    )
    exhibit_weight = models.PositiveIntegerField(
        _("weight of the exhibits (kg/m²)"),
        default=0,
        validators=[MaxValueValidator(100_000)],
        help_text=_("For heavy machines only: halls differ in what their floor bears. 0: nothing heavy."),
    )
    exhibit_height = models.PositiveIntegerField(
        _("height of the exhibits (cm)"),
        default=0,
        validators=[MaxValueValidator(10_000)],
        help_text=_("For what stands higher than a booth. 0: nothing high."),
    )
    priority = models.PositiveSmallIntegerField(
        _("priority"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(9)],
        help_text=_(
            "1 comes first when booths are allocated: nobody of a lower priority gets what it asked for."
        ),
    )
    wanted_economies = models.ManyToManyField(
        Economy, blank=True, related_name="+", verbose_name=_("buyers wished for, from")
    )
    wanted_sectors = models.ManyToManyField(
        Sector, blank=True, related_name="+", verbose_name=_("buyers wished for, who look for")
    )
    markets = models.ManyToManyField(
        Economy, blank=True, related_name="+", verbose_name=_("economies that it delivers to")
    )
    wishes = models.TextField(_("other wishes"), max_length=1000, blank=True)
    remark = models.TextField(_("the organiser's remark"), max_length=1000, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    terms = TermsField(texts=["about", "about_en"])

    objects = ExhibitorQuerySet.as_manager()

    class Meta:
        verbose_name = _("exhibitor")
        verbose_name_plural = _("exhibitors")
        ordering = ["company__sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "company"], name="a_company_registers_once"),
            models.CheckConstraint(
                condition=~Q(booth_kind="shell") | Q(booth_area__in=range(SHELL_AREA, 2001, SHELL_AREA)),
                name="shell_booths_in_nines",
            ),
            models.CheckConstraint(condition=Q(priority__range=(1, 9)), name="priority_from_1_to_9"),
        ]
        indexes = [
            models.Index(fields=["edition", "state"], name="exhibitor_by_state"),
            GinIndex(fields=["terms"], name="exhibitor_by_terms", fastupdate=False),
        ]

    def __str__(self) -> str:
        return str(self.company)

    def clean(self) -> None:
        """Refuse shell booths that are no whole number of 9 m²."""
        if self.booth_kind == Booth.Kind.SHELL and self.booth_area and self.booth_area % SHELL_AREA:
            raise ValidationError({"booth_area": _("Shell booths have 9 m² each: give a multiple of 9.")})

    def get_absolute_url(self) -> str:
        """Its page in the directory."""
        return reverse("exhibitor", args=[self.pk])

    @property
    def about_key(self) -> str:
        """How messages and runs name it."""
        return f"exhibitors.exhibitor:{self.pk}"

    @property
    def booths_in_short(self) -> str:
        """Its let booths' numbers and their area; who lists many exhibitors fetches `let_claims` (listing.py)."""
        booths = [claim.booth for claim in self.let_claims]  # type: ignore[attr-defined]
        return phrase(in_short(booth.number for booth in booths), f"{sum(booth.area for booth in booths)} m²")

    @property
    def language_names(self) -> list[str]:
        """The languages spoken at the booth, each by its own name."""
        names = dict(SPOKEN)
        return [names.get(code, code) for code in self.languages]

    @property
    def is_editable(self) -> bool:
        """Whether its company may change the registration now."""
        return self.state in EDITABLE


@pgtrigger.register(marked(WRITTEN))
class ExhibitorSector(Exhibitor.sectors.through):  # type: ignore[misc,name-defined]
    """A sector of an exhibitor; here for its trigger."""

    class Meta:
        proxy = True


@dated()
@audited()
class Representative(models.Model):
    """Somebody who stands at an exhibitor's booth and hosts its meetings."""

    exhibitor = models.ForeignKey(
        Exhibitor, models.CASCADE, related_name="representatives", verbose_name=_("exhibitor")
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="represents", verbose_name=_("person"))
    job = models.CharField(_("job title"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["exhibitor", "person"], name="a_representative_once"),
        ]

    def __str__(self) -> str:
        return str(self.person)
