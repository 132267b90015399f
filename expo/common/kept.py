"""What takes long to make and is asked for often, kept in Redis for a while."""

import logging
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from redis.exceptions import RedisError

T = TypeVar("T")

log = logging.getLogger(__name__)
_NOTHING = object()


def kept(key: str, make: Callable[[], T], *, seconds: int, anew: bool = False) -> T:
    """Return what was made under this key not longer ago, else make it; without Redis it is made each time."""
    try:
        if not anew and (found := cache.get(key, _NOTHING)) is not _NOTHING:
            return found
        made = make()
        cache.set(key, made, seconds)
    except (RedisError, OSError) as error:
        log.warning("Nothing is kept: %s", error)
        return make()
    return made
