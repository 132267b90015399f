"""Places: venues, halls and the ways between them, zones, pavilions, booths and meeting points.

Lengths are integer centimetres, areas square centimetres where not named otherwise; a hall's origin is at the top left.
"""

import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from expo.common.audit import audited
from expo.common.dated import dated
from expo.common.names import Named, in_this_language
from expo.fair.models.changes import WRITTEN, marked
from expo.fair.models.economies import Economy
from expo.fair.models.editions import Edition
from expo.fair.models.sources import Sourced

Polygon = list[list[int]]


@dated()
class Venue(Named):
    """A site where the fair takes place."""

    address = models.CharField(_("address"), max_length=300, blank=True)
    addresses = models.JSONField(_("address in other languages"), default=dict, blank=True)

    class Meta(Named.Meta):
        abstract = False
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["pk"]

    @property
    def address_here(self) -> str:
        """The address in the reader's language."""
        return in_this_language(self.address, self.addresses)


@dated()
class Hall(Named, Sourced):
    """A floor of a building, or an outdoor area, with its plan and its limits."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="halls", verbose_name=_("venue"))
    code = models.CharField(_("code"), max_length=10)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_outdoor = models.BooleanField(_("outdoors"), default=False)
    left = models.PositiveIntegerField(
        _("left (cm)"),
        null=True,
        blank=True,
        help_text=_("Its place on the venue's site plan, from the top left."),
    )
    top = models.PositiveIntegerField(_("top (cm)"), null=True, blank=True)
    width = models.PositiveIntegerField(_("width (cm)"), validators=[MinValueValidator(100)])
    depth = models.PositiveIntegerField(_("depth (cm)"), validators=[MinValueValidator(100)])
    floor_load = models.PositiveIntegerField(_("floor load (kg/m²)"), null=True, blank=True)
    height_limit = models.PositiveIntegerField(_("height limit (cm)"), null=True, blank=True)

    class Meta(Named.Meta):
        abstract = False
        verbose_name = _("hall")
        verbose_name_plural = _("halls")
        ordering = ["venue", "position", "code"]
        constraints = [models.UniqueConstraint(fields=["venue", "code"], name="a_hall_once")]

    def __str__(self) -> str:
        return self.code


@audited()
class Closure(models.Model):
    """A time in which a hall is closed: nobody can meet there."""

    hall = models.ForeignKey(Hall, models.CASCADE, related_name="closures", verbose_name=_("hall"))
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="a_closure_ends_after_it_starts",
                violation_error_message=_("It ends before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hall} {self.starts_at:%Y-%m-%d %H:%M}–{self.ends_at:%H:%M}"


@dated()
class Walk(models.Model):
    """How long one walks from hall to hall; the same both ways, so written once, lower key first."""

    one = models.ForeignKey(Hall, models.CASCADE, related_name="+", verbose_name=_("from"))
    other = models.ForeignKey(Hall, models.CASCADE, related_name="+", verbose_name=_("to"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))

    class Meta:
        verbose_name = _("walk")
        verbose_name_plural = _("walks")
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="a_walk_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="walk_written_once"),
        ]

    def __str__(self) -> str:
        return f"{self.one}–{self.other}"


@pgtrigger.register(marked(WRITTEN))
@dated()
class Section(Named, Sourced):
    """A part of what the fair is about, such as commodity trade; zones belong to it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="sections", verbose_name=_("edition"))
    code = models.SlugField(_("code"), max_length=40)

    class Meta(Named.Meta):
        abstract = False
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="a_section_once")]


@pgtrigger.register(marked(WRITTEN))
@dated()
class Zone(Named, Sourced):
    """An exhibition area inside halls, such as the high-tech ASEAN area."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="zones", verbose_name=_("edition"))
    section = models.ForeignKey(
        Section, models.SET_NULL, null=True, blank=True, related_name="zones", verbose_name=_("section")
    )
    code = models.SlugField(_("code"), max_length=40)
    raw_minimum = models.PositiveSmallIntegerField(_("least raw space (m²)"), default=36)

    class Meta(Named.Meta):
        abstract = False
        verbose_name = _("zone")
        verbose_name_plural = _("zones")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="a_zone_once")]


@dated()
@audited()
class Pavilion(Named):
    """Area that a pavilion organiser books as a whole and shares out; what is shared out never exceeds it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="pavilions", verbose_name=_("edition"))
    economy = models.ForeignKey(
        Economy, models.PROTECT, null=True, blank=True, related_name="pavilions", verbose_name=_("economy")
    )
    area = models.PositiveIntegerField(_("area (m²)"))
    area_let = models.PositiveIntegerField(_("let of it (m²)"), default=0, editable=False)

    class Meta(Named.Meta):
        abstract = False
        verbose_name = _("pavilion")
        verbose_name_plural = _("pavilions")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "name"], name="a_pavilion_once"),
            models.CheckConstraint(
                condition=Q(area_let__lte=F("area")),
                name="pavilion_not_overfilled",
                violation_error_message=_("More of this pavilion is let than it would have."),
            ),
        ]


