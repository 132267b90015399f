"""The programs that make up a running fair on one machine."""

import os
import signal
import sys
from collections.abc import Mapping

from expo.embedded.supervisor import Child

HOST = "127.0.0.1"


def environment(address: str, **more: str) -> dict[str, str]:
    """Return what the programs of a demo need to know, with the address at which it is reached."""
    return {
        **os.environ,
        "DEMO": "1",
        "SITE_URL": address.rstrip("/"),
        "WHITENOISE_USE_FINDERS": "1",
        "PYTHONUNBUFFERED": "1",
        **more,
    }


def web(port: int, environment: Mapping[str, str]) -> Child:
    """The web server."""
    command = ["granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    command += ["--workers", "2", "--blocking-threads", "4", "--no-ws", "expo.wsgi:application"]
    return Child("web", [sys.executable, "-m", *command], environment)


def worker(environment: Mapping[str, str]) -> Child:
    """The Celery worker."""
    command = ["celery", "-A", "expo", "worker", "--concurrency", "2", "--loglevel", "INFO"]
    # A worker that tells others of itself hangs for ever when it ends after its Redis; here nobody listens.
    command += ["--without-heartbeat", "--without-gossip", "--without-mingle"]
    # On SIGTERM alone the worker would wait for its tasks, however long they take.
    stop = (signal.SIGTERM, signal.SIGQUIT)
    # It may end when its Redis goes away; then it is needed again as soon as that is back.
    return Child("worker", [sys.executable, "-m", *command], environment, stop=stop, restarts=5)


def beat(environment: Mapping[str, str]) -> Child:
    """What rings the sweeps."""
    return Child(
        "beat", [sys.executable, "-m", "celery", "-A", "expo", "beat", "--loglevel", "INFO"], environment
    )
