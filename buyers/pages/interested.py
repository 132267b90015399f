"""The exhibitor's side of matching: buyers who look for what it shows, and asking them for a meeting."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buyers.acts import requests
from buyers.forms import AskForm
from buyers.models import MeetingRequest
from buyers.reasons import Names, shown
from buyers.recommended import current_matches, of_the_pair
from exhibitors.models import Exhibitor
from expo.common.methods import require_form
from expo.common.pages import page_of, perform
from expo.people.requests import SignedInRequest


@login_required
@require_safe
def buyers(request: SignedInRequest, pk: int) -> HttpResponse:
    """List the needs that fit what an exhibitor shows, best first, with the reasons."""
    found = _own(request, pk)
    page = page_of(request, current_matches().filter(exhibitor=found).order_by("-score", "pk"), 10)
    asked = MeetingRequest.objects.filter(exhibitor=found).pages_by("delegate", MeetingRequest.Side.EXHIBITOR)
    names = Names()
    rows = [shown(match, names, asked=asked.get(match.need.delegate_id), to_exhibitor=True) for match in page]
    return render(request, "buyers/interested.html", {"exhibitor": found, "page": page, "rows": rows})


@login_required
@require_form
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask a buyer for a meeting because of a match."""
    own = Exhibitor.objects.of_company_of(request.user)
    match = get_object_or_404(current_matches().filter(of_the_pair(pk), exhibitor__in=own))
    need, found = match.need, match.exhibitor
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = perform(
            request,
            lambda: requests.ask(
                need.delegate,
                found,
                need=need,
                side=MeetingRequest.Side.EXHIBITOR,
                actor=request.user,
                **form.cleaned_data,
            ),
            done=_("The buyer is asked. You will hear from them."),
            form=form,
        )
        if asked:
            return redirect("interested", found.pk)
    return render(request, "buyers/ask_buyer.html", {"form": form, "need": need, "exhibitor": found})


def _own(request: SignedInRequest, pk: int) -> Exhibitor:
    rows = Exhibitor.objects.of_company_of(request.user).select_related("company", "edition")
    return get_object_or_404(rows, pk=pk)
