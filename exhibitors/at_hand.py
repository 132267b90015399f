"""The catalogue as it is at hand in this process: no page waits for a newer one."""

from buyers.matching import Catalogue
from exhibitors.catalogue import catalogue_of, stamp
from expo.common.shelf import Shelf
from expo.fair.models import Edition

_shelf: Shelf[Edition, Catalogue] = Shelf(catalogue_of, stamp)


def catalogue_at_hand(edition: Edition) -> Catalogue | None:
    """Return the edition's catalogue as it was made last; where something has changed, a new one is made beside.

    The first of a process is waited for, but by one only: the others meanwhile get none.
    """
    return _shelf.at_hand(edition)


def catalogue_soon(edition: Edition) -> Catalogue:
    """Return the edition's catalogue as it is now, where it is made in a moment; else as it was made last."""
    return _shelf.soon(edition)
