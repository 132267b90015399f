"""Opens the sample fair on this machine: data, web server, worker and beat, all ended together."""

import json
import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from expo.desk import programs
from expo.desk.programs import HOST
from expo.embedded.locks import hold
from expo.embedded.state import state_dir, writable
from expo.embedded.supervisor import ChildDiedError, StoppedError, Supervisor

Say = Callable[[str], object]

FIRST_PORTS = range(8000, 8100)
SECONDS_TO_OPEN = 90.0


def serve(*, port: int | None, size: str = "small", say: Say) -> int:
    """Serve the sample fair until Ctrl-C, and return the exit code."""
    lock = writable(state_dir()) / "demo.lock"
    with hold(lock) as notice:
        if notice is None:
            say(f"The sample fair of this checkout is already open: {lock.read_text() or 'it is starting.'}")
            return 0
        with _reserved_port(port) as free:
            if free is None:
                say(f"Port {port or f'{FIRST_PORTS[0]} and all after it'} is in use. Choose one with --port.")
                return 1
            address = f"http://{HOST}:{free}/"
            notice.write(address)
            notice.flush()
            _prepare_data(size, say)
            return _run(free, address, say)


@contextmanager
def _reserved_port(wanted: int | None) -> Iterator[int | None]:
    """Yield a free port, kept from other sample fairs meanwhile: granian would share it in silence."""
    for port in [wanted] if wanted else FIRST_PORTS:
        with socket.socket(socket.AF_UNIX) as flag:
            try:
                flag.bind(f"\0expo-demo-{port}")
            except OSError:
                continue
            if _is_free(port):
                yield port
                return
    yield None


def _is_free(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # else the last run's connections count
        try:
            trial.bind((HOST, port))
        except OSError:
            return False
    return True


def _prepare_data(size: str, say: Say) -> None:
    from buyers.tasks import MATCHING, start
    from expo.fair.models import Edition

    say("Preparing the database …")
    writable(settings.STATIC_ROOT)  # whitenoise warns where it is missing
    call_command("migrate", verbosity=0)
    if not Edition.objects.exists():
        say("Filling it with the sample fair …")
        call_command("seed", size=size)
        start(MATCHING, Edition.objects.get(), actor=None)
    for connection in connections.all():
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()  # its threads would be forked into the children


def _run(port: int, address: str, say: Say) -> int:
    instance = secrets.token_hex(8)
    with Supervisor(folder=settings.BASE_DIR, logs=writable(state_dir() / "log")) as supervisor:
        try:
            environment = programs.environment(address, EXPO_INSTANCE=instance)
            children = [
                programs.web(port, environment),
                programs.worker(environment),
                programs.beat(environment),
            ]
            for child in children:
                say(f"Starting {child.name} …")
                supervisor.start(child)
            if not supervisor.wait_until(lambda: _answering_instance(port) == instance, SECONDS_TO_OPEN):
                say(f"The web server did not answer in {SECONDS_TO_OPEN:.0f} s; see {state_dir() / 'log'}")
                return 1
            _welcome(address, say)
            supervisor.wait_until(lambda: False, float("inf"))
        except StoppedError:
            say("Closing …")
            return 0
        except ChildDiedError as error:
            say(str(error))
    return 1


def _answering_instance(port: int) -> str | None:
    connection = HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/health/")
        answer = json.load(connection.getresponse())
        return str(answer["instance"]) if answer["status"] == "ok" else None
    except (OSError, HTTPException, ValueError, KeyError):
        return None
    finally:
        connection.close()


def _welcome(address: str, say: Say) -> None:
    from expo.desk.sample import sign_ins

    say(f"\nThe sample fair is open: {address}\n")
    for role, email, password in sign_ins():
        say(f"  {role:<24} {email:<40} {password}")
    say(f"\nLogs: {Path(state_dir() / 'log')}. Ctrl-C closes the fair.")
