"""Short-lived folders: for sockets, whose path may be no longer than 107 bytes, and for throw-away data."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from expo.embedded.leftovers import end_engines_in
from expo.embedded.state import short_name

MEMORY = Path("/dev/shm")  # noqa: S108 - a file system in memory, open to all like /tmp
ENOUGH_MEMORY = 4 * 2**30


@contextmanager
def room(state: Path, *, for_data: bool = False) -> Iterator[Path]:
    """Make a folder with a short path for this state directory, locked while in use; remove it afterwards.

    What killed processes left of the same state directory is cleared first.
    """
    prefix = f"expo-{os.geteuid()}-{short_name(state)}-"
    for parent in (_short(), MEMORY):
        for left in parent.glob(prefix + "*"):
            _clear_if_left(left)
    parent = _fast() if for_data else _short()
    folder = Path(tempfile.mkdtemp(prefix="expo-new-", dir=parent))
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # It gets its name once it is locked, so that no other start takes it for a leftover.
        folder = folder.rename(folder.with_name(folder.name.replace("expo-new-", prefix)))
        folder.chmod(0o711)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _fast() -> Path:
    # Making a database is some thousand small files: in memory that takes a fraction of the time.
    roomy = os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free > ENOUGH_MEMORY
    return MEMORY if roomy else _short()


def _short() -> Path:
    return Path("/tmp" if os.access("/tmp", os.W_OK | os.X_OK) else tempfile.gettempdir())  # noqa: S108 - short


def _clear_if_left(folder: Path) -> None:
    with suppress(OSError):  # removed meanwhile, or its owner lives
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(lock).st_uid == os.geteuid():
                end_engines_in(folder)
                shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(lock)
