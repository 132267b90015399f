"""A run's page: how far it is, what came out, and a button to cancel it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from expo.common.pages import perform
from expo.runs import acts
from expo.runs.models import Run
from expo.runs.visible import runs_visible_to


@login_required
@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a run; htmx asks again for its progress alone until it has ended."""
    found = get_object_or_404(runs_visible_to(request.user), pk=pk)
    template = "runs/progress.html" if request.headers.get("HX-Request") else "runs/run.html"
    return render(request, template, {"run": found})


@login_required
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a run to stop."""
    found: Run = get_object_or_404(runs_visible_to(request.user), pk=pk)
    perform(request, lambda: acts.cancel(found, actor=request.user), done=_("It will stop."))
    return redirect(found)
