"""The coordinator's workspace: groups, delegates and what they want to buy."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.forms.models import model_to_dict
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from buyers.acts import groups, needs, news, requests
from buyers.forms import DelegateForm, GroupAskForm, GroupForm, NeedForm, NewsForm, StayForm
from buyers.match_needs import match_one
from buyers.models import BuyerGroup, Coordinator, Delegate, MeetingRequest, SourcingNeed
from buyers.new_matches import new_by_need, new_matches
from buyers.reasons import Names, shown
from buyers.recommended import matches_of
from buyers.states import MeetingState
from exhibitors.models import Exhibitor
from exhibitors.states import Registration
from expo.common.listed import listed
from expo.common.methods import require_form
from expo.common.pages import page_of, perform, pressed
from expo.fair.models import Edition
from expo.people.models import User
from expo.people.requests import SignedInRequest

MATCHES_A_PAGE = 10


@login_required
@require_form
def new_group(request: SignedInRequest) -> HttpResponse:
    """Enter a buyer group."""
    edition = Edition.objects.current()
    if edition is None:
        raise Http404
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        group = perform(
            request,
            lambda: groups.found(edition, form.cleaned_data, actor=request.user),
            done=_("The group is entered. Add its delegates now."),
            form=form,
        )
        if group:
            return redirect(group)
    return render(request, "buyers/group_new.html", {"form": form})


@login_required
@require_safe
def group(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a group's delegates, what each wants to buy and how many meetings each has."""
    found = get_object_or_404(BuyerGroup.objects.managed_by(request.user).select_related("economy"), pk=pk)
    delegates = found.delegates.select_related("person").prefetch_related("needs")
    delegates = delegates.annotate(meetings=_meetings("requests") + _meetings("accompanied"))
    own = found.coordinations.filter(user=request.user).first()
    page = page_of(request, delegates.order_by("pk"))
    _count_new(page, request.user)
    context = {
        "group": found,
        "page": page,
        "news": NewsForm(instance=own) if own else None,
    }
    return render(request, "buyers/group.html", context)


def _count_new(delegates: Iterable[Delegate], user: User) -> None:
    """Note at each need how many of its matches are new to the user."""
    shown = list(delegates)
    new = new_by_need(user, shown)
    for delegate in shown:
        for need in delegate.needs.all():
            need.new = new.get(need.pk, 0)  # type: ignore[attr-defined]


def _meetings(requests: str) -> Count:
    confirmed = Q(**{f"{requests}__meetings__state": MeetingState.CONFIRMED})
    return Count(f"{requests}__meetings", filter=confirmed, distinct=True)


