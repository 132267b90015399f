"""Where a checkout keeps what it makes while it runs."""

import hashlib
import os
import tempfile
from pathlib import Path

from expo.embedded.errors import EnginesError

CHECKOUT = Path(__file__).resolve().parents[2]


def state_dir() -> Path:
    """Return the checkout's own folder for data, logs and locks; EXPO_STATE_DIR names another."""
    return Path(os.environ.get("EXPO_STATE_DIR") or CHECKOUT / ".local").resolve()


def writable(folder: Path) -> Path:
    """Make the folder where it is missing; say clearly when we may not write in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        raise EnginesError(
            f"Cannot write in {folder} ({error.strerror}). Set EXPO_STATE_DIR to a folder of your own."
        ) from error


def short_name(state: Path) -> str:
    """Return a few letters that tell this state directory from every other on the machine."""
    return hashlib.sha256(os.fsencode(state.resolve())).hexdigest()[:10]
