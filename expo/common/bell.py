"""The bell: Celery is told, once a transaction is through, that rows wait.

Nothing is lost where it can't be rung: the sweep finds the rows.
"""

import logging
from functools import partial, update_wrapper
from typing import Any

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


def ring(task: str, *args: Any) -> None:
    """Queue the task of this name when the present transaction is through, once however often it rings.

    The sweep finds the rows if the broker is away.
    """
    waiting = (call for _savepoints, call, _robust in transaction.get_connection().run_on_commit)
    if any(isinstance(call, partial) and call.args == (task, *args) for call in waiting):
        return
    call = update_wrapper(partial(_ring_now, task, *args), _ring_now)  # Django names it when it fails
    transaction.on_commit(call, robust=True)


def _ring_now(task: str, *args: Any) -> None:
    try:
        current_app.send_task(task, args=args)
    except (OperationalError, RedisError, OSError) as error:
        log.warning("The broker is away (%s): the sweep will find what %s was to do.", error, task)
