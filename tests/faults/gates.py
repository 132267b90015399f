"""Gates: places at which a program of a test waits, while the test has closed them. For killing it just there."""

import os
from pathlib import Path

from expo.embedded.children import until

SECONDS = 60
FOLDER = "EXPO_TEST_GATES"


class Gates:
    """The gates of one test, seen from it or from its programs: files in a folder."""

    def __init__(self, folder):
        self._folder = Path(folder)

    def close(self, name):
        """Let programs wait there."""
        (self._folder / name).touch()

    def open(self, name):
        """Let programs pass."""
        (self._folder / name).unlink()

    def pass_by(self, name):
        """Wait there while it is closed."""
        gate = self._folder / name
        if gate.exists():
            self._notice(name).touch()
            until(lambda: not gate.exists(), SECONDS)

    def is_reached(self, name):
        """Tell whether a program has come to the closed gate."""
        return self._notice(name).exists()

    def _notice(self, name):
        return self._folder / f"{name}.reached"


def pass_by(name):
    """Wait at this gate of the test that started us, while it is closed."""
    Gates(os.environ[FOLDER]).pass_by(name)
