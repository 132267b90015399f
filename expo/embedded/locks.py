"""A file that one process at a time holds, and in which it leaves a notice for the others."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def hold(path: Path) -> Iterator[IO[str] | None]:
    """Hold the file's lock and yield the empty file to write in, or None where another process holds it.

    The kernel frees the lock when its holder dies; what a dead holder wrote is wiped by the next one.
    """
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        file.truncate(0)
        try:
            yield file
        finally:
            file.truncate(0)
