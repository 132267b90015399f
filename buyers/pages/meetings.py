"""Requests and diaries: the same pages for both sides."""

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Case, Q, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buyers.acts import meetings as acts
from buyers.acts import requests as request_acts
from buyers.acts.companions import choose
from buyers.calendar import calendar_of
from buyers.forms import CompanionsForm
from buyers.models import BuyerGroup, Delegate, Meeting, MeetingRequest
from buyers.reasons import why_unplaced
from buyers.states import ACTIVE_REQUESTS, MeetingState, Request
from expo.common.methods import require_form
from expo.common.pages import page_of, perform, pressed
from expo.fair.models import Edition
from expo.people.requests import SignedInRequest

_LONGEST_KEY = 18  # digits


@login_required
@require_safe
def requests(request: SignedInRequest) -> HttpResponse:
    """List the meeting requests of the user's side: those to answer first, then those asked; or one (?request=)."""
    asked = "answered_by" if request.GET.get("side") != "sent" else "asked_by"
    rows = getattr(MeetingRequest.objects, asked)(request.user).select_related(
        "delegate__person", "delegate__group__economy", "exhibitor__company__economy", "need"
    )
    key = _key_in(request)
    if key is not None:
        rows = rows.filter(pk=key)
    rows = rows.prefetch_related("companions__person")
    waiting_first = Case(When(state=Request.SENT, then=0), default=1)
    page = page_of(request, rows.order_by(waiting_first, "-created_at", "-pk"))
    context = {
        "page": page,
        "rows": [{"request": row, "unplaced": why_unplaced(row.unplaced_because)} for row in page],
        "side": "sent" if asked == "asked_by" else "received",
        "is_one": key is not None,
        "own_groups": set(BuyerGroup.objects.managed_by(request.user).values_list("pk", flat=True)),
    }
    return render(request, "buyers/requests.html", context)


def _key_in(request: SignedInRequest) -> int | None:
    """The key of the one request that the address asks for, if it does; what can't be read asks for none."""
    key = request.GET.get("request", "")
    return int(key) if key.isascii() and key.isdecimal() and len(key) <= _LONGEST_KEY else None


@login_required
@require_form
def companions(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose who of the group comes along."""
    rows = MeetingRequest.objects.of_groups_of(request.user).filter(state__in=ACTIVE_REQUESTS)
    rows = rows.select_related("delegate__person", "exhibitor__company")
    found = get_object_or_404(rows, pk=pk)
    posted = request.POST if request.method == "POST" else None  # empty: nobody comes along
    form = CompanionsForm(found.delegate, posted, initial={"companions": found.companions.all()})
    if form.is_valid():
        saved = perform(
            request,
            lambda: choose(found, form.cleaned_data["companions"], actor=request.user),
            done=_("Saved."),
            form=form,
        )
        if saved:
            return redirect(found.page_for(MeetingRequest.Side.BUYER))
    return render(request, "buyers/companions.html", {"form": form, "asked": found})


@login_required
@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept or decline a request."""
    found = get_object_or_404(MeetingRequest.objects.answered_by(request.user), pk=pk)
    yes = pressed(request, "answer", "accept", "decline") == "accept"
    act = request_acts.accept if yes else request_acts.decline
    text = request.POST.get("text", "")[:1000]
    done = _("Accepted. The organiser will find a time.") if yes else _("Declined.")
    perform(request, lambda: act(found, answer=text, actor=request.user), done=done)
    return redirect("requests")


@login_required
@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a request back."""
    found = get_object_or_404(MeetingRequest.objects.asked_by(request.user), pk=pk)
    perform(
        request,
        lambda: request_acts.withdraw(found, actor=request.user),
        done=_("The request is withdrawn."),
    )
    return redirect("requests")


@login_required
@require_safe
def diary(request: SignedInRequest) -> HttpResponse:
    """Show the meetings of the user's side, by day."""
    rows = _meetings(request).filter(state=MeetingState.CONFIRMED)
    page = page_of(request, rows, 50)
    edition = Edition.objects.current()
    days = (
        groupby(page, key=lambda meeting: meeting.slot.starts_at.astimezone(edition.zone).date())
        if edition
        else []
    )
    context = {"page": page, "days": [(day, list(meetings)) for day, meetings in days]}
    return render(request, "buyers/diary.html", context)


@login_required
@require_safe
def diary_file(request: SignedInRequest) -> HttpResponse:
    """Send the same as an iCalendar file."""
    return _file(_meetings(request), _("My meetings"), "diary.ics")


@login_required
@require_safe
def delegate_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send one delegate's meetings as an iCalendar file."""
    delegate = get_object_or_404(Delegate.objects.managed_by(request.user).select_related("person"), pk=pk)
    theirs = Q(request__delegate=delegate) | Q(request__companions=delegate)
    rows = _meetings(request).filter(theirs).distinct()
    return _file(rows, str(delegate), f"delegate-{pk}.ics")


@login_required
@require_POST
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Call a meeting off."""
    found = get_object_or_404(Meeting.objects.managed_by(request.user), pk=pk)
    perform(
        request,
        lambda: acts.cancel(found, actor=request.user),
        done=_("The meeting is cancelled, and the other side is told."),
    )
    return redirect("diary")


def _meetings(request: SignedInRequest) -> Any:
    rows = Meeting.objects.visible_to(request.user)
    rows = rows.select_related(
        "slot__day__edition",
        "point__booth__hall",
        "representative__person",
        "interpreter__person",
        "request__need",
        "request__delegate__person",
        "request__exhibitor__company",
    )
    return rows.prefetch_related("request__companions__person").order_by("slot__starts_at", "pk")


def _file(meetings: Any, title: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(
        calendar_of(meetings, title), content_type="text/calendar; charset=utf-8", headers=headers
    )