PLACED = pgtrigger.UpdateOf("hall_id", "zone_id", "pavilion_id", "area")  # type: ignore[no-untyped-call]


@pgtrigger.register(marked(pgtrigger.Insert | PLACED | pgtrigger.Delete))
@dated()
@audited()
class Booth(models.Model):
    """A numbered piece of a hall that one exhibitor can have."""

    class Kind(models.TextChoices):
        SHELL = "shell", _("Shell booth")
        RAW = "raw", _("Raw space")
        OUTDOOR = "outdoor", _("Outdoor space")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="booths", verbose_name=_("edition"))
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="booths", verbose_name=_("hall"))
    zone = models.ForeignKey(Zone, models.PROTECT, related_name="booths", verbose_name=_("zone"))
    pavilion = models.ForeignKey(
        Pavilion, models.SET_NULL, null=True, blank=True, related_name="booths", verbose_name=_("pavilion")
    )
    number = models.CharField(_("number"), max_length=20)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SHELL)
    outline = models.JSONField(
        _("outline"), help_text=_("Corners [x, y] in centimetres from the hall's top left, clockwise.")
    )
    area = models.PositiveIntegerField(_("area (m²)"), validators=[MinValueValidator(1)])
    open_sides = models.PositiveSmallIntegerField(_("open sides"), default=1)

    class Meta:
        verbose_name = _("booth")
        verbose_name_plural = _("booths")
        ordering = ["hall", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="a_booth_once"),
            models.CheckConstraint(condition=Q(open_sides__range=(1, 4)), name="one_to_four_open_sides"),
            models.CheckConstraint(condition=Q(area__gt=0), name="booth_has_area"),
        ]

    def __str__(self) -> str:
        return self.number

    def clean(self) -> None:
        """Refuse an outline that is no polygon of whole centimetres inside the hall."""
        if not _is_polygon(self.outline):
            raise ValidationError({"outline": _("At least three corners [x, y], in whole centimetres.")})
        if self.hall_id and not all(
            0 <= x <= self.hall.width and 0 <= y <= self.hall.depth for x, y in self.outline
        ):
            raise ValidationError({"outline": _("A corner lies outside the hall.")})

    @property
    def short_number(self) -> str:
        """The number without its hall's code, as a plan of that hall shows it."""
        return self.number.rsplit("-", 1)[-1]

    @property
    def svg_points(self) -> str:
        """The outline as an SVG polygon's points."""
        return " ".join(f"{x},{y}" for x, y in self.outline)

    @property
    def centre(self) -> tuple[int, int]:
        """The middle of the outline's box: where its number is drawn."""
        xs, ys = zip(*self.outline, strict=True)
        return (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2


def _is_polygon(outline: object) -> bool:
    def is_corner(corner: object) -> bool:
        return isinstance(corner, list) and len(corner) == 2 and all(type(n) is int for n in corner)

    return isinstance(outline, list) and len(outline) >= 3 and all(is_corner(corner) for corner in outline)


@dated()
class MeetingPoint(models.Model):
    """Where a meeting is held: a table at a booth or in a meeting hall, or a link. One meeting at a time."""

    class Kind(models.TextChoices):
        BOOTH = "booth", _("Table at the booth")
        HALL = "hall", _("Table in a meeting hall")
        LINK = "link", _("Online")

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="meeting_points", verbose_name=_("edition")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.BOOTH)
    booth = models.ForeignKey(
        Booth,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="meeting_points",
        verbose_name=_("booth"),
    )
    hall = models.ForeignKey(
        Hall, models.PROTECT, null=True, blank=True, related_name="meeting_points", verbose_name=_("hall")
    )
    link = models.URLField(_("link"), blank=True)
    label = models.CharField(_("label"), max_length=60)

    class Meta:
        verbose_name = _("meeting point")
        verbose_name_plural = _("meeting points")
        ordering = ["label"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "label"], name="a_meeting_point_once"),
            models.CheckConstraint(
                condition=Q(kind="booth", booth__isnull=False, hall=None, link="")
                | Q(kind="hall", booth=None, hall__isnull=False, link="")
                | (Q(kind="link", booth=None, hall=None) & ~Q(link="")),
                name="meeting_point_is_somewhere",
                violation_error_message=_("Give the booth, the hall or the link, as the kind says."),
            ),
        ]

    def __str__(self) -> str:
        return self.label
