"""The organiser's first page in the admin: whether the fair is filling up, and what needs them now."""

from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from expo.desk.dashboard.board import board_of
from expo.fair.models import Edition
from expo.fair.visible import editions_organised_by


def figures(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add the dashboard's figures to the admin's index, for the newest edition that the user organises."""
    editions = list(editions_organised_by(request.user).distinct())
    chosen = request.GET.get("edition")
    edition = next((each for each in editions if str(each.pk) == chosen), next(iter(editions), None))
    if edition is None:
        return context
    return {
        **context,
        "title": edition.name_here,
        "board": board_of(edition, anew="anew" in request.GET),
        "board_edition": edition,
        "board_editions": editions,
        "board_days": _days(edition),
    }


def _days(edition: Edition) -> list[str]:
    lines = [_("%(days)s days until it opens") % {"days": edition.days_to_go}]
    if edition.takes_registrations:
        left = (edition.registration_closes_on - edition.today).days
        lines.append(_("registration closes in %(days)s days") % {"days": left})
    elif edition.today < edition.registration_opens_on:
        opens = date_format(edition.registration_opens_on)
        lines.append(_("registration opens on %(date)s") % {"date": opens})
    else:
        lines.append(_("registration is closed"))
    return lines
