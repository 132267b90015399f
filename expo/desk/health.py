"""Tells load balancers, and whoever has just started a server, whether this instance can work."""

import os
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database and the cache answer, else 503; EXPO_INSTANCE names who answers."""
    database, stored = _works(_ask_database), _works(_ask_cache)
    return JsonResponse(
        {
            "status": "ok" if database and stored else "down",
            "database": database,
            "cache": stored,
            "instance": os.environ.get("EXPO_INSTANCE", ""),
        },
        status=200 if database and stored else 503,
    )


def _works(ask: Callable[[], None]) -> bool:
    # Whatever goes wrong in a driver, the answer is the same.
    try:
        ask()
    except Exception:
        return False
    return True


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_cache() -> None:
    cache.get("health")
