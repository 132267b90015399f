"""How far the fair is: each function a fixed number of queries, whatever the fair's size."""

from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from buyers.models import Meeting, MeetingRequest
from buyers.states import MeetingState, Request
from exhibitors.models import BoothClaim, Exhibitor
from exhibitors.states import Claim, Registration
from expo.desk.dashboard.shapes import Figure, list_of
from expo.fair.editions import name_of
from expo.fair.models import Booth, Edition, Pavilion
from expo.notifications.models import Delivery
from expo.runs.models import Run


def booths(edition: Edition) -> list[Figure]:
    """Booths let, offered, held and free, by their area: together all that there are."""
    total = Booth.objects.filter(edition=edition).aggregate(n=Count("pk"), m2=Coalesce(Sum("area"), 0))
    live = BoothClaim.objects.live().filter(booth__edition=edition, part=BoothClaim.Part.HOLDER)
    by_state = _by_state(live, m2=Coalesce(Sum("booth__area"), 0))
    taken = {
        state: by_state.get(state, {"n": 0, "m2": 0}) for state in (Claim.LET, Claim.OFFERED, Claim.HELD)
    }
    free = {key: total[key] - sum(each[key] for each in taken.values()) for key in ("n", "m2")}
    path = list_of("fair.booth", edition__id__exact=edition.pk)

    def figure(title: str, part: dict[str, int], which: str) -> Figure:
        share = _percent(part["m2"], total["m2"])
        note = _("%(area)s of %(total)s m²") % {"area": intcomma(part["m2"]), "total": intcomma(total["m2"])}
        return Figure(title, part["n"], f"{path}&taken={which}", note, share)

    return [
        figure(_("Booths let"), taken[Claim.LET], "let"),
        figure(_("Booths offered"), taken[Claim.OFFERED], "offered"),
        figure(_("Booths held"), taken[Claim.HELD], "held"),
        figure(_("Booths free"), free, "free"),
    ]


def registrations(edition: Edition) -> list[Figure]:
    """Registrations by state."""
    rows = Exhibitor.objects.filter(edition=edition)
    by_state = _by_state(rows, m2=Coalesce(Sum("booth_area"), 0))
    return [
        Figure(
            str(state.label),
            by_state[state]["n"],
            list_of("exhibitors.exhibitor", edition__id__exact=edition.pk, state__exact=state),
            _("wishing for %(area)s m²") % {"area": intcomma(by_state[state]["m2"])},
        )
        for state in Registration
        if state in by_state
    ]


def meetings(edition: Edition) -> list[Figure]:
    """Requests to meet, and the meetings that came of them."""
    asked = _by_state(MeetingRequest.objects.filter(exhibitor__edition=edition))
    fixed = Meeting.objects.filter(request__exhibitor__edition=edition, state=MeetingState.CONFIRMED).count()
    accepted = asked.get(Request.ACCEPTED, {"n": 0})["n"]
    return [
        Figure(
            _("Meeting requests"),
            sum(each["n"] for each in asked.values()),
            list_of("buyers.meetingrequest", exhibitor__edition__id__exact=edition.pk),
            _("%(count)s wait for an answer") % {"count": intcomma(asked.get(Request.SENT, {"n": 0})["n"])},
        ),
        Figure(
            _("Meetings fixed"),
            fixed,
            list_of("buyers.meeting", request__exhibitor__edition__id__exact=edition.pk),
            _("of %(count)s accepted requests") % {"count": intcomma(accepted)},
            _percent(fixed, accepted),
        ),
    ]


def pavilions(edition: Edition) -> list[Figure]:
    """How much of each pavilion is let."""
    rows = Pavilion.objects.filter(edition=edition, area__gt=0).order_by("name")
    return [
        Figure(
            row.name_here,
            f"{_percent(row.area_let, row.area)} %",
            reverse("admin:fair_pavilion_change", args=[row.pk]),
            _("%(area)s of %(total)s m²") % {"area": intcomma(row.area_let), "total": intcomma(row.area)},
            _percent(row.area_let, row.area),
        )
        for row in rows
    ]


def machinery(edition: Edition) -> list[Figure]:
    """The edition's messages on their way, and runs at work."""
    own = {"notification__within": name_of(edition.pk)}
    mail = _by_state(Delivery.objects.filter(**own).exclude(state=Delivery.State.SENT))
    runs = Run.objects.filter(state__in=Run.ACTIVE).count()
    waiting, failed = (mail.get(state, {"n": 0})["n"] for state in ("waiting", "failed"))
    here = {"notification__within__exact": name_of(edition.pk)}
    return [
        Figure(
            _("Messages waiting"), waiting, list_of("notifications.delivery", state__exact="waiting", **here)
        ),
        Figure(
            _("Messages given up"), failed, list_of("notifications.delivery", state__exact="failed", **here)
        ),
        Figure(_("Runs at work"), runs, list_of("runs.run")),
    ]


def _by_state(rows: QuerySet[Any], **sums: Any) -> dict[str, dict[str, int]]:
    counted = rows.order_by().values("state").annotate(n=Count("pk"), **sums)
    return {row.pop("state"): row for row in counted}


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0
