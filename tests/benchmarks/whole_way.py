"""The whole way with a run: started as an organiser does, worked on here, its proposal accepted, all timed."""

import time
from collections.abc import Callable
from typing import Any

MOST_SECONDS = 180


def timed(step: Callable[[], Any]) -> tuple[float, Any]:
    """Return how many seconds a step took, and what came of it."""
    begun = time.perf_counter()
    outcome = step()
    return time.perf_counter() - begun, outcome


def edition_and_organiser() -> tuple[Any, Any]:
    """Return the sample fair's edition and somebody who may do all."""
    from expo.fair.models import Edition
    from expo.people.models import User

    return Edition.objects.current(), User.objects.filter(is_superuser=True).first()


def worked_out(kind: str, edition: Any, organiser: Any, **params: Any) -> Any:
    """Start a run of a kind, work on it in this process, and return it when it is done."""
    from expo.fair.runs import start
    from expo.runs.tasks import work_on

    run = start(kind, edition, actor=organiser, **params)
    work_on(run.pk)
    run.refresh_from_db()
    return run
