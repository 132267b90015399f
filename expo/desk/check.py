"""`manage.py demo --check`: play the story once, on fresh data, with real workers."""

import os
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection

from expo.desk import programs
from expo.desk.stage import HttpVisitor
from expo.desk.story import Story
from expo.embedded.state import state_dir, writable
from expo.embedded.supervisor import Supervisor

HOST = "127.0.0.1"


def check(say: Callable[[str], object]) -> int:
    """Play the story in a database that is thrown away; return 0 if every step went well, else 1."""
    started = time.monotonic()
    try:
        with _fresh_fair(say), _workers(say):
            say("The story:")
            _story(say).tell()
    except Exception:  # whatever it was, the step that failed is the last one printed
        say(traceback.format_exc())
        return 1
    say(f"All went well, in {time.monotonic() - started:.0f} s.")
    return 0


@contextmanager
def _fresh_fair(say: Callable[[str], object]) -> Iterator[None]:
    say("Making a fresh database …")
    own = str(connection.settings_dict["NAME"])
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    os.environ["DATABASE_URL"] = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    try:
        say("Filling it with the sample fair …")
        call_command("seed", size="small", verbosity=0)
        yield
    finally:
        connection.creation.destroy_test_db(own, verbosity=0)


@contextmanager
def _workers(say: Callable[[str], object]) -> Iterator[None]:
    environment = programs.environment(settings.SITE_URL)
    logs = writable(state_dir() / "log")
    writable(settings.STATIC_ROOT)  # whitenoise warns where it is missing
    with Supervisor(folder=settings.BASE_DIR, logs=logs) as supervisor:
        say("Starting worker and beat …")
        supervisor.start(programs.worker(environment))
        supervisor.start(programs.beat(environment))
        yield


def _story(say: Callable[[str], object]) -> Story:
    from expo.desk.sample import sign_ins

    application = get_wsgi_application()
    known = {email.split("@")[0]: (email, password) for _role, email, password in sign_ins()}
    return Story(
        newcomer=HttpVisitor(application, HOST),
        organiser=HttpVisitor(application, HOST),
        coordinator=HttpVisitor(application, HOST),
        pavilion=HttpVisitor(application, HOST),
        sign_ins=known,
        say=say,
    )
