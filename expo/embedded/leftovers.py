"""Ends and removes what a killed process left behind: only what is proven to belong to the given folder."""

import contextlib
import os
import signal
from pathlib import Path

from expo.embedded.children import until
from expo.embedded.errors import EnginesError

ENGINES = {"postgres", "redis-server"}


def end_engines_in(folder: Path) -> None:
    """End each engine that works in this folder: both make their data folder their working directory."""
    if not (found := engines_in(folder)):
        return
    for number, seconds in ((signal.SIGINT, 5.0), (signal.SIGKILL, 5.0)):
        for pid in engines_in(folder):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        if until(lambda: not engines_in(folder), seconds):
            return
    raise EnginesError(f"Processes {sorted(found)} still work in {folder} and cannot be ended.")


def engines_in(folder: Path) -> set[int]:
    """Return the process ids of the engines whose working directory is the folder or below it."""
    return {int(entry.name) for entry in Path("/proc").glob("[0-9]*") if _works_in(entry, folder)}


def _works_in(entry: Path, folder: Path) -> bool:
    try:
        name = (entry / "comm").read_text().strip()
        return name in ENGINES and (entry / "cwd").readlink().is_relative_to(folder)
    except OSError:  # ended meanwhile, or not ours to look at
        return False
