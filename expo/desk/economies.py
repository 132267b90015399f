"""Economies for everybody: which take part, by bloc, and what each shows, sells, buys and trades."""

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from buyers.models import BuyerGroup
from exhibitors.listing import for_cards
from exhibitors.models import Exhibitor
from expo.common.pages import page_of
from expo.desk.participants import by_bloc, participants
from expo.desk.trade import in_words, naming, panels
from expo.fair.models import BlocMembership, Economy, Edition

FEW = 6  # buyer groups on the economy's own page


@require_safe
def economies(request: HttpRequest) -> HttpResponse:
    """List the economies that take part in the current edition, by bloc."""
    edition = Edition.objects.current()
    found = participants(edition) if edition else []
    context = {"edition": edition, "count": len(found), "groups": by_bloc(found, edition) if edition else []}
    return render(request, "desk/economies.html", context)


@require_safe
def economy(request: HttpRequest, code: str) -> HttpResponse:
    """Show an economy: what it is in the current edition, its blocs, trade, exhibitors, pavilions and buyer groups."""
    edition = Edition.objects.current()
    if edition is None:
        raise Http404
    found = get_object_or_404(Economy, pk=code)
    groups = _groups(found, edition)
    memberships = list(_memberships(found, edition))
    exhibitors = Exhibitor.objects.public().filter(edition=edition, company__economy=found)
    context = {
        "edition": edition,
        "economy": found,
        "designations": found.designations.filter(edition=edition),
        "memberships": memberships,
        "page": page_of(request, for_cards(exhibitors)),
        "pavilions": found.pavilions.filter(edition=edition),
        "groups": groups[:FEW],
        "group_count": groups.count(),
        **_trade(found, memberships, edition),
    }
    return render(request, "desk/economy.html", context)


@require_safe
def economy_groups(request: HttpRequest, code: str) -> HttpResponse:
    """List an economy's buyer groups."""
    edition = Edition.objects.current()
    if edition is None:
        raise Http404
    found = get_object_or_404(Economy, pk=code)
    context = {"edition": edition, "economy": found, "page": page_of(request, _groups(found, edition))}
    return render(request, "desk/economy_groups.html", context)


def _memberships(economy: Economy, edition: Edition) -> Any:
    rows = BlocMembership.objects.on(edition.opens_on).filter(economy=economy)
    return rows.select_related("bloc").order_by("since", "bloc")


def _groups(economy: Economy, edition: Edition) -> Any:
    """Its buyer groups: what everybody may know of them, and nothing of their people."""
    rows = BuyerGroup.objects.filter(edition=edition, economy=economy)
    return rows.annotate(delegate_count=Count("delegates")).order_by("name", "pk")


def _trade(economy: Economy, memberships: list[BlocMembership], edition: Edition) -> dict[str, Any]:
    """The figures that name the economy, and apart from them those that name a bloc of its."""
    figures = list(edition.trade_figures.all())
    own = naming(figures, {economy.pk})
    blocs = {each.bloc_id.upper() for each in memberships}
    of_blocs = [each for each in naming(figures, blocs) if each not in own]
    return {
        "panels": panels(own),
        "statements": in_words(own),
        "bloc_panels": panels(of_blocs),
        "bloc_statements": in_words(of_blocs),
    }
