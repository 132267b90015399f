"""Runs the engines of a state directory, or joins those that run already."""

import json
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from expo.embedded import programs
from expo.embedded.accounts import can_reach, engine_account, private_folder
from expo.embedded.errors import EnginesError
from expo.embedded.leftovers import end_engines_in
from expo.embedded.locks import hold
from expo.embedded.postgres import postgres
from expo.embedded.redis_server import redis_server
from expo.embedded.rooms import room
from expo.embedded.servers import SECONDS_TO_START, Place
from expo.embedded.state import short_name, writable


@dataclass(frozen=True)
class Addresses:
    """Where the engines answer, as DATABASE_URL and REDIS_URL want it."""

    database_url: str
    redis_url: str


@contextmanager
def engines(state_dir: Path, *, throwaway: bool = False) -> Iterator[Addresses]:
    """Run PostgreSQL and Redis while the context lasts, and yield their addresses. For the main thread.

    Their data stays in the state directory. Where another process runs them already they are joined: they
    end with that process, not with us. With `throwaway` they are our own, fresh, fast and removed at the end.
    """
    state = state_dir.resolve()
    with ExitStack() as stack:
        stack.enter_context(_interrupts_restored())
        addresses = stack.enter_context(_throwaway(state) if throwaway else _lasting(state))
        stack.callback(_ignore_interrupts)
        yield addresses


@contextmanager
def _interrupts_restored() -> Iterator[None]:
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)


def _ignore_interrupts() -> None:
    """Let a second Ctrl-C not break off the stopping; `uv run` passes each one on twice."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


@contextmanager
def _throwaway(state: Path) -> Iterator[Addresses]:
    with room(state, for_data=True) as folder:
        place = Place(folder / "data", folder / "s", folder, engine_account(), throwaway=True)
        with _both(place) as addresses:
            yield addresses


@contextmanager
def _lasting(state: Path) -> Iterator[Addresses]:
    lock = writable(state) / "engines.lock"
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        with hold(lock) as notice:
            if notice:
                with _own(state, notice) as addresses:
                    yield addresses
                return
        if joined := _joined(lock):
            yield joined
            return
        if time.monotonic() > deadline:
            raise EnginesError(f"Another process holds {lock}, but its database and Redis do not answer.")
        time.sleep(0.02)


@contextmanager
def _own(state: Path, notice: IO[str]) -> Iterator[Addresses]:
    account = engine_account()
    data = state if can_reach(state, account) else programs.OUTSIDE / short_name(state)
    end_engines_in(data)
    with room(state) as folder:
        place = Place(data, folder / "s", writable(state / "log"), account, throwaway=False)
        with _both(place) as addresses:
            json.dump(asdict(addresses), notice)
            notice.flush()
            yield addresses


@contextmanager
def _both(place: Place) -> Iterator[Addresses]:
    private_folder(place.sockets, place.account)
    with postgres(place) as database_url, redis_server(place) as redis_url:
        yield Addresses(database_url, redis_url)


def _joined(lock: Path) -> Addresses | None:
    """Return the addresses in the holder's notice, once they are there and answer."""
    try:
        addresses = Addresses(**json.loads(lock.read_text()))
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(urlsplit(addresses.redis_url).path)
    except (ValueError, OSError):
        return None
    return addresses
