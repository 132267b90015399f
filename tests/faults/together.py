"""Doing several things at the same moment, each with a database connection of its own."""

import threading

from django.db import connection

from expo.embedded.children import until

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


class Pause:
    """A place in one's work where it waits until somebody else waits for it in the database."""

    def __init__(self):
        self._reached = threading.Event()

    def here(self):
        """Say that the place is reached, and stay until another connection waits for a lock, or for a second."""
        self._reached.set()
        until(_somebody_waits, 1)

    def wait(self):
        """Wait until the other is at the place."""
        assert self._reached.wait(SECONDS)


def held_until_another_waits(module, name, *, after, monkeypatch):
    """Let `module.name` pause once it has done its work `after` times; return the pause."""
    pause, original, calls = Pause(), getattr(module, name), []

    def paused(*args, **kwargs):
        answer = original(*args, **kwargs)
        calls.append(name)
        if len(calls) == after:
            pause.here()
        return answer

    monkeypatch.setattr(module, name, paused)
    return pause


def _somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # else it is the same for the whole transaction
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0] > 0
