"""Act buttons: how the admin calls acts.

A button leads to a page that asks what the act needs to know, or just whether to go on; only its POST acts.
Nothing here opens a transaction, since acts are durable ones of their own.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from unfold.decorators import action
from unfold.enums import ActionVariant

from expo.common.acts import Refused

When = Callable[[Any], bool]


class ActForm(forms.Form):
    """What an act needs to know; `row` is what it acts on (None for acts on a whole list)."""

    template = "admin/acts/act.html"

    def __init__(self, *args: Any, row: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.row = row
        self.request = request
        super().__init__(*args, **kwargs)


def act_button(
    title: Any,
    *,
    form: type[ActForm] = ActForm,
    when: When | None = None,
    warning: Any = "",
    icon: str = "",
    variant: ActionVariant = ActionVariant.DEFAULT,
    at_once: bool = False,
) -> Callable[[Callable[..., Any]], Any]:
    """Make a button of a method `perform(admin, request, row, data)` that calls one act.

    It returns the message to show, or where to go next. `when` says which rows the button is for, `warning`
    what to think of first. `at_once` spares those with JavaScript the page that asks.
    """

    def decorate(perform: Callable[..., Any]) -> Any:
        def page(admin: Any, request: HttpRequest, object_id: str | None = None) -> HttpResponse:
            row = _row(admin, request, object_id)
            if row is not None and when is not None and not when(row):
                messages.warning(request, _("This doesn't fit how it stands now."))
                return redirect(_home(admin, row))
            is_post = request.method == "POST"
            asked = form(request.POST if is_post else None, row=row, request=request)
            if is_post and asked.is_valid():
                answer = _perform(lambda: perform(admin, request, row, asked.cleaned_data), asked)
                if answer is not None:
                    return _done(admin, request, row, answer)
            return _ask(admin, request, row, asked, title, warning, variant)

        page.__name__ = page.__qualname__ = perform.__name__
        button = action(
            page,
            description=title,
            permissions=["act"],
            icon=icon,
            variant=variant,
            attrs={"data-act": "at-once"} if at_once else {},
            url_path=perform.__name__.replace("_", "-"),
        )
        button.when = when
        return button

    return decorate


def act_on_many(
    admin: Any, request: HttpRequest, rows: Iterable[Model], perform: Callable[[Any], object], done: str
) -> None:
    """Call an act on each of the rows chosen in a list: each is a transaction, and those refused are named."""
    if not admin.has_act_permission(request):
        raise PermissionDenied
    count = 0
    for row in rows:
        try:
            perform(row)
        except (Refused, ValidationError) as refused:
            messages.error(request, f"{row}: {_words(refused)}")
        else:
            count += 1
    if count:
        messages.success(request, done % {"count": count})


def _row(admin: Any, request: HttpRequest, object_id: str | None) -> Any:
    if object_id is None:
        return None
    row = admin.get_object(request, unquote(object_id))
    if row is None:
        raise Http404
    return row


def _perform(perform: Callable[[], Any], asked: ActForm) -> Any:
    """Return the act's answer, or None after writing into the form why it was refused."""
    try:
        return perform()
    except Refused as refused:
        asked.add_error(None, str(refused))
    except ValidationError as error:
        for name, errors in _by_field(error).items():
            asked.add_error(name if name in asked.fields else None, errors)
    return None


def _by_field(error: ValidationError) -> dict[str, Any]:
    return error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}


def _words(refused: Refused | ValidationError) -> str:
    return str(refused) if isinstance(refused, Refused) else " ".join(refused.messages)


def _done(admin: Any, request: HttpRequest, row: Any, answer: Any) -> HttpResponse:
    if isinstance(answer, HttpResponse):
        return answer
    messages.success(request, answer)
    return redirect(_home(admin, row))


def _home(admin: Any, row: Any) -> str:
    """The row's page, or the list where the act was on no row or has removed it."""
    path = f"{admin.admin_site.name}:{admin.opts.app_label}_{admin.opts.model_name}"
    if row is None or not admin.model._base_manager.filter(pk=row.pk).exists():
        return reverse(f"{path}_changelist")
    return reverse(f"{path}_change", args=[row.pk])


def _ask(
    admin: Any, request: HttpRequest, row: Any, asked: ActForm, title: Any, warning: Any, variant: Any
) -> HttpResponse:
    context = {
        **admin.admin_site.each_context(request),
        "title": capfirst(str(title)),
        "subtitle": None,
        "opts": admin.opts,
        "original": row,
        "form": asked,
        "media": admin.media + asked.media,
        "warning": warning,
        "danger": variant == ActionVariant.DANGER,
        "back": _home(admin, row),
    }
    return TemplateResponse(request, asked.template, context)
