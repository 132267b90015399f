"""Everybody's way into their workspace, and pages of the demo."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from buyers.models import BuyerGroup, MeetingRequest
from buyers.states import Request
from exhibitors.models import Exhibitor
from exhibitors.states import Registration
from exhibitors.visible import pavilions_managed_by
from expo.desk import sent_mail
from expo.fair.models import Edition, Role
from expo.fair.visible import organises
from expo.people.requests import SignedInRequest


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
