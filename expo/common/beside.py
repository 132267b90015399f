"""Work of this process that no page waits for."""

from collections.abc import Callable
from threading import Thread

from django.db import connection


def beside(work: Callable[[], None]) -> None:
    """Do it in a thread of its own, with its own connection to the database, while the caller goes on."""

    def apart() -> None:
        try:
            work()
        finally:
            connection.close()

    Thread(target=apart, daemon=True).start()
