"""How the whole API answers: lists in pages, and refusals as problem details. Settings name these.

Problem details are RFC 9457's: `title`, `status`, `detail`, then `errors` by field or `alternatives`.
"""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist
from django.core.exceptions import ValidationError as ModelValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _
from psycopg.errors import ExclusionViolation, UniqueViolation
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

from expo.common.acts import Refused

RACES = (UniqueViolation, ExclusionViolation)


class Pages(CursorPagination):
    """Pages that stay true while rows are added: newest first, 50 to a page, 200 at the most."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    ordering = "-pk"


def problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn a refusal into an answer with `title`, `status`, `detail`, and `errors` by field."""
    if isinstance(error, Refused):
        return _answer(409, detail=error.message, alternatives=error.alternatives)
    if isinstance(error, IntegrityError) and isinstance(error.__cause__, RACES):
        return _answer(409, detail=_("Somebody else was a moment faster. Ask again to see how it stands."))
    response = exception_handler(_as_rest_error(error), context)
    if response is None:
        return None
    details = _invalid(response.data) if response.status_code == 400 else {"detail": response.data["detail"]}
    answer = _answer(response.status_code, **details)
    for name, value in response.items():
        if name.lower() in {"www-authenticate", "retry-after", "allow"}:
            answer[name] = value
    return answer


def _as_rest_error(error: Exception) -> Exception:
    if isinstance(error, ObjectDoesNotExist):  # it was there when the request came, and is gone
        return NotFound()
    if not isinstance(error, ModelValidationError):
        return error
    if not hasattr(error, "error_dict"):
        return ValidationError({api_settings.NON_FIELD_ERRORS_KEY: error.messages})
    names: dict[str, str] = {NON_FIELD_ERRORS: api_settings.NON_FIELD_ERRORS_KEY}
    return ValidationError({names.get(name, name): texts for name, texts in error.message_dict.items()})


def _invalid(data: Any) -> dict[str, Any]:
    if isinstance(data, dict) and set(data) == {"detail"}:
        return {"detail": data["detail"]}
    errors = data if isinstance(data, dict) else {api_settings.NON_FIELD_ERRORS_KEY: data}
    return {"detail": _("Some fields are not right."), "errors": errors}


def _answer(status: int, **members: Any) -> Response:
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, **members}
    return Response(body, status=status, content_type="application/problem+json")
