"""How the whole API refuses: as problem details. Settings name this.

Problem details are RFC 9457's: `title`, `status`, `detail`, then `errors` by field or `alternatives`. Which status:
400 where a request does not fit the schema, 404 where it, or something that its body names, is not there for the user,
409 where it fits the schema and the fair refuses it as things stand.
"""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import (
    NON_FIELD_ERRORS,
    ObjectDoesNotExist,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.core.exceptions import ValidationError as ModelValidationError
from django.db import IntegrityError
from django.http import Http404
from django.utils.translation import gettext as _
from psycopg.errors import ExclusionViolation, UniqueViolation
from rest_framework.exceptions import APIException, NotFound, ParseError, ValidationError
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

from expo.common.acts import Refused

RACES = (UniqueViolation, ExclusionViolation)
HEADERS = frozenset({"www-authenticate", "retry-after", "allow"})
ABSENT = "does_not_exist"


def problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn a refusal into an answer with `title`, `status`, `detail`, and `errors` by field."""
    if isinstance(error, Refused):
        return _answer(409, detail=error.message, alternatives=error.alternatives)
    if isinstance(error, IntegrityError) and isinstance(error.__cause__, RACES):
        return _answer(409, detail=_("Somebody else was a moment faster. Ask again to see how it stands."))
    if isinstance(error, ModelValidationError):
        return _answer(409, detail=_("The fair can't take it like this."), errors=_by_field(error))
    if isinstance(error, ValidationError):
        return _invalid(error)
    response = exception_handler(_as_rest_error(error), context)
    if response is None:
        return None
    answer = _answer(response.status_code, detail=response.data["detail"])
    for name, value in response.items():
        if name.lower() in HEADERS:
            answer[name] = value
    return answer


def _as_rest_error(error: Exception) -> Exception:
    if isinstance(error, Http404 | ObjectDoesNotExist):  # what was there when the request came may be gone
        return NotFound()
    if isinstance(error, RequestDataTooBig):
        return _too_large()
    return ParseError() if isinstance(error, SuspiciousOperation) else error


def _too_large() -> APIException:
    error = APIException(_("The body is too large."))
    error.status_code = 413
    return error


def _by_field(error: ModelValidationError) -> dict[str, list[str]]:
    if not hasattr(error, "error_dict"):
        return {api_settings.NON_FIELD_ERRORS_KEY: error.messages}
    names: dict[str, str] = {NON_FIELD_ERRORS: api_settings.NON_FIELD_ERRORS_KEY}
    return {names.get(name, name): texts for name, texts in error.message_dict.items()}


def _invalid(error: ValidationError) -> Response:
    """What does not fit the schema; or, where only keys in the body are wrong, what is not there."""
    errors = (
        error.detail if isinstance(error.detail, dict) else {api_settings.NON_FIELD_ERRORS_KEY: error.detail}
    )
    if set(_codes(error.get_codes())) == {ABSENT}:
        return _answer(404, detail=_("Something that the body names is not there."), errors=errors)
    return _answer(400, detail=_("Some fields are not right."), errors=errors)


def _codes(nested: Any) -> Iterable[str | None]:
    if nested is None or isinstance(nested, str):
        yield nested
        return
    for each in nested.values() if isinstance(nested, dict) else nested:
        yield from _codes(each)


def _answer(status: int, **members: Any) -> Response:
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, **members}
    return Response(body, status=status, content_type="application/problem+json")
