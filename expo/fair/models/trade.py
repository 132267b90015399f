"""Trade: sectors, the Harmonized System's words, and figures with their source."""

from decimal import Decimal

from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from expo.common.dated import dated
from expo.common.names import Named, in_this_language
from expo.fair.models.editions import Edition
from expo.fair.models.sources import Sourced
from expo.fair.terms import TermsField


@dated()
class Sector(Named, Sourced):
    """A branch of trade that exhibitors and buyers choose from."""

    code = models.SlugField(_("code"), primary_key=True, max_length=40)

    class Meta(Named.Meta):
        abstract = False
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["name"]


@dated()
class Nomenclature(models.Model):
    """The words of one Harmonized System code in one language: chapter, heading, subheading, or a tariff line below.

    Tariff lines (8 or 10 digits) are each customs territory's own; the matching learns from those in several languages
    which words mean the same.
    """

    code = models.CharField(_("code"), max_length=10)
    language = models.CharField(_("language"), max_length=10)
    description = models.TextField(_("description"))
    trade_words = models.TextField(
        _("trade words"),
        blank=True,
        help_text=_(
            "What traders call the goods, with commas between: searched, but not shown as the code's words."
        ),
    )
    terms = TermsField(names=["description"], texts=["trade_words"])

    class Meta:
        verbose_name = _("nomenclature entry")
        verbose_name_plural = _("nomenclature")
        ordering = ["code", "language"]
        constraints = [
            models.UniqueConstraint(fields=["code", "language"], name="a_code_once_a_language"),
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^([0-9]{2}){1,5}$"), name="code_of_2_to_10_digits"
            ),
        ]
        indexes = [GinIndex(fields=["terms"], name="nomenclature_by_terms", fastupdate=False)]

    def __str__(self) -> str:
        return f"{self.code} {self.description[:60]}"


class NomenclatureLevel(models.Model):
    """A level (4 or 6 digits) of which every code was imported, so that an unknown one is an error."""

    digits = models.PositiveSmallIntegerField(_("digits"), primary_key=True, choices=[(4, "4"), (6, "6")])
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("complete level of the nomenclature")
        verbose_name_plural = _("complete levels of the nomenclature")

    def __str__(self) -> str:
        return str(self.digits)


@dated()
class TradeFigure(Sourced):
    """One published figure about trade, with where it was published."""

    class Flow(models.TextChoices):
        TRADE = "trade", _("Trade")
        IMPORT = "import", _("Imports")
        INVESTMENT = "investment", _("Direct investment")
        RANK = "rank", _("Rank as trading partner")
        GROWTH = "growth", _("Growth of trade")

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="trade_figures", verbose_name=_("edition")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    label = models.CharField(_("label"), max_length=200)
    labels = models.JSONField(_("label in other languages"), default=dict, blank=True)
    subject = models.CharField(_("subject"), max_length=40)
    partner = models.CharField(_("partner"), max_length=40, blank=True)
    flow = models.CharField(_("flow"), max_length=20, choices=Flow)
    hs_code = models.CharField(_("HS code"), max_length=6, blank=True)
    period = models.CharField(_("period"), max_length=40, blank=True)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=3, null=True, blank=True)
    at_least = models.BooleanField(_("value is a lower limit"), default=False)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    change = models.DecimalField(_("change in %"), max_digits=7, decimal_places=2, null=True, blank=True)
    share = models.DecimalField(_("share in %"), max_digits=5, decimal_places=2, null=True, blank=True)
    share_of = models.CharField(_("share of"), max_length=100, blank=True)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("trade figure")
        verbose_name_plural = _("trade figures")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "subject", "partner", "flow", "hs_code", "period"], name="a_figure_once"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label_here(self) -> str:
        """What the figure says, in the reader's language."""
        return in_this_language(self.label, self.labels)

    @property
    def unit_here(self) -> str:
        """The unit in the reader's language."""
        return self._scale[1]

    @property
    def _scale(self) -> tuple[Decimal, str]:
        """By what the value is multiplied where the reader counts in another unit, and the unit."""
        is_chinese = (get_language() or "").startswith("zh")
        factor, unit = CHINESE_UNITS.get(self.unit, (Decimal(1), "")) if is_chinese else (Decimal(1), "")
        is_large = self.value is not None and self.value * factor >= 1
        return (factor, unit) if unit and is_large else (Decimal(1), str(WORDS.get(self.unit, self.unit)))

    @property
    def plain_value(self) -> str:
        """The value without trailing zeros."""
        return _plain(self.value * self._scale[0] if self.value is not None else None)

    @property
    def plain_change(self) -> str:
        """The change without trailing zeros."""
        return _plain(self.change)

    @property
    def share_of_here(self) -> str:
        """What the share is a part of, in the reader's language."""
        return str(WORDS.get(self.share_of, self.share_of))

    @property
    def plain_share(self) -> str:
        """The share without trailing zeros."""
        return _plain(self.share)


CHINESE_UNITS = {"USD billion": (Decimal(10), "亿美元"), "tonnes": (Decimal("0.0001"), "万吨")}
"""Chinese counts large amounts by ten thousands (万) and hundreds of millions (亿)."""

WORDS = {
    "USD billion": _("USD billion"),
    "tonnes": _("tonnes"),
    "years": _("years"),
    "% a year": _("% a year"),
    "China's foreign trade": _("China's foreign trade"),
    "China's imports of fresh durian": _("China's imports of fresh durian"),
}


def _plain(number: Decimal | None) -> str:
    if number is None:
        return ""
    places = max(-number.normalize().as_tuple().exponent, 0)  # type: ignore[operator]
    return number_format(number, decimal_pos=places, use_l10n=True, force_grouping=True)


CHAPTERS = frozenset(f"{n:02}" for n in range(1, 98)) - {"77"}


def valid_hs_code(code: str) -> None:
    """Raise ValidationError unless this is an HS code of 2, 4 or 6 digits that exists.

    Chapters run from 01 to 97 without 77, which the World Customs Organization keeps free. Whether a heading or
    subheading exists is checked where a full list of that level was imported.
    """
    if not code.isascii() or not code.isdigit() or len(code) not in {2, 4, 6}:
        raise ValidationError(_("An HS code has 2, 4 or 6 digits, for example 08, 0810 or 081060."))
    if code[:2] not in CHAPTERS:
        raise ValidationError(_("There is no chapter %(chapter)s in the HS."), params={"chapter": code[:2]})
    for length in (4, 6):
        if len(code) >= length and _is_missing(code[:length]):
            raise ValidationError(_("There is no code %(code)s in the HS."), params={"code": code[:length]})


def _is_missing(code: str) -> bool:
    if not NomenclatureLevel.objects.filter(digits=len(code)).exists():
        return False
    return not Nomenclature.objects.filter(code=code).exists()
