"""What organisers tell the allocation: who is at home in which zone, how much they may have, what wishes weigh."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exhibitors.allocation import fair
from exhibitors.allocation.fair.problem import HEAVIEST, LARGEST
from exhibitors.models.registrations import Exhibitor
from expo.common.audit import audited
from expo.fair.models import Bloc, Economy, Edition, Sector, Zone

USUAL = fair.Weights()


@audited()
class ZoneHome(models.Model):
    """A bloc, an economy or a sector whose exhibitors are better placed in a zone than elsewhere."""

    zone = models.ForeignKey(Zone, models.CASCADE, related_name="homes", verbose_name=_("zone"))
    bloc = models.ForeignKey(
        Bloc, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("bloc")
    )
    economy = models.ForeignKey(
        Economy, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("economy")
    )
    sector = models.ForeignKey(
        Sector, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("sector")
    )

    class Meta:
        verbose_name = _("home of a zone")
        verbose_name_plural = _("homes of zones")
        ordering = ["zone", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bloc__isnull=False, economy=None, sector=None)
                | Q(bloc=None, economy__isnull=False, sector=None)
                | Q(bloc=None, economy=None, sector__isnull=False),
                name="zone_is_home_to_one",
                violation_error_message=_("Choose a bloc, an economy or a sector: exactly one of them."),
            ),
            models.UniqueConstraint(
                fields=["zone", "bloc", "economy", "sector"],
                nulls_distinct=False,
                name="a_home_once",
                violation_error_message=_("That is said already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone} – {self.bloc or self.economy or self.sector}"


@audited()
class Competitors(models.Model):
    """Two exhibitors who had rather not stand near each other."""

    one = models.ForeignKey(
        Exhibitor, models.CASCADE, related_name="+", verbose_name=_("exhibitor"), db_index=False
    )
    other = models.ForeignKey(Exhibitor, models.CASCADE, related_name="+", verbose_name=_("competitor"))

    class Meta:
        verbose_name = _("competitors")
        verbose_name_plural = _("competitors")
        ordering = ["one", "other"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="competitors_once"),
            models.CheckConstraint(
                condition=~Q(one=models.F("other")),
                name="nobody_competes_with_themselves",
                violation_error_message=_("Choose two exhibitors."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} – {self.other}"

    def clean(self) -> None:
        """Refuse exhibitors of two editions."""
        if self.one_id and self.other_id and self.one.edition_id != self.other.edition_id:
            raise ValidationError({"other": _("This exhibitor is in another edition.")})


@audited()
class ZoneQuota(models.Model):
    """The most that an economy's exhibitors may have in a zone."""

    zone = models.ForeignKey(Zone, models.CASCADE, related_name="quotas", verbose_name=_("zone"))
    economy = models.ForeignKey(Economy, models.CASCADE, related_name="+", verbose_name=_("economy"))
    most_booths = models.PositiveIntegerField(
        _("most booths"), null=True, blank=True, validators=[MaxValueValidator(LARGEST)]
    )
    most_area = models.PositiveIntegerField(
        _("most m²"), null=True, blank=True, validators=[MaxValueValidator(LARGEST)]
    )

    class Meta:
        verbose_name = _("quota")
        verbose_name_plural = _("quotas")
        ordering = ["zone", "economy"]
        constraints = [
            models.CheckConstraint(
                condition=Q(most_booths__isnull=False) | Q(most_area__isnull=False),
                name="quota_limits_something",
                violation_error_message=_("Give the most booths, the most m², or both."),
            ),
            models.UniqueConstraint(fields=["zone", "economy"], name="a_quota_once"),
        ]

    def __str__(self) -> str:
        return f"{self.zone} – {self.economy}"


def _worth(label: Any, usual: int) -> "models.PositiveIntegerField[int, int]":
    return models.PositiveIntegerField(label, default=usual, validators=[MaxValueValidator(HEAVIEST)])


@audited()
class AllocationWeights(models.Model):
    """What each wish is worth to an edition's allocation where it comes true; the usual weights where there are none.

    But for the first each booth of a stand counts.
    """

    edition = models.OneToOneField(
        Edition, models.CASCADE, related_name="allocation_weights", verbose_name=_("edition")
    )
    stand = _worth(_("a stand at all"), USUAL.stand)
    booth = _worth(_("each booth of it"), USUAL.booth)
    size = _worth(_("the area asked for"), USUAL.size)
    hall = _worth(_("the hall wished for"), USUAL.hall)
    zone = _worth(_("the zone wished for"), USUAL.zone)
    open_sides = _worth(_("the open sides wished for"), USUAL.open_sides)
    zone_by_bloc = _worth(_("a zone that is home to its bloc"), USUAL.zone_by_bloc)
    zone_by_economy = _worth(_("a zone that is home to its economy"), USUAL.zone_by_economy)
    zone_by_sector = _worth(_("a zone that is home to its sector"), USUAL.zone_by_sector)
    sector_near = _worth(_("a near booth of the same sector"), USUAL.sector_near)
    economy_near = _worth(_("a near booth of the same economy"), USUAL.economy_near)
    competitors_apart = _worth(_("a competitor who is not near"), -USUAL.competitors_near)

    class Meta:
        verbose_name = _("weights of the allocation")
        verbose_name_plural = _("weights of the allocation")
        ordering = ["edition"]

    def __str__(self) -> str:
        return str(self.edition)

    def weights(self) -> fair.Weights:
        """As the allocation takes them."""
        own = {field.name for field in self._meta.fields} - {"id", "edition", "competitors_apart"}
        plain = {name: getattr(self, name) for name in own}
        return fair.Weights(**plain, competitors_near=-self.competitors_apart)
