"""What a coordinator thinks of a match."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from buyers.acts import verdicts
from buyers.match_needs import match_one
from buyers.models import SourcingNeed
from buyers.pages.groups import MATCHES_A_PAGE
from buyers.recommended import matches_of
from exhibitors.models import Exhibitor
from expo.common.pages import perform, pressed
from expo.people.requests import SignedInRequest


@login_required
@require_POST
def judge(request: SignedInRequest, pk: int, exhibitor: int) -> HttpResponse:
    """Note that an exhibitor is good for a need or not, or take that back."""
    rows = SourcingNeed.objects.managed_by(request.user).select_related("delegate__group__edition")
    need = get_object_or_404(rows, pk=pk)
    host = get_object_or_404(Exhibitor.objects.public(), pk=exhibitor, edition=need.delegate.group.edition_id)
    verdict = pressed(request, "verdict", "good", "not-for-us", "none")
    before = _listed(need)
    if verdict != "none":
        is_good = verdict == "good"
        done = _("Noted as a good match.") if is_good else _("It is no longer listed for this need.")
        perform(request, lambda: verdicts.judge(need, host, is_good=is_good, actor=request.user), done=done)
    else:
        was_left_out = perform(
            request,
            lambda: verdicts.take_back(need, host, actor=request.user),
            done=_("Your verdict is taken back."),
        )
        if was_left_out:
            match_one(need, actor=request.user)
    return redirect(_place(request, need, host, before))


def _listed(need: SourcingNeed) -> list[int]:
    return list(matches_of(need).values_list("exhibitor", flat=True))


def _place(request: SignedInRequest, need: SourcingNeed, exhibitor: Exhibitor, before: list[int]) -> str:
    """Return where the reader goes on: at the exhibitor's row, or the one in its place; else on the page of before."""
    now = _listed(need)
    if exhibitor.pk in now:
        at = now.index(exhibitor.pk)
    elif exhibitor.pk in before and now:
        at = min(before.index(exhibitor.pk), len(now) - 1)
    else:
        page = Paginator(now, MATCHES_A_PAGE).get_page(request.GET.get("page")).number
        return f"{_on_page(need, page)}#not-for-us"
    return f"{_on_page(need, at // MATCHES_A_PAGE + 1)}#match-{now[at]}"


def _on_page(need: SourcingNeed, number: int) -> str:
    address = need.get_absolute_url()
    return f"{address}?page={number}" if number > 1 else address
