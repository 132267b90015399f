"""Many clients who ask for one address again and again; all of it on this machine, and bounded."""

import http.client
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import quantiles

HOST = "127.0.0.1"
CLIENTS = 50
EACH = 12  # requests of one client
SECONDS_TO_ANSWER = 60


@dataclass(frozen=True)
class Answered:
    """How long answers took, in milliseconds, and how many came in a second."""

    p50: float
    p95: float
    per_second: float


def load(port: int, path: str, each: int = EACH) -> Answered:
    """Ask with all clients at once, each so many times on a connection of its own."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        took = [ms for one in pool.map(lambda _: _client(port, path, each), range(CLIENTS)) for ms in one]
    steps = quantiles(took, n=20)
    return Answered(steps[9], steps[18], len(took) / (time.perf_counter() - begun))


def fetch(port: int, path: str) -> bytes:
    """Return an address's answer."""
    connection = http.client.HTTPConnection(HOST, port, timeout=SECONDS_TO_ANSWER)
    try:
        return _ask(connection, path)
    finally:
        connection.close()


def _client(port: int, path: str, each: int) -> list[float]:
    connection = http.client.HTTPConnection(HOST, port, timeout=SECONDS_TO_ANSWER)
    took = []
    for _ in range(each):
        begun = time.perf_counter()
        _ask(connection, path)
        took.append((time.perf_counter() - begun) * 1000)
    connection.close()
    return took


def _ask(connection: http.client.HTTPConnection, path: str) -> bytes:
    connection.request("GET", path, headers={"Accept": "application/json"})
    answer = connection.getresponse()
    content = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answers {answer.status}: {content[:300]!r}")
    return content
