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
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "tests/embedded/test_plugin.py"],
        cwd=CHECKOUT,
        env={**os.environ, **others},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith(f"ERROR: {name} is set, but cannot be reached: ")
    assert "refused" in line
