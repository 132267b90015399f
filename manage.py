#!/usr/bin/env python3
"""Every command of the platform. Without DATABASE_URL it runs PostgreSQL and Redis itself: expo/embedded."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryDirectory

from expo.embedded import EnginesError, engines, state_dir

OF_THE_SAMPLE_FAIR = {"demo", "seed"}
WITHOUT_DATABASE = {
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "screenshots",
    "spectacular",
    "version",
}


def main(arguments: list[str]) -> None:
    """Run one command."""
    command = arguments[1] if len(arguments) > 1 else "help"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo.settings")
    if command in OF_THE_SAMPLE_FAIR:
        os.environ.setdefault("DEMO", "1")

    is_check = command == "demo" and "--check" in arguments
    has_database = os.environ.get("DATABASE_URL") or command in WITHOUT_DATABASE or command.startswith("-")
    with ExitStack() as stack:
        if not has_database:
            stack.enter_context(_own_engines(throwaway=is_check))
        if is_check:  # its mail and logs are its own, too
            os.environ["EXPO_STATE_DIR"] = stack.enter_context(TemporaryDirectory(prefix="expo-check-"))

        from django.core.management import execute_from_command_line

        execute_from_command_line(arguments)


@contextmanager
def _own_engines(*, throwaway: bool) -> Iterator[None]:
    # By default SIGTERM ends Python on the spot, and nobody would tidy up.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with engines(state_dir(), throwaway=throwaway) as addresses:
        os.environ["DATABASE_URL"] = addresses.database_url
        os.environ.setdefault("REDIS_URL", addresses.redis_url)
        yield


if __name__ == "__main__":
    try:
        main(sys.argv)
    except EnginesError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
