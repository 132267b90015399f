"""What delegates want to buy, and the exhibitors that fit."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from buyers.matching.words import clean
from buyers.models.groups import Delegate
from buyers.visible import NeedQuerySet
from exhibitors.models import Certificate, Exhibitor, Product
from exhibitors.models.orders import order_unit_field, size_field, size_here, with_unit
from exhibitors.models.products import certificates_field
from expo.common.audit import audited
from expo.common.dated import dated
from expo.common.listed import listed
from expo.fair.models import Sector
from expo.fair.models.trade import valid_hs_code
from expo.runs.models import Run

TITLE = 100  # characters by which a need is named in lists
FILLERS = "\u115f\u1160"  # stand for a Hangul letter that is not there: letters, and nothing to see


def says_something(text: str) -> None:
    """Refuse a text without a letter or digit that somebody can see: there would be nothing to match, nor a title."""
    if not any(character.isalnum() and character not in FILLERS for character in clean(text)):
        raise ValidationError(_("Say what is wanted in words: there is no letter or digit in this."))


@dated()
@audited()
class SourcingNeed(models.Model):
    """What a delegate wants to buy."""

    delegate = models.ForeignKey(Delegate, models.CASCADE, related_name="needs", verbose_name=_("delegate"))
    text = models.CharField(
        _("what is wanted"), max_length=2000, validators=[says_something], help_text=_("In any language.")
    )
    hs_codes = ArrayField(
        models.CharField(max_length=6, validators=[valid_hs_code]),
        default=list,
        blank=True,
        size=10,
        verbose_name=_("HS codes"),
        help_text=_("2, 4 or 6 digits each, with commas between them."),
    )
    sectors = models.ManyToManyField(Sector, blank=True, related_name="needs", verbose_name=_("sectors"))
    certificates_required = certificates_field(_("certificates required"))
    certificates_welcome = certificates_field(_("certificates welcome"))
    quantity = models.CharField(_("quantity"), max_length=100, blank=True, help_text=_("In your words."))
    order_size = size_field(_("size of one order"), _("Exhibitors that take such orders are shown first."))
    order_unit = order_unit_field()
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("sourcing need")
        verbose_name_plural = _("sourcing needs")
        ordering = ["pk"]
        constraints = [with_unit("order_size", name="need_order_has_a_unit")]

    def __str__(self) -> str:
        return Truncator(self.text).chars(TITLE)

    @property
    def is_long(self) -> bool:
        """Whether its name is only the beginning of what it says."""
        return str(self) != self.text

    @property
    def order_here(self) -> str:
        """How much one order is, or ""."""
        return size_here(self.order_size, self.order_unit) if self.order_size else ""

    @property
    def certificates_required_here(self) -> str:
        """The names of the certificates without which nothing fits, in the reader's language."""
        return _names_of(self.certificates_required)

    @property
    def certificates_welcome_here(self) -> str:
        """The names of the certificates that are welcome."""
        return _names_of(self.certificates_welcome)

    def get_absolute_url(self) -> str:
        """Its page, with the exhibitors that fit."""
        return reverse("need", args=[self.pk])


def _names_of(certificates: list[str]) -> str:
    return listed(str(Certificate(code).label) for code in certificates)


class Match(models.Model):
    """A recommended pair: a need, the exhibitor that fits it and its best product, with score and reasons."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="+", verbose_name=_("run"))
    need = models.ForeignKey(SourcingNeed, models.CASCADE, related_name="matches", verbose_name=_("need"))
    exhibitor = models.ForeignKey(
        Exhibitor, models.CASCADE, related_name="matches", verbose_name=_("exhibitor")
    )
    product = models.ForeignKey(Product, models.CASCADE, related_name="+", verbose_name=_("product"))
    rank = models.PositiveSmallIntegerField(_("rank"))
    score = models.FloatField(_("score"), validators=[MinValueValidator(0), MaxValueValidator(1)])
    reasons = models.JSONField(_("reasons"), default=list)

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["run", "need", "exhibitor"], name="a_match_once_a_run"),
            models.UniqueConstraint(fields=["run", "need", "rank"], name="a_rank_once"),
        ]

    def __str__(self) -> str:
        return f"{self.need} → {self.exhibitor}"

    @property
    def reasons_now(self) -> list[dict[str, Any]]:
        """The reasons as far as they hold: of the certificates those that the product still has."""
        held = [_still_held(reason, self.product.certificates) for reason in self.reasons]
        return [reason for reason in held if reason]


def _still_held(reason: dict[str, Any], certificates: list[str]) -> dict[str, Any] | None:
    """Return a reason without certificates that are gone, or None where none is left."""
    if reason["signal"] != "certificates":
        return reason
    values = {
        name: [code for code in codes if code in certificates] for name, codes in reason["values"].items()
    }
    return {**reason, "values": values} if values["certificates"] else None
