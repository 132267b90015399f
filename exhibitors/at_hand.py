"""The catalogue as it is at hand in this process: no page waits for a newer one."""

from dataclasses import dataclass, field, replace
from threading import Event, Lock
from time import monotonic
from typing import Any

from buyers.matching import Catalogue
from exhibitors.catalogue import catalogue_of, stamp
from expo.common.beside import beside
from expo.fair.models import Edition

PAUSE = 60  # seconds until one looks again whether something has changed
PATIENCE = 0.4  # seconds that one waits for a newer catalogue: a small fair's is made in less


@dataclass(frozen=True)
class _Made:
    edition: int
    stamp: tuple[Any, ...]
    catalogue: Catalogue
    looked_at: float = field(default_factory=monotonic)


class _Shelf:
    """What was made last, and a lock for who makes the next: one at a time."""

    last: _Made | None = None
    making = Lock()


def catalogue_at_hand(edition: Edition) -> Catalogue | None:
    """Return the edition's catalogue as it was made last; where something has changed, a new one is made beside.

    The first of a process is waited for, but by one only: the others meanwhile get none.
    """
    last = _Shelf.last
    if last is None or last.edition != edition.pk:
        _make(edition)
    elif monotonic() - last.looked_at >= PAUSE:
        _look_again(edition, last)
    last = _Shelf.last
    return last.catalogue if last and last.edition == edition.pk else None


def catalogue_soon(edition: Edition) -> Catalogue:
    """Return the edition's catalogue as it is now, where it is made in a moment; else as it was made last.

    A large fair's takes seconds. The newer one is then made beside, for the next who asks.
    """
    last = _Shelf.last
    if last is None or last.edition != edition.pk:
        _make(edition)
    elif last.stamp != stamp(edition):
        _wait_for_a_newer(edition)
    last = _Shelf.last
    return last.catalogue if last and last.edition == edition.pk else catalogue_of(edition)


def _wait_for_a_newer(edition: Edition) -> None:
    if _Shelf.making.locked():
        return
    made = Event()

    def work() -> None:
        try:
            _make(edition)
        finally:
            made.set()

    beside(work)
    made.wait(PATIENCE)


def _look_again(edition: Edition, last: _Made) -> None:
    if last.stamp == stamp(edition):
        _Shelf.last = replace(last, looked_at=monotonic())
    elif not _Shelf.making.locked():
        beside(lambda: _make(edition))


def _make(edition: Edition) -> None:
    if not _Shelf.making.acquire(blocking=False):
        return
    try:
        before = stamp(edition)  # what changes from here on is seen at the next look
        _Shelf.last = _Made(edition.pk, before, catalogue_of(edition))
    finally:
        _Shelf.making.release()
