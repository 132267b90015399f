"""Signing programs in: `Authorization: Bearer <token>`."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from expo.access.acts import hashed, note_use
from expo.access.models import ApiToken

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class BearerAuthentication(BaseAuthentication):
    """Knows a user by one of the user's tokens (RFC 6750)."""

    def authenticate(self, request: Request) -> tuple[Any, ApiToken] | None:
        """Return user and token, or None where the request names no token."""
        scheme, _space, secret = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        token = _find(secret.strip().decode("latin-1"))
        if token is None:
            raise AuthenticationFailed(_("This token is unknown, has run out or was revoked."))
        if token.scope == ApiToken.Scope.READ and request.method not in SAFE:
            raise PermissionDenied(_("This token may only read."))
        note_use(token)
        _speak_to(token.user, request)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """Return what a stranger is told to bring."""
        return "Bearer"


def _find(secret: str) -> ApiToken | None:
    return ApiToken.objects.live().select_related("user").filter(secret_hash=hashed(secret)).first()


def _speak_to(user: Any, request: Request) -> None:
    """Answer in the person's language, unless the program names one."""
    if "Accept-Language" not in request.headers:
        translation.activate(user.language)
