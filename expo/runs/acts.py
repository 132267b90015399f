"""Starting, working on, cancelling and ending runs."""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from expo.common.acts import Refused, act
from expo.common.bell import ring
from expo.runs.models import Run

LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 3
WORK_ON = "expo.runs.tasks.work_on"


@act
def start(kind: str, *, about: str, actor: Any, params: dict[str, Any] | None = None) -> Run:
    """Queue a run. Raises Refused while one of the same kind is at work on the same thing."""
    try:
        with transaction.atomic():
            run = Run.objects.create(kind=kind, about=about, params=params or {}, started_by=actor)
    except IntegrityError as error:
        raise Refused(_("This is running already. Wait for it, or cancel it.")) from error
    ring(WORK_ON, run.pk)
    return run


@act
def cancel(run: Run, *, actor: Any) -> None:
    """Ask a run to stop; one that still waits ends at once. Raises Refused when it has ended."""
    waiting = Run.objects.filter(pk=run.pk, state=Run.State.QUEUED)
    if waiting.update(state=Run.State.CANCELLED, finished_at=timezone.now()):
        return
    if not Run.objects.filter(pk=run.pk, state=Run.State.RUNNING).update(cancel_asked=True):
        raise Refused(_("It has ended already."))


def abandoned(now: datetime) -> Q:
    """Which runs nobody works on: those that wait, and those whose worker has gone silent."""
    return Q(state=Run.State.QUEUED) | Q(state=Run.State.RUNNING, lease_until__lt=now)


def claim(pk: int) -> Run | None:
    """Take a run on a lease, or return None where somebody else has it or it has ended."""
    now = timezone.now()
    taken = Run.objects.filter(abandoned(now), pk=pk, attempts__lt=MOST_ATTEMPTS).update(
        state=Run.State.RUNNING, started_at=now, lease_until=now + LEASE, attempts=F("attempts") + 1
    )
    return Run.objects.get(pk=pk) if taken else None


def report(run: Run, done: int, total: int) -> bool:
    """Write how far the run is and renew its lease; returns whether it may go on."""
    ours = Run.objects.filter(pk=run.pk, state=Run.State.RUNNING, attempts=run.attempts)
    return bool(
        ours.filter(cancel_asked=False).update(done=done, total=total, lease_until=timezone.now() + LEASE)
    )


def end(run: Run, state: Run.State, *, outcome: dict[str, Any] | None = None, error: str = "") -> None:
    """Write how the run ended, unless another worker has taken it over meanwhile."""
    ended = {"state": state, "outcome": outcome or {}, "error": error, "finished_at": timezone.now()}
    if state == Run.State.DONE:  # what it had no need to do is done, too
        ended["done"] = F("total")
    ours = Run.objects.filter(pk=run.pk, state=Run.State.RUNNING, attempts=run.attempts)
    ours.update(**ended, lease_until=None)


def give_up_hopeless(now: datetime) -> int:
    """End the runs whose workers died again and again; returns how many."""
    hopeless = Run.objects.filter(abandoned(now), attempts__gte=MOST_ATTEMPTS)
    return hopeless.update(
        state=Run.State.FAILED, finished_at=now, error="Its worker ended three times before it was done."
    )
