"""The front page, everybody's way into their workspace, and pages of the demo."""

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from buyers.models import BuyerGroup, MeetingRequest
from buyers.states import Request
from exhibitors.models import Exhibitor
from exhibitors.states import Registration
from exhibitors.visible import pavilions_managed_by
from expo.desk import sent_mail
from expo.fair.models import BlocMembership, Designation, Edition, Role
from expo.fair.visible import organises
from expo.people.requests import SignedInRequest

BAR = 52  # pixels from one bar to the next, its label included


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show what the fair is, when and where, who takes part, and the trade behind it."""
    edition = Edition.objects.current()
    context: dict[str, Any] = {}
    if edition is not None:
        figures = list(edition.trade_figures.all())
        context = {
            "days": edition.days.all(),
            "figures": figures,
            "bars": (bars := _bars(figures)),
            "bars_height": len(bars) * BAR,
            "blocs": _blocs(edition),
            "designations": _designations(edition),
            "zones": edition.zones.all(),
            "counts": _counts(edition),
        }
    return render(request, "desk/front.html", context)


@login_required
@require_safe
def workspace(request: SignedInRequest) -> HttpResponse:
    """Show everything that the user works on in the current edition."""
    edition = Edition.objects.current()
    user = request.user
    own = Exhibitor.objects.of_company_of(user).filter(edition=edition).select_related("company")
    registered = own.exclude(state=Registration.WITHDRAWN).values("company")
    context = {
        "registrations": own,
        "companies": user.companies.exclude(pk__in=registered),
        "groups": BuyerGroup.objects.filter(coordinators=user, edition=edition).annotate(
            delegate_count=Count("delegates")
        ),
        "may_found_group": Role.objects.filter(
            edition=edition, user=user, kind=Role.Kind.COORDINATOR
        ).exists(),
        "pavilions": [] if user.is_staff else pavilions_managed_by(user).filter(edition=edition),
        "is_organiser": organises(user, edition),
        "to_answer": MeetingRequest.objects.answered_by(user).filter(state=Request.SENT).count(),
    }
    return render(request, "desk/workspace.html", context)


@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    """Show the e-mails that the demo has sent, newest first."""
    return render(request, "desk/mail.html", {"page": sent_mail.page(request.GET.get("page"))})


def _blocs(edition: Edition) -> list[dict[str, Any]]:
    members = BlocMembership.objects.on(edition.opens_on).select_related("bloc", "economy")
    by_bloc = groupby(members.order_by("bloc", "economy__name"), key=lambda each: each.bloc)
    return [{"bloc": bloc, "economies": [each.economy for each in rows]} for bloc, rows in by_bloc]


def _designations(edition: Edition) -> list[tuple[str, list[Designation]]]:
    rows = edition.designations.select_related("economy").order_by("kind", "economy__name")
    labels = dict(Designation.Kind.choices)
    order = list(labels)
    grouped = {kind: list(each) for kind, each in groupby(rows, key=lambda row: row.kind)}
    return [(str(labels[kind]), grouped[kind]) for kind in order if kind in grouped]


def _counts(edition: Edition) -> dict[str, int]:
    approved = Q(state=Registration.APPROVED)
    return Exhibitor.objects.filter(edition=edition).aggregate(
        exhibitors=Count("pk", filter=approved),
        economies=Count("company__economy", filter=approved, distinct=True),
    )


def _bars(figures: list[Any]) -> list[dict[str, Any]]:
    """The figures in USD billion, as bars in per cent of the largest."""
    money = [
        figure for figure in figures if figure.unit == "USD billion" and figure.value and not figure.at_least
    ]
    most = max((figure.value for figure in money), default=1)
    return [
        {"figure": figure, "width": f"{100 * figure.value / most:.1f}", "y": y + 22, "label_y": y + 14}
        for y, figure in zip(range(0, 999, BAR), money, strict=False)
    ]
