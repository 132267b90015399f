"""What pages share: lists in pages, and acts whose refusal is told where the person looks."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, BadRequest, ValidationError
from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from expo.common.acts import Refused


def page_of(request: HttpRequest, rows: Any, size: int = 24) -> Page[Any]:
    """Return the page of `rows` that the address asks for; a number out of range gives the nearest page."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def pressed(request: HttpRequest, name: str, *values: str) -> str:
    """Return which of a form's buttons was pressed or chosen; raises BadRequest where it was none of them."""
    value = request.POST.get(name, "")
    if value not in values:
        raise BadRequest(f"no such {name}")
    return value


def perform(
    request: HttpRequest, act: Callable[[], Any], *, done: str, form: forms.BaseForm | None = None
) -> Any:
    """Do an act and say that it is done; a refusal is told at the form's fields, or as a message.

    Returns the act's answer (True where it has none), or None where it was refused.
    """
    try:
        answer = act()
    except Refused as refused:
        _tell(request, form, ValidationError(str(refused)))
        return None
    except ValidationError as error:
        _tell(request, form, error)
        return None
    messages.success(request, done)
    return True if answer is None else answer


def _tell(request: HttpRequest, form: forms.BaseForm | None, error: ValidationError) -> None:
    if form is None:
        for text in error.messages:
            messages.error(request, text)
        return
    by_field = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error}
    for name, wrong in by_field.items():
        form.add_error(name if name in form.fields else None, wrong)
