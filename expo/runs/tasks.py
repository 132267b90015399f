"""Working on runs."""

import logging

from celery import shared_task
from django.utils import timezone

from expo.common.acts import Refused
from expo.runs import acts
from expo.runs.kinds import Cancelled, find
from expo.runs.models import Run

log = logging.getLogger(__name__)


@shared_task
def work_on(pk: int) -> None:
    """Do one run's work, unless somebody does it already or it has ended."""
    run = acts.claim(pk)
    if run is None:
        return
    try:
        outcome = find(run.kind).work(run, lambda done, total: _report(run, done, total))
    except Cancelled:
        acts.end(run, Run.State.CANCELLED)
    except Refused as refused:
        acts.end(run, Run.State.FAILED, error=str(refused))
    except Exception as error:  # the page says what happened; the log has the rest
        log.exception("Run %s failed", run.pk)
        acts.end(run, Run.State.FAILED, error=f"{type(error).__name__}: {error}")
    else:
        acts.end(run, Run.State.DONE, outcome=outcome)


@shared_task
def resume_abandoned() -> int:
    """Ring again for the runs that nobody works on; returns how many."""
    now = timezone.now()
    acts.give_up_hopeless(now)
    keys = list(Run.objects.filter(acts.abandoned(now)).values_list("pk", flat=True)[:100])
    for pk in keys:
        work_on.delay(pk)
    return len(keys)


def _report(run: Run, done: int, total: int) -> None:
    if not acts.report(run, done, total):
        raise Cancelled
