"""Companies, which last across editions, and the users who act for them."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from expo.common.audit import audited
from expo.common.dated import dated
from expo.common.names import by_english_name, english_beside
from expo.fair.models import Economy
from expo.fair.terms import TermsField


@dated(touches={"exhibitors_exhibitor": "company_id = it.id"})
@audited(leave_out=("terms", "sort_name"))
class Company(models.Model):
    """A firm, known by its registration number in its economy."""

    economy = models.ForeignKey(Economy, models.PROTECT, related_name="companies", verbose_name=_("economy"))
    name = models.CharField(
        _("company name"), max_length=200, help_text=_("As registered, in its own script.")
    )
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    registration_number = models.CharField(
        _("registration number"),
        max_length=60,
        blank=True,
        help_text=_("From the company register or tax office; one company has one."),
    )
    city = models.CharField(_("city"), max_length=100, blank=True)
    website = models.URLField(_("website"), blank=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="CompanyMember", related_name="companies"
    )
    terms = TermsField(names=["name", "name_en"], texts=["city"])
    sort_name = by_english_name()

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        ordering = ["sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["economy", "registration_number"],
                condition=~Q(registration_number=""),
                name="one_company_a_registration_number",
                violation_error_message=_(
                    "A company with this registration number is here already. Ask your colleagues, or the organiser."
                ),
            ),
        ]
        indexes = [
            GinIndex(fields=["terms"], name="company_by_terms", fastupdate=False),
            models.Index(fields=["sort_name", "id"], name="company_by_name"),
        ]

    def __str__(self) -> str:
        return self.name_with_english

    @property
    def english_beside(self) -> str:
        """The English name for readers who need it beside the own one."""
        return english_beside(self.name, self.name_en)

    @property
    def name_with_english(self) -> str:
        """The name, with its English form behind it where that differs."""
        if self.name_en and self.name_en != self.name:
            return f"{self.name} · {self.name_en}"
        return self.name


@audited()
class CompanyMember(models.Model):
    """A user who acts for a company."""

    company = models.ForeignKey(
        Company, models.CASCADE, related_name="memberships", verbose_name=_("company")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="company_memberships", verbose_name=_("user")
    )

    class Meta:
        verbose_name = _("company member")
        verbose_name_plural = _("company members")
        constraints = [models.UniqueConstraint(fields=["company", "user"], name="a_member_once")]

    def __str__(self) -> str:
        return f"{self.user} – {self.company}"
