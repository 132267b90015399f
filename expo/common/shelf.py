"""What takes seconds to make, as it is at hand in this process: no page waits for a newer one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock
from time import monotonic
from typing import Any, Generic, TypeVar

from expo.common.beside import beside

PAUSE = 60  # seconds until one looks again whether something has changed
PATIENCE = 0.4  # seconds that one waits for a newer one: what is small is made in less
LONGEST_WAIT = 10  # seconds that one waits for the first: who makes it may hang

Key = TypeVar("Key")
Thing = TypeVar("Thing")


@dataclass
class _Made(Generic[Key, Thing]):
    key: Key
    stamp: Any
    thing: Thing
    looked_at: float = field(default_factory=monotonic)


class Shelf(Generic[Key, Thing]):
    """What was made last, for one key, and a lock for who makes the next: one at a time.

    `stamp` tells of a key what differs as soon as the thing would.
    """

    def __init__(self, make: Callable[[Key], Thing], stamp: Callable[[Key], Any]) -> None:
        self._make, self._stamp = make, stamp
        self.last: _Made[Key, Thing] | None = None
        self.making = Lock()

    def at_hand(self, key: Key) -> Thing | None:
        """Return the thing as it was made last; where something has changed, a new one is made beside.

        The first of a process is waited for, but by one only: the others meanwhile get none.
        """
        last = self._of(key)
        if last is None:
            self._make_next(key)
        elif monotonic() - last.looked_at >= PAUSE:
            self._look_again(key, last)
        last = self._of(key) or last
        return last.thing if last else None

    def soon(self, key: Key) -> Thing:
        """Return the thing as it is now, where it is made in a moment; else as it was made last.

        What is large takes seconds. The newer one is then made beside, for the next who asks. The first of a process is
        waited for by all, but not without end.
        """
        last = self._of(key)
        if last is None:
            return self._first(key)
        if last.stamp != self._stamp(key):
            self._wait_for_a_newer(key)
        return (self._of(key) or last).thing

    def _of(self, key: Key) -> _Made[Key, Thing] | None:
        last = self.last
        return last if last and last.key == key else None

    def _first(self, key: Key) -> Thing:
        if not self.making.acquire(timeout=LONGEST_WAIT):
            return self._make(key)
        try:
            self.last = made = self._of(key) or self._made(key)
        finally:
            self.making.release()
        return made.thing

    def _wait_for_a_newer(self, key: Key) -> None:
        if self.making.locked():
            return
        made = Event()

        def work() -> None:
            try:
                self._make_next(key)
            finally:
                made.set()

        beside(work)
        made.wait(PATIENCE)

    def _look_again(self, key: Key, last: _Made[Key, Thing]) -> None:
        if last.stamp == self._stamp(key):
            last.looked_at = monotonic()  # of this one: meanwhile another may have taken its place
        elif not self.making.locked():
            beside(lambda: self._make_next(key))

    def _make_next(self, key: Key) -> None:
        if not self.making.acquire(blocking=False):
            return
        try:
            self.last = self._made(key)
        finally:
            self.making.release()

    def _made(self, key: Key) -> _Made[Key, Thing]:
        before = self._stamp(key)  # what changes from here on is seen at the next look
        return _Made(key, before, self._make(key))
