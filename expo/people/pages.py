"""Pages about one's own account."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from expo.common.methods import require_form
from expo.common.pages import perform
from expo.people import invitations
from expo.people.requests import SignedInRequest


@login_required
@require_form
def invitation(request: SignedInRequest, token: str) -> HttpResponse:
    """Show an invitation and take it on."""
    found = invitations.find(token)
    if request.method == "POST" and perform(
        request,
        lambda: invitations.accept(token, actor=request.user),
        done=_("You have taken it on."),
    ):
        return redirect("workspace")
    status = 200 if found else 410
    return render(request, "people/invitation.html", {"invitation": found}, status=status)
