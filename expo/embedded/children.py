"""Child processes that never outlive us: each its own process group, told by the kernel when we die."""

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)

Process = subprocess.Popen[bytes]


def start(
    command: Sequence[str | Path],
    *,
    log: Path,
    death_signal: signal.Signals,
    account: pwd.struct_passwd | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path | str = "/",
) -> Process:
    """Start a child that writes to the log, and gets the signal when we die. Call it from the main thread.

    The kernel sends that signal when the *thread* ends that started the child.
    """
    parent = os.getpid()
    with log.open("wb") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=environment,
            start_new_session=True,
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
            preexec_fn=lambda: _die_with(parent, death_signal),  # noqa: PLW1509 - prctl must run in the child
        )


def _die_with(parent: int, death_signal: signal.Signals) -> None:
    _libc.prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
    if os.getppid() != parent:  # it died before the line above
        os._exit(1)


def end(process: Process, *signals: signal.Signals, grace: float = 10) -> None:
    """Ask the child to end by one signal after the other, each with a share of the grace; kill its group."""
    for number in signals:
        if process.poll() is None:
            process.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(grace / len(signals))
    kill_group(process)


def kill_group(process: Process) -> None:
    """Kill the child and all that it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def last_lines(log: Path, count: int = 15) -> str:
    """Return the end of a log, for a message about its writer."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-count:])


def until(condition: Callable[[], bool], seconds: float) -> bool:
    """Wait for the condition; tell whether it came in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True
