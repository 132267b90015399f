"""Seconds, queries and bytes of one address."""

import gzip
import statistics
import time
from dataclasses import dataclass

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from tests.benchmarks.pages import bare

TIMES = 5


@dataclass(frozen=True)
class Measured:
    """What one page took: milliseconds at the server, its peer's, database queries, and bytes as sent compressed."""

    role: str
    kind: str
    ms: float
    bare_ms: float
    queries: int
    compressed: int


def measure(role: str, kind: str, address: str, client: Client) -> Measured:
    """Measure a page, and right after it the bare view that returns the same bytes."""
    with CaptureQueriesContext(connection) as queries:
        content = client.get(address).content
        asked = len(queries)
    ms = _median_ms(client, address)
    bare.payload = content
    with override_settings(ROOT_URLCONF="tests.benchmarks.pages.bare"):
        client.get(address)
        bare_ms = _median_ms(client, address)
    return Measured(role, kind, ms, bare_ms, asked, len(gzip.compress(content, 6)))


def _median_ms(client: Client, address: str) -> float:
    return statistics.median(_once(client, address) for _ in range(TIMES)) * 1000


def _once(client: Client, address: str) -> float:
    begun = time.perf_counter()
    client.get(address)
    return time.perf_counter() - begun
