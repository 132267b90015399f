"""A fair of one's own to break: its Redis, worker and beat, on the tests' database."""

import os
import signal
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes, policy
from urllib.parse import urlsplit

import pytest
import redis
from django.conf import settings
from django.db import connection
from django.utils import timezone

from expo.celery import app
from expo.common.redis_urls import broker_url
from expo.desk import programs
from expo.desk.sent_mail import SEPARATOR
from expo.embedded.accounts import engine_account, private_folder
from expo.embedded.children import kill_group, last_lines, start, until
from expo.embedded.leftovers import engines_in
from expo.embedded.redis_server import redis_server
from expo.embedded.rooms import room
from expo.embedded.servers import Place
from expo.embedded.state import CHECKOUT
from tests.faults.gates import FOLDER, Gates

SECONDS = 30


class Bell:
    """A Redis that can be stopped, started and emptied."""

    def __init__(self, place):
        self._place = place
        self._running = None
        self.url = f"unix://{place.sockets}/redis.sock"

    def start(self):
        """Start it, empty."""
        self._running = redis_server(self._place)
        assert self._running.__enter__() == self.url

    def stop(self):
        """End it, with all that it holds."""
        if self._running:
            self._running.__exit__(None, None, None)
            self._running = None

    def empty(self):
        """Remove all that it holds."""
        with redis.Redis.from_url(self.url) as client:
            client.flushall()

    @contextmanager
    def hanging(self):
        """Let it take calls and answer none."""
        (pid,) = engines_in(self._place.data)
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(pid, signal.SIGCONT)

    @property
    def waiting(self):
        """How many tasks wait in it to be taken."""
        with redis.Redis.from_url(self.url) as client:
            return client.llen(f"{settings.REDIS_PREFIX}:celery")


class Fair:
    """The programs of a running fair."""

    def __init__(self, folder, bell):
        self.bell = bell
        self.gates = Gates(folder / "gates")
        self._folder = folder
        self._running = []
        self._children = {}
        for name in ("gates", "log"):
            (folder / name).mkdir()
        database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
        self._environment = programs.environment(
            "http://127.0.0.1:8000",
            DATABASE_URL=database.geturl(),
            REDIS_URL=bell.url,
            SWEEP_SECONDS="0.3",
            EXPO_STATE_DIR=str(folder),
            DJANGO_SETTINGS_MODULE="tests.faults.settings",
            **{FOLDER: str(folder / "gates")},
        )

    def start(self, *makers):
        """Start programs (`programs.worker`, `programs.beat`), wait for the workers, and return their processes."""
        started = [self._start(maker(self._environment)) for maker in makers]
        for process, log in started:
            if "worker" in log.name:
                until(lambda log=log, process=process: _is_ready(log) or process.poll(), SECONDS)
                assert _is_ready(log), last_lines(log)
        return [process for process, _log in started]

    def _start(self, child):
        log = self._folder / "log" / f"{child.name}-{len(self._running)}.log"
        process = start(
            child.command,
            log=log,
            death_signal=child.stop[-1],
            environment=child.environment,
            folder=CHECKOUT,
        )
        self._running.append(process)
        self._children[process] = child
        return process, log

    def start_again_what_ended(self):
        """Start programs again that ended of themselves, as a supervisor does."""
        for process, child in list(self._children.items()):
            if process.poll() is not None:
                del self._children[process]
                self._start(child)

    def kill(self, process):
        """Kill a program and all that it started, so that none of them can say good-bye."""
        kill_group(process)

    def kill_all(self):
        """Kill every program."""
        for process in self._running:
            kill_group(process)

    @property
    def mails(self):
        """Every e-mail sent, in no order."""
        files = (self._folder / "sent-mail").glob("*.log")
        parts = [part.strip() for file in files for part in file.read_bytes().split(SEPARATOR)]
        return [message_from_bytes(part, policy=policy.default) for part in parts if part]

    @property
    def logs(self):
        """The end of each program's log, for a message about what went wrong."""
        return "\n".join(f"{log.name}:\n{last_lines(log)}" for log in (self._folder / "log").iterdir())


def _is_ready(log):
    return " ready." in log.read_text(errors="replace")


@pytest.fixture
def bell(tmp_path, monkeypatch):
    """A Redis of the test's own, at which this process rings too."""
    with room(tmp_path) as folder:
        place = Place(folder / "data", folder / "s", folder, engine_account(), throwaway=True)
        private_folder(place.sockets, place.account)
        own = Bell(place)
        monkeypatch.setenv("CELERY_BROKER_URL", broker_url(own.url))
        app._after_fork()  # forgets connections to the other one
        own.start()
        try:
            yield own
        finally:
            own.stop()
            monkeypatch.undo()
            app._after_fork()


@pytest.fixture
def fair(bell, tmp_path, transactional_db):
    """A fair whose programs can be started and killed."""
    own = Fair(tmp_path, bell)
    yield own
    own.kill_all()


@pytest.fixture
def let_lease_run_out():
    """Put the end of every lease of this model into the past, instead of waiting for it."""
    return lambda model: model.objects.exclude(lease_until=None).update(
        lease_until=timezone.now() - timedelta(seconds=1)
    )