@login_required
@require_POST
def choose_news(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose when to hear of new matches."""
    own = get_object_or_404(Coordinator.objects.filter(user=request.user).select_related("group"), group=pk)
    chosen = Coordinator.News(pressed(request, "news", *Coordinator.News.values))
    perform(request, lambda: news.choose(own.group, chosen, actor=request.user), done=_("Saved."))
    return redirect(own.group)


@login_required
@require_form
def add_delegate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add a delegate."""
    found = get_object_or_404(BuyerGroup.objects.managed_by(request.user).select_related("edition"), pk=pk)
    form = DelegateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = perform(
            request,
            lambda: groups.name_delegate(found, form.person, form.delegate, actor=request.user),
            done=_("The delegate is added. What does this delegate want to buy?"),
            form=form,
        )
        if added:
            return redirect("need-add", added.pk)
    return render(request, "buyers/delegate.html", {"form": form, "group": found})


@login_required
@require_form
def edit_delegate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change when a delegate is there and how they wish their days."""
    rows = Delegate.objects.managed_by(request.user).select_related("group__edition", "person")
    found = get_object_or_404(rows, pk=pk)
    form = StayForm(request.POST or None, initial=model_to_dict(found, groups.DELEGATE_FIELDS))
    if request.method == "POST" and form.is_valid():
        lost = perform(
            request,
            lambda: groups.change_delegate(found, form.delegate, actor=request.user),
            done=_("Saved."),
            form=form,
        )
        if lost is not None:
            _tell_of_meetings(request, lost)
            return redirect(found.group)
    return render(request, "buyers/delegate.html", {"form": form, "group": found.group, "delegate": found})


def _tell_of_meetings(request: SignedInRequest, lost: int) -> None:
    if lost:
        told = ngettext(
            "One meeting can't be held then. It stands until the organiser has found another time.",
            "%(number)s meetings can't be held then. They stand until the organiser has found other times.",
            lost,
        )
        messages.warning(request, told % {"number": lost})


@login_required
@require_form
def add_need(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter what a delegate wants to buy."""
    rows = Delegate.objects.managed_by(request.user).select_related("group__edition", "person")
    delegate = get_object_or_404(rows, pk=pk)
    form = NeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields, sectors = _need_fields(form)
        stated = perform(
            request,
            lambda: needs.state(delegate, fields, sectors=sectors, actor=request.user),
            done=_("The need is entered."),
            form=form,
        )
        if stated:
            match_one(stated, actor=request.user)
            return redirect(stated)
    return render(request, "buyers/need_edit.html", {"form": form, "delegate": delegate})


@login_required
@require_form
def edit_need(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what a delegate wants to buy."""
    found = _need(request, pk)
    form = NeedForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        fields, sectors = _need_fields(form)
        changed = perform(
            request,
            lambda: needs.change(found, fields, sectors=sectors, actor=request.user),
            done=_("Saved."),
            form=form,
        )
        if changed:
            match_one(found, actor=request.user)
            return redirect(found)
    return render(request, "buyers/need_edit.html", {"form": form, "delegate": found.delegate, "need": found})


@login_required
@require_safe
def need(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a need and the exhibitors that fit it, with the reasons."""
    found = _need(request, pk)
    page = page_of(request, matches_of(found), MATCHES_A_PAGE)
    asked = MeetingRequest.objects.filter(delegate=found.delegate).pages_by(
        "exhibitor", MeetingRequest.Side.BUYER
    )
    verdicts = found.verdicts.select_related("exhibitor__company").order_by("-pk")
    good = {verdict.exhibitor_id for verdict in verdicts if verdict.is_good}
    new = set(new_matches(request.user).filter(need=found).values_list("exhibitor", flat=True))
    names = Names()
    context = {
        "need": found,
        "particulars": _particulars(found),
        "page": page,
        "matches": [
            {
                **shown(match, names, asked=asked.get(match.exhibitor_id)),
                "is_good": match.exhibitor_id in good,
                "is_new": match.exhibitor_id in new,
            }
            for match in page
        ],
        "left_out": [
            verdict.exhibitor
            for verdict in verdicts
            if not verdict.is_good and verdict.exhibitor.state == Registration.APPROVED
        ],
    }
    return render(request, "buyers/need.html", context)


def _particulars(need: SourcingNeed) -> list[str]:
    """What a need asks for beside its words, each as a phrase."""
    required, welcome = need.certificates_required_here, need.certificates_welcome_here
    phrases = [
        f"{_('HS')} {listed(need.hs_codes)}" if need.hs_codes else "",
        need.quantity,
        _("one order: %(size)s") % {"size": need.order_here} if need.order_here else "",
        _("certificates required: %(names)s") % {"names": required} if required else "",
        _("certificates welcome: %(names)s") % {"names": welcome} if welcome else "",
        *(sector.name_here for sector in need.sectors.all()),
    ]
    return [phrase for phrase in phrases if phrase]


@login_required
@require_form
def ask(request: SignedInRequest, pk: int, exhibitor: int) -> HttpResponse:
    """Ask an exhibitor for a meeting because of a need."""
    found = _need(request, pk)
    public = Exhibitor.objects.public().select_related("company__economy")
    host = get_object_or_404(public, pk=exhibitor, edition=found.delegate.group.edition_id)
    form = GroupAskForm(found.delegate, request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = perform(
            request,
            lambda: requests.ask(
                found.delegate,
                host,
                need=found,
                side=MeetingRequest.Side.BUYER,
                actor=request.user,
                **form.cleaned_data,
            ),
            done=_("The exhibitor is asked. You will hear from them."),
            form=form,
        )
        if asked:
            return redirect(found)
    return render(request, "buyers/ask.html", {"form": form, "need": found, "exhibitor": host})


@login_required
@require_POST
def remove_need(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove a need."""
    found = _need(request, pk)
    perform(request, lambda: needs.remove(found, actor=request.user), done=_("The need is removed."))
    return redirect("group", found.delegate.group_id)


def _need(request: SignedInRequest, pk: int) -> SourcingNeed:
    rows = SourcingNeed.objects.managed_by(request.user)
    return get_object_or_404(rows.select_related("delegate__group__edition", "delegate__person"), pk=pk)


def _need_fields(form: NeedForm) -> tuple[dict[str, Any], list[Any]]:
    data = dict(form.cleaned_data)
    return data, list(data.pop("sectors"))
