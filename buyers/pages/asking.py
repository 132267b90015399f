"""From an exhibitor's page to a meeting request: for which need, of which delegate."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import F, OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from buyers.models import BuyerGroup, MeetingRequest, SourcingNeed
from buyers.recommended import current_matches
from exhibitors.models import Exhibitor
from expo.common.pages import page_of
from expo.people.requests import SignedInRequest


@login_required
@require_safe
def choose_need(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a coordinator choose the need for which to ask an exhibitor; tell others who asks for meetings."""
    host = get_object_or_404(Exhibitor.objects.public().select_related("company__economy", "edition"), pk=pk)
    groups = BuyerGroup.objects.managed_by(request.user).filter(edition=host.edition)
    own = MeetingRequest.objects.of_groups_of(request.user).filter(exhibitor=host)
    asked = own.pages_by("delegate", MeetingRequest.Side.BUYER)
    page = page_of(request, _needs(request, host))
    context = {
        "exhibitor": host,
        "has_group": groups.exists(),
        "page": page,
        "rows": [(need, asked.get(need.delegate_id)) for need in page],
    }
    return render(request, "buyers/choose_need.html", context)


def _needs(request: SignedInRequest, host: Exhibitor) -> Any:
    """The user's needs, those that the exhibitor fits first."""
    match = current_matches().filter(need=OuterRef("pk"), exhibitor=host)
    rows = SourcingNeed.objects.managed_by(request.user).filter(delegate__group__edition=host.edition)
    return (
        rows.select_related("delegate__person", "delegate__group")
        .annotate(score=Subquery(match.values("score")[:1]))
        .order_by(F("score").desc(nulls_last=True), "delegate", "pk")
    )
