import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from expo.embedded import rooms
from expo.embedded.children import kill_group
from expo.embedded.leftovers import end_engines_in, engines_in
from expo.embedded.state import CHECKOUT, short_name

HOLDER = """
import sys, time
from pathlib import Path
import expo.embedded.children
from expo.embedded import engines
if "orphans" in sys.argv:
    expo.embedded.children._die_with = lambda *_: None
with engines(Path(sys.argv[1]), throwaway="throwaway" in sys.argv) as addresses:
    print(addresses.database_url, addresses.redis_url, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def open_folder():
    """A folder that every account may enter; pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="expo-test-", dir=rooms._fast()))
    folder.chmod(0o755)
    yield folder
    end_engines_in(folder)
    shutil.rmtree(folder)


@pytest.fixture
def state(open_folder):
    yield open_folder / "state"
    with rooms.room(open_folder / "state"):
        pass  # making one clears what killed processes left


@pytest.fixture
def holder():
    """Start another process that runs the engines of a state directory; return it and their addresses."""
    started = []

    def start(state, *flags):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(state), *flags],
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process, process.stdout.readline().split()

    yield start
    for process in started:
        kill_group(process)
        process.stdout.close()


@pytest.fixture
def kill():
    def kill(process):
        process.send_signal(signal.SIGKILL)
        process.wait()

    return kill


@pytest.fixture
def engines_of(rooms_of):
    """Return a state directory's engines, wherever they work."""

    def find(state):
        return set().union(engines_in(state), *(engines_in(room) for room in rooms_of(state)))

    return find


@pytest.fixture
def rooms_of():
    """Return the short-lived folders of a state directory."""
    parents = (rooms._short(), rooms.MEMORY)
    return lambda state: [
        room for parent in parents for room in parent.glob(f"expo-{os.geteuid()}-{short_name(state)}-*")
    ]
