"""What all API views share: pages of a list, and refusals as problem details (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError as ModelValidationError
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.response import Response
from rest_framework.views import exception_handler

from expo.common.acts import Refused


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
    if isinstance(error, ModelValidationError):
        error = ValidationError(error.message_dict if hasattr(error, "error_dict") else error.messages)
    response = exception_handler(error, context)
    if response is None:
        return None
    details = _invalid(response.data) if response.status_code == 400 else {"detail": response.data["detail"]}
    answer = _answer(response.status_code, **details)
    for name, value in response.items():
        if name.lower() in {"www-authenticate", "retry-after", "allow"}:
            answer[name] = value
    return answer


def _invalid(data: Any) -> dict[str, Any]:
    if isinstance(data, dict) and set(data) == {"detail"}:
        return {"detail": data["detail"]}
    return {"detail": "Some fields are not right.", "errors": data}


def _answer(status: int, **members: Any) -> Response:
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, **members}
    return Response(body, status=status, content_type="application/problem+json")
