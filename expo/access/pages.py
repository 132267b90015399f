"""One's own tokens."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from expo.access import acts
from expo.access.forms import TokenForm
from expo.access.models import ApiToken
from expo.common.acts import Refused
from expo.common.methods import require_form
from expo.common.pages import page_of, perform


@login_required
@require_form
def tokens(request: HttpRequest) -> HttpResponse:
    """Show one's tokens, and make a new one, whose secret is shown on the next page and never again."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _made(request, form):
        return redirect("tokens")
    page = page_of(request, ApiToken.objects.filter(user=request.user))  # type: ignore[misc]
    response = render(request, "access/tokens.html", {"form": form, "page": page})
    response.headers["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a token open no door any more."""
    own = ApiToken.objects.filter(user=request.user)  # type: ignore[misc]
    token: Any = get_object_or_404(own, pk=pk)
    perform(request, lambda: acts.revoke(token, actor=request.user), done=_("The token is revoked."))
    return redirect("tokens")


def _made(request: HttpRequest, form: TokenForm) -> bool:
    """Make the token; its secret travels to the next page in a signed cookie, and is stored nowhere."""
    data = form.cleaned_data
    try:
        _token, secret = acts.create(
            data["name"], scope=data["scope"], expires_at=form.expires_at, actor=request.user
        )
    except (Refused, ValidationError) as error:
        form.add_error(None, str(error) if isinstance(error, Refused) else error)
        return False
    told = _("Copy your token now: it is shown this once.")
    messages.success(request, format_html('{} <code class="secret">{}</code>', told, secret))
    return True
