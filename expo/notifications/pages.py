"""The inbox."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from expo.common.pages import page_of
from expo.notifications import acts
from expo.notifications.models import Notification


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Show what the person was told, newest first."""
    rows = Notification.objects.filter(recipient=request.user)  # type: ignore[misc]
    return render(request, "notifications/inbox.html", {"page": page_of(request, rows, 20)})


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    acts.mark_read(actor=request.user)
    return redirect("inbox")
