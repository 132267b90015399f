"""The front page: what the fair is, when and where, who takes part, what is new, and everybody's way in."""

from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from buyers.models import BuyerGroup
from expo.desk.participants import Kind, by_bloc, participants, parts
from expo.desk.trade import in_words, panels
from expo.fair.models import Booth, Edition, Section, Venue, Zone


class Area(NamedTuple):
    """A section or a zone, with its page and the zones inside."""

    row: Section | Zone
    href: str
    zones: list["Area"]

    @property
    def name(self) -> str:
        """What it is called in the reader's language."""
        return self.row.name_here

    @property
    def source(self) -> str:
        """Where it was published, in the reader's language."""
        return self.row.source_here


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show what the fair is, when and where, who takes part, and the trade behind it."""
    edition = Edition.objects.current()
    context = _context(edition) if edition else {}
    return render(request, "desk/front.html", {"edition": edition, **context})


def _context(edition: Edition) -> dict[str, Any]:
    figures = list(edition.trade_figures.all())
    found = participants(edition)
    areas = _areas(edition)
    return {
        "days": edition.days.all(),
        "venues": _venues(edition),
        "panels": panels(figures),
        "statements": in_words(figures),
        "groups": by_bloc(found, edition),
        "special": parts(found, Kind.HOST, Kind.COUNTRY_OF_HONOUR, Kind.SPECIAL_PARTNER),
        "first_timers": parts(found, Kind.FIRST_TIME),
        "areas": areas,
        "announced": _announced(areas, edition),
        "exhibitor_count": sum(each.exhibitors for each in found),
        "economy_count": len(found),
        "group_count": BuyerGroup.objects.filter(edition=edition).count(),
    }


def _venues(edition: Edition) -> Any:
    """The sites with booths of this edition."""
    here = Booth.objects.filter(edition=edition, hall__venue=OuterRef("pk"))
    return Venue.objects.filter(Exists(here))


def _areas(edition: Edition) -> list[Area]:
    """The sections, each with its zones but for one that is called the same, and then the zones that are in none."""
    inside: dict[int | None, list[Area]] = {}
    for zone in edition.zones.all():
        inside.setdefault(zone.section_id, []).append(_area("zone", zone, []))
    sections = [_area("section", each, inside.get(each.pk, [])) for each in edition.sections.all()]
    told = [each._replace(zones=[zone for zone in each.zones if zone.name != each.name]) for each in sections]
    return [*told, *inside.get(None, [])]


def _area(page: str, row: Section | Zone, zones: list[Area]) -> Area:
    return Area(row, reverse(page, args=[row.code]), zones)


def _announced(areas: list[Area], edition: Edition) -> list[Area]:
    """Those that were made known by what announced the edition, rather than known from earlier ones."""
    everything = [each for area in areas for each in (area, *area.zones)]
    return [each for each in everything if edition.source and edition.source in each.row.source]
