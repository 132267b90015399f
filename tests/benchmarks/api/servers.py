"""The platform's web server, and the peer's, on ports of their own."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory

from expo.desk.programs import web
from expo.embedded.children import until
from tests.benchmarks.api.load import HOST, fetch

SECONDS_TO_START = 60


@dataclass(frozen=True)
class Servers:
    """The ports of both, and the file from which the peer answers."""

    platform: int
    bare: int
    same_bytes: Path


@contextmanager
def servers() -> Iterator[Servers]:
    """Run both while the context lasts, on the stage that is set."""
    with ExitStack() as stack:
        same_bytes = Path(stack.enter_context(TemporaryDirectory())) / "answer.json"
        same_bytes.write_bytes(b"{}")
        ports = [
            stack.enter_context(_server(f"tests.benchmarks.api.{settings}", same_bytes))
            for settings in ("settings", "bare_settings")
        ]
        yield Servers(*ports, same_bytes)


@contextmanager
def _server(settings: str, same_bytes: Path) -> Iterator[int]:
    port = _free_port()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings, "SAME_BYTES": str(same_bytes)}
    command = web(port, environment).command
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        until(lambda: server.poll() is not None or _answers(port), SECONDS_TO_START)
        yield port
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def _answers(port: int) -> bool:
    try:
        return bool(fetch(port, "/health/"))
    except (OSError, HTTPException, RuntimeError):
        return False


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])
