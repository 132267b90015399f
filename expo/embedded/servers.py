"""What both engines have in common: where one lives, and running it until it is no longer wanted."""

import pwd
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from expo.embedded.accounts import ENVIRONMENT
from expo.embedded.children import Process, end, last_lines, start, until
from expo.embedded.errors import EnginesError

SECONDS_TO_START = 60.0


@dataclass(frozen=True)
class Place:
    """Where the engines of one state directory live, and as whom."""

    data: Path
    sockets: Path
    log: Path
    account: pwd.struct_passwd | None
    throwaway: bool


@contextmanager
def running(
    name: str,
    command: Sequence[str | Path],
    place: Place,
    *,
    ready: Callable[[Process], bool],
    stop: signal.Signals,
) -> Iterator[None]:
    """Run the server while the context lasts."""
    log = place.log / f"{name}.log"
    process = start(command, log=log, death_signal=stop, account=place.account, environment=ENVIRONMENT)
    try:
        until(lambda: process.poll() is not None or ready(process), SECONDS_TO_START)
        if process.poll() is not None or not ready(process):
            raise EnginesError(f"{name} did not start:\n{last_lines(log)}")
        yield
    finally:
        end(process, stop)
