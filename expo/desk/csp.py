"""The admin's own Content-Security-Policy: its theme evaluates expressions and styles in place."""

from collections.abc import Callable

from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse

Respond = Callable[[HttpRequest], HttpResponse]


def admin_policy(respond: Respond) -> Respond:
    """Give /admin/, which django-csp leaves out, a policy that differs where it must, and nowhere else."""
    policy = build_policy(config=settings.ADMIN_CONTENT_SECURITY_POLICY)
    prefixes = tuple(settings.CONTENT_SECURITY_POLICY["EXCLUDE_URL_PREFIXES"])

    def with_policy(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        if request.path_info.startswith(prefixes):
            response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return with_policy
