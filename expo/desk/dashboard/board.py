"""The dashboard's figures and lists, counted together and kept for a minute.

Whoever acts in the admin sees what came of it at once; what others do shows within the minute, and the page says as
of when it counts.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from expo.common.kept import kept
from expo.desk.dashboard import counts
from expo.desk.dashboard.shapes import Figure, ToDo
from expo.desk.dashboard.todo import what_waits
from expo.fair.models import Edition

MINUTE = 60
ACTED = "dashboard:acted"

Respond = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True)
class Board:
    """How far an edition is, and what needs its organisers, at one moment."""

    counted_at: datetime
    rows: list[tuple[str, list[Figure]]]
    pavilions: list[Figure]
    todo: list[ToDo]


def board_of(edition: Edition, *, anew: bool = False) -> Board:
    """Return an edition's board in the language now active, not older than a minute and the last act in the admin."""
    acted = kept(ACTED, _some_number, seconds=MINUTE)
    moment = edition.modified_at.timestamp()  # type: ignore[attr-defined]
    key = f"dashboard:{edition.pk}:{moment}:{get_language()}:{acted}"
    return kept(key, lambda: _counted(edition), seconds=MINUTE, anew=anew)


def organisers_act(respond: Respond) -> Respond:
    """Let the boards be counted anew after each act in the admin."""

    def responded(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        if request.method == "POST" and request.path_info.startswith(reverse("admin:index")):
            kept(ACTED, _some_number, seconds=MINUTE, anew=True)
        return response

    return responded


def _some_number() -> str:
    return uuid.uuid4().hex


def _counted(edition: Edition) -> Board:
    return Board(
        counted_at=timezone.now(),
        rows=[
            (_("Booths"), counts.booths(edition)),
            (_("Registrations"), counts.registrations(edition)),
            (_("Meetings"), counts.meetings(edition)),
            (_("Machinery"), counts.machinery(edition)),
        ],
        pavilions=counts.pavilions(edition),
        todo=[todo for todo in what_waits(edition) if todo.count],
    )
