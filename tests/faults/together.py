"""Doing several things at the same moment, each with a database connection of its own."""

import threading

from django.db import connection

SECONDS = 20


def at_once(*acts):
    """Do all of these at the same moment; return for each its answer, or the exception that it raised."""
    start = threading.Barrier(len(acts))
    outcomes = [None] * len(acts)

    def do(number, act):
        try:
            start.wait(SECONDS)
            outcomes[number] = act()
        except Exception as error:
            outcomes[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    assert not any(thread.is_alive() for thread in threads), "Somebody waits for ever."
    return outcomes
