"""Runs several programs as one: when one of them dies, or we are told to stop, all of them end."""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Self

from expo.embedded.children import Process, kill_group, last_lines, start, until

SECONDS_BETWEEN_LOOKS = 0.1
STOPPING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, eq=False)
class Child:
    """A program to run, and the signals that ask it to end, the more urgent one last."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    stop: tuple[signal.Signals, ...] = (signal.SIGTERM,)
    restarts: int = 0  # how often it is started again when it ends of itself


class ChildDiedError(Exception):
    """A child ended of itself."""


class StoppedError(Exception):
    """A person or the system told us to stop."""


class Supervisor:
    """The children's common parent, as a context: leaving it ends them all."""

    def __init__(self, *, folder: Path, logs: Path, grace: float = 8) -> None:
        self._folder = folder
        self._logs = logs
        self._grace = grace
        self._running: dict[Child, Process] = {}
        self._restarted: Counter[Child] = Counter()
        self._handlers: dict[signal.Signals, Any] = {}
        self._stopping = False
        # Killed by force, `uv run` cannot pass that on to us.
        parent = os.getppid()
        self._uv = parent if Path(f"/proc/{parent}/comm").read_text().strip() == "uv" else None

    def __enter__(self) -> Self:
        self._handlers = {number: signal.signal(number, self._note) for number in STOPPING_SIGNALS}
        return self

    def __exit__(self, *_: object) -> None:
        self._end_all()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def start(self, child: Child) -> None:
        """Start a child; its output goes to the log of its name."""
        self._running[child] = start(
            child.command,
            log=self._log(child),
            death_signal=child.stop[-1],
            environment=child.environment,
            folder=self._folder,
        )

    def wait_until(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Wait for the condition and tell whether it came in time; raise when stopped or a child dies."""
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                return False
            self._raise_what_happened()
            time.sleep(SECONDS_BETWEEN_LOOKS)
        return True

    def _raise_what_happened(self) -> None:
        if self._stopping or (self._uv and os.getppid() != self._uv):
            raise StoppedError
        for child, process in list(self._running.items()):
            if process.poll() is not None:
                if self._restarted[child] < child.restarts:
                    self._restarted[child] += 1
                    kill_group(process)
                    self.start(child)
                    continue
                log = self._log(child)
                raise ChildDiedError(f"{child.name} has ended. The end of {log}:\n{last_lines(log)}")

    def _note(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True

    def _log(self, child: Child) -> Path:
        return self._logs / f"{child.name}.log"

    def _end_all(self) -> None:
        rounds = max((len(child.stop) for child in self._running), default=0)
        for turn in range(rounds):
            for child, process in self._running.items():
                if turn < len(child.stop) and process.poll() is None:
                    process.send_signal(child.stop[turn])
            until(self._all_ended, self._grace / rounds)
        for process in self._running.values():
            kill_group(process)

    def _all_ended(self) -> bool:
        return all(process.poll() is not None for process in self._running.values())
