"""How much one caller may ask for: counted by minute in Redis, and told with every answer.

The three headers are those of draft-ietf-httpapi-ratelimit-headers-06.
"""

import logging
import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _
from redis.exceptions import RedisError
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from expo.access.authentication import SAFE

MINUTE = 60
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Allowance:
    """What is left to a caller in this minute."""

    limit: int
    remaining: int
    reset: int  # seconds until the next minute begins

    @property
    def headers(self) -> dict[str, str]:
        """The same as headers."""
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(max(self.remaining, 0)),
            "RateLimit-Reset": str(self.reset),
        }


class Limited(APIView):
    """A view that counts who asks, and says with each answer how much is left."""

    allowance: Allowance | None = None

    def perform_authentication(self, request: Request) -> None:
        """Find out who asks, and count it; whoever brings a wrong token is counted as a stranger."""
        try:
            super().perform_authentication(request)
        finally:
            self.allowance = _count(request)
            if self.allowance and self.allowance.remaining < 0:
                raise Throttled(self.allowance.reset, _("Too many requests."))

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        """Say what is left."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        for name, value in (self.allowance.headers if self.allowance else {}).items():
            answer[name] = value
        return answer


def _count(request: Request) -> Allowance | None:
    """Count a request; returns None where Redis is away, which stops nobody."""
    user = request.user
    who = f"user:{user.pk}" if user.is_authenticated else f"address:{BaseThrottle().get_ident(request)}"
    rates = settings.API_RATES
    counted = {who: rates["signed in" if user.is_authenticated else "strangers"]}
    if request.method not in SAFE:
        counted[f"{who}:writes"] = rates["writes"]
    try:
        return min((_take(name, limit) for name, limit in counted.items()), key=lambda each: each.remaining)
    except (RedisError, OSError) as error:
        log.warning("Requests are not counted: %s", error)
        return None


def _take(name: str, limit: int) -> Allowance:
    minute, second = divmod(int(time.time()), MINUTE)
    key = f"api:{name}:{minute}"
    taken = 1 if cache.add(key, 1, 2 * MINUTE) else cache.incr(key)
    return Allowance(limit, limit - taken, MINUTE - second)
