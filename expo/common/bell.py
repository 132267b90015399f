"""The bell: Celery is told, once a transaction is through, that rows wait.

Nothing is lost where it can't be rung: the sweep finds the rows.
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


def ring(task: Callable[..., Any], *args: Any) -> None:
    """Queue `task` when the present transaction is through, once however often it rings.

    The sweep finds the rows if the broker is away.
    """
    waiting = (call for _savepoints, call, _robust in transaction.get_connection().run_on_commit)
    if any(isinstance(call, partial) and call.args == (task, *args) for call in waiting):
        return
    transaction.on_commit(partial(_ring_now, task, *args), robust=True)


def _ring_now(task: Any, *args: Any) -> None:
    try:
        task.delay(*args)
    except (OperationalError, RedisError, OSError) as error:
        log.warning("The broker is away (%s): the sweep will find what %s was to do.", error, task.name)
