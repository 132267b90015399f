"""Several programs run as one."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from expo.embedded.children import until
from expo.embedded.state import CHECKOUT
from expo.embedded.supervisor import Child, ChildDiedError, StoppedError, Supervisor

# Each starts a grandchild, and writes both numbers to its log.
PATIENT = 'sleep 60 & echo $$ $!; trap "exit 0" TERM; wait'
STUBBORN = 'trap "" TERM QUIT; sleep 60 & echo $$ $!; while :; do wait; done'
SHORT_LIVED = "echo $$ $$; echo it broke; read line </dev/null; exit 3"


def child(name, script, stop=(signal.SIGTERM,)):
    return Child(name, ["/bin/sh", "-c", script], {"PATH": os.environ["PATH"]}, stop)


def numbers_in(log):
    words = log.read_text().split()[:2] if log.exists() else []
    return [int(word) for word in words] if len(words) == 2 else []


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def supervisor(tmp_path):
    return Supervisor(folder=tmp_path, logs=tmp_path, grace=0.4)


def test_all_end_when_told_to_stop(supervisor, tmp_path):
    with supervisor:
        supervisor.start(child("patient", PATIENT))
        supervisor.start(child("stubborn", STUBBORN, stop=(signal.SIGTERM, signal.SIGQUIT)))
        logs = [tmp_path / "patient.log", tmp_path / "stubborn.log"]
        assert supervisor.wait_until(lambda: all(numbers_in(log) for log in logs), 5)
        os.kill(os.getpid(), signal.SIGTERM)
        with pytest.raises(StoppedError):
            supervisor.wait_until(lambda: False, 5)
    pids = [pid for log in logs for pid in numbers_in(log)]
    assert len(pids) == 4
    assert until(lambda: not any(is_alive(pid) for pid in pids), 2)


def test_when_one_dies_the_others_end_and_its_last_words_are_told(supervisor, tmp_path):
    log = tmp_path / "patient.log"
    with supervisor:
        supervisor.start(child("patient", PATIENT))
        assert supervisor.wait_until(lambda: bool(numbers_in(log)), 5)
        supervisor.start(child("broken", SHORT_LIVED))
        with pytest.raises(ChildDiedError, match=r"(?s)broken has ended.*it broke"):
            supervisor.wait_until(lambda: False, 5)
    assert until(lambda: not any(is_alive(pid) for pid in numbers_in(log)), 2)


def test_handlers_are_given_back(supervisor):
    before = signal.getsignal(signal.SIGTERM)
    with supervisor:
        assert signal.getsignal(signal.SIGTERM) != before
    assert signal.getsignal(signal.SIGTERM) == before


def test_one_that_may_end_is_started_again_but_not_for_ever(supervisor, tmp_path):
    count = f"echo again >>{tmp_path}/count; exit 3"
    needed = Child("needed", ["/bin/sh", "-c", count], {"PATH": os.environ["PATH"]}, restarts=2)
    with supervisor:
        supervisor.start(needed)
        with pytest.raises(ChildDiedError, match="needed has ended"):
            supervisor.wait_until(lambda: False, 10)
    assert (tmp_path / "count").read_text().split() == ["again"] * 3


def test_children_die_with_a_killed_supervisor(tmp_path):
    script = (
        "from pathlib import Path\n"
        "from tests.embedded.test_supervisor import PATIENT, Supervisor, child\n"
        f"folder = Path({str(tmp_path)!r})\n"
        "with Supervisor(folder=folder, logs=folder) as supervisor:\n"
        "    supervisor.start(child('patient', PATIENT))\n"
        "    supervisor.wait_until(lambda: False, 60)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script], cwd=CHECKOUT)
    assert until(lambda: bool(numbers_in(tmp_path / "patient.log")), 10)
    process.kill()
    process.wait()
    own, _ = numbers_in(tmp_path / "patient.log")
    assert until(lambda: not is_alive(own), 5)
