"""Tests with real servers: they answer, or the run fails with one line."""

import os
import subprocess
import sys

import pytest

from expo.embedded.state import CHECKOUT


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("DATABASE_URL", {"DATABASE_URL": "postgres://expo@127.0.0.1:1/expo"}),
        ("REDIS_URL", {"REDIS_URL": "redis://127.0.0.1:1/0"}),
    ],
)
def test_a_server_that_cannot_be_reached_fails_the_run(name, others):
    without_xdist = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_XDIST")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "tests/embedded/test_plugin.py"],
        cwd=CHECKOUT,
        env={**without_xdist, **others},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith(f"ERROR: {name} is set, but cannot be reached: ")
    assert "refused" in line
