"""Redis on a Unix socket, without a copy on disk: what must last is in PostgreSQL."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from expo.embedded.accounts import private_folder
from expo.embedded.programs import find_redis
from expo.embedded.servers import Place, running


@contextmanager
def redis_server(place: Place) -> Iterator[str]:
    """Run Redis and yield its REDIS_URL."""
    program = find_redis(place.account)
    path = place.sockets / "redis.sock"
    command: list[str | Path] = [program.path, "--port", "0", "--unixsocket", path, "--unixsocketperm", "700"]
    command += [
        "--dir",
        private_folder(place.data / "redis", place.account),
        "--save",
        "",
        "--appendonly",
        "no",
    ]
    with running("redis", command, place, ready=lambda _: _answers(path), stop=signal.SIGTERM):
        yield f"unix://{path}"


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(2)
        try:
            connection.connect(str(path))
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False
