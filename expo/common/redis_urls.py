"""One REDIS_URL, as each of its users wants to read it."""

from urllib.parse import urlsplit


def cache_url(url: str) -> str:
    """Return the address for redis-py: `unix:///path?db=0` where it is a socket, else as it is."""
    return url


def broker_url(url: str) -> str:
    """Return the address for Celery, which names a socket `redis+socket:///path?virtual_host=0`."""
    parts = urlsplit(url)
    if parts.scheme != "unix":
        return url
    return f"redis+socket://{parts.path}"
