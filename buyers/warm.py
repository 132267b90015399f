"""Ready before the first who asks: what a new process must load and index takes seconds, and no page waits for it."""

import logging

from django.db import DatabaseError

from buyers.matching import Need
from exhibitors.at_hand import catalogue_at_hand
from expo.common.beside import beside
from expo.fair.models import Edition
from expo.fair.nomenclature_search import codes_for

logger = logging.getLogger(__name__)


def warm_up_beside() -> None:
    """Begin to warm up, and return."""
    beside(_warm_up_apart)


def warm_up() -> None:
    """Load the compiled search, and index the nomenclature and what the edition on the site shows."""
    codes_for("warm")
    if (edition := Edition.objects.current()) and (catalogue := catalogue_at_hand(edition)):
        catalogue.matches(Need(id=0, text="warm"))


def _warm_up_apart() -> None:
    try:
        warm_up()
    except DatabaseError as error:  # whoever asks first will be told
        logger.info("Not warmed up: %s", error)
