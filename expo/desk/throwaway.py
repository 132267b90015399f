"""A sample fair in a process of its own, which is gone when nobody looks at it any more: for tests and pictures."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from expo.desk.programs import HOST
from expo.embedded.children import until
from expo.embedded.state import CHECKOUT

SECONDS_TO_OPEN = 480.0  # a machine may have others to serve
OURS = {"DATABASE_URL", "REDIS_URL"}  # the engines of who asks, which are not for the fair


@contextmanager
def sample_fair(folder: Path, *, opening: date | None = None, size: str = "small") -> Iterator[str]:
    """Serve a new sample fair of this size that keeps its data in this folder, and give its address."""
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    environment |= {"EXPO_STATE_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "expo.settings"}
    if opening:
        for command in (["migrate", "-v0"], ["seed", "--size", size, "--opening", opening.isoformat()]):
            subprocess.run(_manage(*command), cwd=CHECKOUT, env=environment, check=True, capture_output=True)
    port = _free_port()
    log = folder / "demo.log"
    with (
        log.open("w") as output,
        subprocess.Popen(
            _manage("demo", "--size", size, "--port", str(port)),
            cwd=CHECKOUT,
            env=environment,
            stdout=output,
            stderr=output,
        ) as fair,
    ):
        try:
            until(lambda: "is open" in log.read_text() or fair.poll() is not None, SECONDS_TO_OPEN)
            if "is open" not in log.read_text():
                raise RuntimeError(log.read_text())
            yield f"http://{HOST}:{port}"
        finally:
            fair.terminate()
            fair.wait(30)


def _manage(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])
